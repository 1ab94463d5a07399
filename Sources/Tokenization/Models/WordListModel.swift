/// Words as they are: a text that is one of them, spaces and all, or else its words between white space.
///
/// A list of words says neither how text is split nor what stands for words that are not in it. So nothing is split that is a
/// word already (`New York`), nothing is made small or taken apart, and a word that is missing is an error.
struct WordListModel: Sendable {
  /// The words.
  let table: TokenTable
  private static let splitting = ScalarSplitPreTokenizer(delimiter: .whitespace, behavior: .removed)

  /// Encodes `piece` of `text`.
  ///
  /// - Throws: ``TokenizationError/unknownWord(_:)``.
  func encode(_ text: TextView, _ piece: Range<Int>, into builder: inout EncodingBuilder) throws {
    if let id = id(of: text, piece) { return builder.append(id, text, piece) }
    let inner = withoutSpaces(text, piece)
    if !inner.isEmpty, let id = id(of: text, inner) { return builder.append(id, text, inner) }
    try Self.splitting.split(text.bytes, piece) { word in
      guard let id = id(of: text, word) else {
        throw TokenizationError.unknownWord(String(decoding: text.bytes[word], as: UTF8.self))
      }
      builder.append(id, text, word)
    }
  }

  /// The piece without the white space at its ends: `the` of ` the`.
  private func withoutSpaces(_ text: TextView, _ piece: Range<Int>) -> Range<Int> {
    var (start, end) = (piece.lowerBound, piece.upperBound)
    while start < end {
      let (value, length) = UTF8Scalars.decode(text.bytes, at: start)
      guard SplitClass.of(value).contains(.whitespace) else { break }
      start += length
    }
    while end > start {
      let (value, length) = UTF8Scalars.decode(text.bytes, before: end)
      guard SplitClass.of(value).contains(.whitespace) else { break }
      end -= length
    }
    return start..<end
  }

  private func id(of text: TextView, _ range: Range<Int>) -> Int? {
    table.id(of: UnsafeBufferPointer(rebasing: text.bytes[range]))
  }
}
