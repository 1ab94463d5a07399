import ByteFiles

/// Word vectors as word2vec's binary form has them: the first line of the text form, then each word, a space, and its numbers
/// as 32-bit floats.
///
/// The floats of a row begin wherever its word ended: they are brought together in one matrix, at the speed of memory.
struct WordVectorsBinary {
  private let file: String
  private let bytes: UnsafeRawBufferPointer
  private let header: WordVectorsHeader

  init(_ bytes: UnsafeRawBufferPointer, _ header: WordVectorsHeader, file: String) {
    self.bytes = bytes
    self.header = header
    self.file = file
  }

  /// Whether `bytes` go on as text does behind `header`: with a line of as many numbers as it says, or without a control
  /// character for a while.
  static func isText(_ bytes: UnsafeRawBufferPointer, _ header: WordVectorsHeader) -> Bool {
    let body = bytes[header.end...]
    let line = body.prefix { $0 != 0x0A }
    let isControl = { (byte: UInt8) in byte < 0x09 || (0x0E...0x1F).contains(byte) }
    guard body.prefix(1 << 16).contains(where: isControl) else { return true }
    guard header.columns > 0, line.count > 2 * header.columns else { return false }
    return UnsafeRawBufferPointer(rebasing: line).withMemoryRebound(to: UInt8.self) {
      WordVectorsLine($0).countNumbers() >= header.columns
    }
  }

  /// The words and their numbers.
  func read() throws -> (words: WordList, values: OwnedBytes) {
    let (size, overflow) = header.columns.multipliedReportingOverflow(by: 4)
    let (needed, carry) = header.rows.multipliedReportingOverflow(by: overflow ? .max : size + 1)
    guard header.columns > 0, !overflow, !carry, needed <= bytes.count - header.end else {
      throw CheckpointError.field(
        file: file, field: "line 1",
        expected: "numbers of words and values that \(bytes.count - header.end) bytes hold",
        found: "\(header.rows) words of \(header.columns) values (it may be an incomplete download)")
    }
    var words = WordList()
    words.reserve(header.rows)
    var position = header.end
    let values = try OwnedBytes(path: file, count: header.rows * size) { matrix in
      for row in 0..<header.rows {
        try append(word(&position, row), row, to: &words)
        guard bytes.count - position >= size else {
          throw CheckpointError.field(
            file: file, field: "word \(row + 1)", expected: "\(size) bytes of values at byte \(position)",
            found: "\(bytes.count - position) bytes, then the end (it may be an incomplete download)")
        }
        let target = UnsafeMutableRawBufferPointer(rebasing: matrix[row * size..<(row + 1) * size])
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + size]))
        position += size
      }
    }
    let rest = bytes[position...].drop { $0 == 0x0A || $0 == 0x0D }
    guard rest.isEmpty else {
      throw CheckpointError.field(
        file: file, field: "line 1", expected: "as many words as there are",
        found: "\(header.rows), behind which \(rest.count) bytes are left")
    }
    return (words, values)
  }

  /// The word that begins at `position`, which goes on to what follows the space behind it.
  private func word(_ position: inout Int, _ row: Int) throws -> Slice<UnsafeRawBufferPointer> {
    // Some writers end each row with a line feed.
    while position < bytes.count, bytes[position] == 0x0A { position += 1 }
    guard let space = bytes[position...].firstIndex(of: 0x20) else {
      throw CheckpointError.field(
        file: file, field: "word \(row + 1)", expected: "a word and a space at byte \(position)",
        found: position == bytes.count ? "the end (it may be an incomplete download)" : "no space up to the end")
    }
    defer { position = space + 1 }
    return bytes[position..<space]
  }

  private func append(_ word: Slice<UnsafeRawBufferPointer>, _ row: Int, to words: inout WordList) throws {
    guard header.isSpelled, word.contains(UInt8(ascii: "\\")) else { return words.append(word) }
    guard let plain = WordSpelling.plain(word) else {
      throw CheckpointError.field(
        file: file, field: "word \(row + 1)", expected: "\\x and two digits behind each backslash",
        found: "“\(String(decoding: word.prefix(60), as: UTF8.self))”")
    }
    words.append(plain)
  }
}
