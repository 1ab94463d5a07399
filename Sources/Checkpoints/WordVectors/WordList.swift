/// Words in the order of the rows that they name, all in one run of bytes.
///
/// Words are bytes: a file may cut one inside a character, and may have one twice.
package struct WordList: Sendable, RandomAccessCollection {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// A list without words.
  package init() {}

  /// The first row.
  package var startIndex: Int { 0 }
  /// The number of words.
  package var endIndex: Int { ends.count }

  /// The word of a row.
  package subscript(row: Int) -> ArraySlice<UInt8> { bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]] }

  /// Makes room for so many words.
  mutating func reserve(_ count: Int) { ends.reserveCapacity(count) }

  /// Adds a word behind the others.
  package mutating func append(_ word: some Sequence<UInt8>) {
    bytes.append(contentsOf: word)
    ends.append(bytes.count)
  }

  /// Adds the words of `other` behind these.
  mutating func append(_ other: WordList) {
    let start = bytes.count
    bytes.append(contentsOf: other.bytes)
    ends.append(contentsOf: other.ends.lazy.map { start + $0 })
  }
}
