/// A line of word vectors as text: a word, and numbers with one space before each.
struct WordVectorsLine {
  /// Why a line is none, in words.
  struct Flaw: Error, Equatable {
    var expected: String
    var found: String
  }

  private let text: UnsafeBufferPointer<UInt8>

  /// A line without its line feed; white space at its end is none of it, as for Python's `rstrip`.
  init(_ line: UnsafeBufferPointer<UInt8>) {
    var end = line.count
    while end > 0, line[end - 1] == 0x20 || (0x09...0x0D).contains(line[end - 1]) { end -= 1 }
    text = UnsafeBufferPointer(rebasing: line[..<end])
  }

  /// Writes the numbers to `row` and returns the word, whose bytes are those of the line.
  ///
  /// The word ends at the first space; only where the rest is not as many numbers as there must be, it may hold spaces.
  func read(into row: UnsafeMutableBufferPointer<Float>) throws(Flaw) -> UnsafeBufferPointer<UInt8> {
    if let space = text.firstIndex(of: 0x20), numbers(after: space, into: row) == nil {
      return UnsafeBufferPointer(rebasing: text[..<space])
    }
    guard let space = spaceBefore(numbers: row.count) else {
      let spaces = text.count { $0 == 0x20 }
      throw Flaw(
        expected: "a word and \(Self.numbers(row.count))",
        found: text.isEmpty ? "an empty line" : "a word and \(Self.numbers(spaces))")
    }
    if let flaw = numbers(after: space, into: row) { throw flaw }
    let word = UnsafeBufferPointer(rebasing: text[..<space])
    // A word of several may end in “747”; one that ends in “-0.125” is the row's first number, or another line.
    if Self.endsInFraction(word) {
      throw Flaw(
        expected: "a word and \(Self.numbers(row.count))",
        found: "more numbers, of which “\(Self.shortened(word))” ends in one")
    }
    return word
  }

  /// Whether the last of several fields is a number with a point or an exponent.
  private static func endsInFraction(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = word.baseAddress, let space = word.lastIndex(of: 0x20) else { return false }
    var position = space + 1
    return DecimalNumber.read(base, &position, word.count) != nil && position == word.count
      && word[(space + 1)...].contains { ".eE".utf8.contains($0) }
  }

  private static func shortened(_ word: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: word.prefix(40), as: UTF8.self) + (word.count > 40 ? "…" : "")
  }

  /// How many numbers end the line, where a word stands before them.
  func countNumbers() -> Int {
    guard let base = text.baseAddress else { return 0 }
    var (count, end) = (0, text.count)
    while let space = text[..<end].lastIndex(of: 0x20) {
      var position = space + 1
      guard DecimalNumber.read(base, &position, end) != nil, position == end else { break }
      count += 1
      end = space
    }
    return count
  }

  /// Where the space before the last `count` fields is.
  private func spaceBefore(numbers count: Int) -> Int? {
    var left = count
    var place = text.count
    while place > 0 {
      place -= 1
      if text[place] == 0x20 {
        left -= 1
        if left == 0 { return place }
      }
    }
    return nil
  }

  /// Reads the numbers behind the space at `start`, which must be all there is; nil where they are.
  private func numbers(after start: Int, into row: UnsafeMutableBufferPointer<Float>) -> Flaw? {
    guard let base = text.baseAddress, let target = row.baseAddress else { return nil }
    var position = start
    for column in 0..<row.count {
      guard position < text.count else {
        return Flaw(expected: "a word and \(Self.numbers(row.count))", found: "a word and \(Self.numbers(column))")
      }
      position &+= 1
      let begin = position
      guard let value = DecimalNumber.read(base, &position, text.count) else {
        let field = text[begin...].prefix { $0 != 0x20 }
        return Flaw(
          expected: "a number as value \(column + 1)", found: "“\(String(decoding: field.prefix(40), as: UTF8.self))”")
      }
      // SAFETY: `row` has as many places as the loop has rounds.
      target[column] = value
    }
    guard position == text.count else {
      let spaces = text[start...].count { $0 == 0x20 }
      return Flaw(expected: "a word and \(Self.numbers(row.count))", found: "a word and \(Self.numbers(spaces))")
    }
    return nil
  }

  static func numbers(_ count: Int) -> String { count == 1 ? "1 number" : "\(count) numbers" }
}
