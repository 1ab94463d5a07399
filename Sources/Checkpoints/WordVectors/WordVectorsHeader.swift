import ByteFiles

/// The first line of a file of word vectors, `50000 300`: how many words there are, and how many numbers each has.
struct WordVectorsHeader: Sendable {
  var rows: Int
  var columns: Int
  /// Whether words are spelled as ``WordSpelling`` has it.
  var isSpelled: Bool
  /// Where the second line begins.
  var end: Int

  /// The header that `bytes` begin with; nil where the first line is anything but two whole numbers.
  init?(_ bytes: UnsafeRawBufferPointer) {
    // Two numbers and white space; a longer line is one of words and values.
    guard let lineEnd = bytes.prefix(256).firstIndex(of: 0x0A) ?? (bytes.count <= 256 ? bytes.count : nil) else {
      return nil
    }
    let line = bytes[..<lineEnd]
    let fields = line.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard fields.count == 2, let rows = Self.whole(fields[0]), let columns = Self.whole(fields[1]) else { return nil }
    self.rows = rows
    self.columns = columns
    isSpelled = line.last == WordSpelling.mark
    end = min(lineEnd + 1, bytes.count)
  }

  private static func whole(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard digits.count <= 18, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
