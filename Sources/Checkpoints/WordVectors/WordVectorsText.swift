import ByteFiles
import Tensors
import Work

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Word vectors as text: lines of a word and its numbers, with word2vec's first line or, as GloVe has it, without.
///
/// The numbers are parsed on all cores into one matrix of 32-bit floats, which is the one copy there is: text cannot be viewed.
struct WordVectorsText: Sendable {
  private let file: String
  // SAFETY: only read, and alive as long as the call that made this.
  private nonisolated(unsafe) let body: UnsafeBufferPointer<UInt8>
  private let columns: Int
  private let header: WordVectorsHeader?

  /// The lines of `bytes`, which begin with `header` where there is one.
  init(_ bytes: UnsafeRawBufferPointer, _ header: WordVectorsHeader?, file: String) throws {
    self.file = file
    self.header = header
    // White space behind the last line, such as empty lines, is none of the file's words.
    var end = bytes.count
    let start = header?.end ?? 0
    while end > start, bytes[end - 1] == 0x20 || (0x09...0x0D).contains(bytes[end - 1]) { end -= 1 }
    // SAFETY: bytes that are bound to no other type.
    body = UnsafeRawBufferPointer(rebasing: bytes[start..<end]).bindMemory(to: UInt8.self)
    columns =
      header?.columns ?? WordVectorsLine(UnsafeBufferPointer(rebasing: body.prefix { $0 != 0x0A })).countNumbers()
    guard columns > 0 else {
      throw CheckpointError.field(
        file: file, field: "line 1", expected: "a word and its numbers, or how many words and numbers there are",
        found: header == nil ? "“\(Self.shown(body.prefix { $0 != 0x0A }))”" : "0 numbers for each word")
    }
  }

  /// The words and their numbers.
  func read() throws -> (words: WordList, values: OwnedBytes) {
    let chunks = self.chunks()
    let lines = ParallelLoop.map(chunks.count) { countLines(chunks[$0]) }
    let rows = lines.reduce(0, +)
    if let header, header.rows != rows {
      try refuseEmptyLines()
      throw CheckpointError.field(
        file: file, field: "line 1",
        expected:
          "\(header.rows) lines behind it, as it says",
        found: "\(rows)\(rows < header.rows ? " (it may be an incomplete download)" : "")")
    }
    // A number takes two bytes: where there are fewer some line is too short, and no room is made for what is not there.
    guard columns <= body.count, rows <= body.count / 2 / columns + 1 else { throw shortLine() }
    let firstRows = lines.indices.map { lines[..<$0].reduce(0, +) }
    var words = WordList()
    words.reserve(rows)
    let values = try OwnedBytes(path: file, count: rows * columns * MemoryLayout<Float>.size) { bytes in
      // SAFETY: each round writes the rows of its own lines; `run` returns after the last one.
      nonisolated(unsafe) let matrix = bytes.bindMemory(to: Float.self)
      let parts = ParallelLoop.map(chunks.count) { chunk in
        Result { try read(chunks[chunk], firstRow: firstRows[chunk], into: matrix) }
      }
      for part in parts { words.append(try part.get()) }
    }
    return (words, values)
  }

  // MARK: Lines

  /// Runs of whole lines, about four megabytes each.
  private func chunks() -> [Range<Int>] {
    var chunks: [Range<Int>] = []
    var start = 0
    while start < body.count {
      let end = nextLine(after: min(start + 4 << 20, body.count))
      chunks.append(start..<end)
      start = end
    }
    return chunks
  }

  /// Where the first line begins that begins at `place` or later.
  private func nextLine(after place: Int) -> Int {
    guard place < body.count, let base = body.baseAddress else { return body.count }
    // SAFETY: the search ends with the body.
    guard let found = memchr(base + place, 0x0A, body.count - place) else { return body.count }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
  }

  private func countLines(_ range: Range<Int>) -> Int {
    var (count, start) = (0, range.lowerBound)
    while start < range.upperBound {
      start = nextLine(after: start)
      count += 1
    }
    return count
  }

  private func read(
    _ range: Range<Int>, firstRow: Int, into matrix: UnsafeMutableBufferPointer<Float>
  ) throws -> WordList {
    var words = WordList()
    var (row, start) = (firstRow, range.lowerBound)
    while start < range.upperBound {
      let next = nextLine(after: start)
      let hasEnd = body[next - 1] == 0x0A
      let line = WordVectorsLine(UnsafeBufferPointer(rebasing: body[start..<(hasEnd ? next - 1 : next)]))
      let target = UnsafeMutableBufferPointer(rebasing: matrix[row * columns..<(row + 1) * columns])
      do throws(WordVectorsLine.Flaw) {
        try append(line.read(into: target), to: &words)
      } catch {
        throw CheckpointError.field(
          file: file, field: "line \(number(row))", expected: error.expected, found: error.found)
      }
      row += 1
      start = next
    }
    return words
  }

  private func append(_ word: UnsafeBufferPointer<UInt8>, to words: inout WordList) throws(WordVectorsLine.Flaw) {
    guard header?.isSpelled == true, word.contains(UInt8(ascii: "\\")) else { return words.append(word) }
    guard let plain = WordSpelling.plain(word) else {
      throw WordVectorsLine.Flaw(expected: "\\x and two digits behind each backslash", found: "“\(Self.shown(word))”")
    }
    words.append(plain)
  }

  /// The line of a row, as editors count.
  private func number(_ row: Int) -> Int { row + (header == nil ? 1 : 2) }

  /// Throws for the first line of the body that holds nothing.
  private func refuseEmptyLines() throws {
    var (row, start) = (0, 0)
    while start < body.count {
      let next = nextLine(after: start)
      if body[start..<next].allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
        throw CheckpointError.field(
          file: file, field: "line \(number(row))", expected: "a word and \(WordVectorsLine.numbers(columns))",
          found: "an empty line")
      }
      row += 1
      start = next
    }
  }

  /// The error about the first line that has no room for as many numbers as there must be.
  private func shortLine() -> CheckpointError {
    var (row, start) = (0, 0)
    while start < body.count {
      let next = nextLine(after: start)
      let line = body[start..<next]
      let spaces = line.count { $0 == 0x20 }
      if spaces < columns {
        return .field(
          file: file, field: "line \(number(row))", expected: "a word and \(WordVectorsLine.numbers(columns))",
          found: "a word and \(WordVectorsLine.numbers(spaces))")
      }
      row += 1
      start = next
    }
    return .field(
      file: file, field: "line 1", expected: "lines of a word and \(WordVectorsLine.numbers(columns))",
      found: "shorter ones")
  }

  private static func shown(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes.prefix(60), as: UTF8.self) + (bytes.count > 60 ? "…" : "")
  }
}
