/// Whether a file without a telling name holds words and their vectors, by its first lines.
///
/// They begin with how many words and how many numbers there are, and then go on with a line of so many numbers or in word2vec's
/// binary form; GloVe's begin with the first word. A list of words, of ranks or of counts has at most one number in a line.
struct WordVectorsLook {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// More than the longest line that is looked at.
  private static let limit = 1 << 20

  var isThere: Bool {
    let first = line(from: 0)
    let fields = first.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
    if fields.count == 2, let columns = Self.whole(fields[1]), Self.whole(fields[0]) != nil, columns > 0 {
      let next = first.endIndex + 1
      guard next < bytes.count else { return false }
      return numbers(endingLine: line(from: next)) >= columns || hasControlCharacters(from: next)
    }
    let count = numbers(endingLine: first)
    guard count >= 2 else { return false }
    let next = first.endIndex + 1
    return next >= bytes.count || numbers(endingLine: line(from: next)) >= count
  }

  private func line(from start: Int) -> Slice<UnsafeRawBufferPointer> {
    bytes[start...].prefix(Self.limit).prefix { $0 != 0x0A }
  }

  /// As the floats of the binary form hold them nearly everywhere.
  private func hasControlCharacters(from start: Int) -> Bool {
    bytes[start...].prefix(1 << 16).contains { $0 < 0x09 || (0x0E...0x1F).contains($0) }
  }

  /// How many numbers a line ends with, where something stands before them.
  private func numbers(endingLine line: Slice<UnsafeRawBufferPointer>) -> Int {
    var line = line
    while let last = line.last, last == 0x20 || (0x09...0x0D).contains(last) { line = line.dropLast() }
    var count = 0
    while let space = line.lastIndex(of: 0x20), Self.isNumber(line[(space + 1)...]) {
      count += 1
      line = line[..<space]
    }
    return count
  }

  private static func isNumber(_ field: Slice<UnsafeRawBufferPointer>) -> Bool {
    if field.elementsEqual("nan".utf8) || field.elementsEqual("inf".utf8) || field.elementsEqual("-inf".utf8) {
      return true
    }
    return field.contains { (0x30...0x39).contains($0) }
      && field.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
  }

  private static func whole(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard digits.count <= 18, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
