import ByteFiles
import Tokenization

/// Reads a text line by line, many lines at a time; lines end at line feeds only.
///
/// A last line that is empty, behind the last line feed, is no line.
struct TextLines {
  private let reader: TextInput.Reader
  private var pending: [UInt8] = []
  private var isAtEnd = false
  /// How many bytes of the text are in lines that were given out.
  private(set) var done = 0

  private static let batchSize = 1 << 20

  init(_ reader: TextInput.Reader) { self.reader = reader }

  /// The next lines, without their line feeds: about a megabyte of them; nil at the end.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)``, and what the reader throws.
  mutating func next() throws -> [String]? {
    var wanted = Self.batchSize
    while true {
      while !isAtEnd, pending.count < wanted {
        let bytes = try reader.read(wanted - pending.count)
        isAtEnd = bytes.isEmpty
        pending += bytes
      }
      guard !pending.isEmpty else { return nil }
      let end = isAtEnd ? pending.count : pending.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      if let end { return try take(end) }
      wanted *= 2
    }
  }

  private mutating func take(_ end: Int) throws -> [String] {
    let invalid = pending.withUnsafeBytes {
      UTF8Validation.firstInvalidOffset(UnsafeRawBufferPointer(rebasing: $0[..<end]))
    }
    if let invalid { throw TokenizationError.invalidUTF8(offset: done + invalid) }
    var lines = pending[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    defer {
      pending.removeFirst(end)
      done += end
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }
}
