/// WordPiece: the longest piece of the vocabulary that the word begins with, then the longest that its rest does.
///
/// Pieces inside a word carry a prefix in the vocabulary (`##ing`). A word that cannot be spelled whole becomes one unknown
/// token.
struct WordPieceModel: Sendable {
  /// The vocabulary.
  let table: TokenTable
  /// The token for words that cannot be spelled.
  let unknown: UnknownToken
  /// What marks a piece inside a word.
  let continuingPrefix: [UInt8]
  /// Words of more characters than this are unknown without a look.
  let maximumCharacters: Int
  /// A character of the text behind which a word begins anew, inside of one too; empty where there is none.
  ///
  /// llama.cpp marks the beginnings of words with it, and takes one that stands in the text for such a mark.
  var wordMark: [UInt8] = []

  /// What one call works with, kept from piece to piece.
  struct Scratch {
    /// The continuing prefix, with the rest of the word behind it.
    var rest: [UInt8] = []
    /// Words met before, as they stood in the text; see ``BertPass``.
    var cache = PieceCache()
  }

  /// Encodes `piece` of `text`.
  ///
  /// - Throws: ``TokenizationError/noUnknownToken(name:)``.
  func encode(_ text: TextView, _ piece: Range<Int>, _ scratch: inout Scratch, into builder: inout EncodingBuilder)
    throws
  {
    let count = builder.ids.count
    guard !isTooLong(text.bytes, piece), spell(text, piece, &scratch, into: &builder) else {
      builder.truncate(to: count)
      return builder.append(try unknown.required(), text, piece)
    }
  }

  /// How many bytes of its word a token stands for, as the first of its tokens (position 0) or a later one.
  func bytesCount(of id: Int, at position: Int) -> Int {
    (table.withBytes(of: id) { $0.count } ?? 0) - (position == 0 ? 0 : continuingPrefix.count)
  }

  private func isTooLong(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>) -> Bool {
    guard piece.count > maximumCharacters else { return false }
    var characters = 0
    for index in piece where !UTF8Scalars.isContinuation(bytes[index]) {
      characters += 1
      if characters > maximumCharacters { return true }
    }
    return false
  }

  private func spell(
    _ text: TextView, _ piece: Range<Int>, _ scratch: inout Scratch, into builder: inout EncodingBuilder
  ) -> Bool {
    guard let (id, end) = longest(UnsafeBufferPointer(rebasing: text.bytes[piece]), atLeast: 1) else { return false }
    builder.append(id, text, piece.lowerBound..<piece.lowerBound + end)
    var start = piece.lowerBound + end
    while start < piece.upperBound {
      if let (id, end) = longestMarked(text.bytes, start..<piece.upperBound) {
        builder.append(id, text, start..<end)
        start = end
        continue
      }
      scratch.rest.removeAll(keepingCapacity: true)
      scratch.rest.append(contentsOf: continuingPrefix)
      // No token is longer than the longest, so nothing behind that matters.
      let stop = min(piece.upperBound, start + table.longestToken)
      scratch.rest.append(contentsOf: text.bytes[start..<stop])
      let prefixLength = continuingPrefix.count
      guard let (id, end) = scratch.rest.withUnsafeBufferPointer({ longest($0, atLeast: prefixLength + 1) }) else {
        return false
      }
      builder.append(id, text, start..<start + end - prefixLength)
      start += end - prefixLength
    }
    return true
  }

  /// The longest beginning of a word behind a ``wordMark`` at the beginning of `range`, and where it ends.
  @inline(__always)
  private func longestMarked(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (id: Int, end: Int)? {
    guard !wordMark.isEmpty, bytes[range].starts(with: wordMark) else { return nil }
    let start = range.lowerBound + wordMark.count
    return longest(UnsafeBufferPointer(rebasing: bytes[start..<range.upperBound]), atLeast: 1).map {
      ($0.id, start + $0.length)
    }
  }

  /// The longest token that `bytes` begin with, of at least `minimum` bytes and whole characters, and its length.
  @inline(__always)
  private func longest(_ bytes: UnsafeBufferPointer<UInt8>, atLeast minimum: Int) -> (id: Int, length: Int)? {
    var length = min(bytes.count, table.longestToken)
    while length >= minimum {
      if length == bytes.count || !UTF8Scalars.isContinuation(bytes[length]),
        let id = table.id(of: UnsafeBufferPointer(rebasing: bytes[..<length]))
      {
        return (id, length)
      }
      length -= 1
    }
    return nil
  }
}
