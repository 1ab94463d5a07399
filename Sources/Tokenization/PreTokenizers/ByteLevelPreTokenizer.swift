/// The stage of byte-level vocabularies: may put a space before the text and split it with GPT-2's pattern.
///
/// The reference rewrites the text in the alphabet of ``ByteAlphabet`` here; the model takes the bytes as they are, which
/// comes to the same.
struct ByteLevelPreTokenizer: Sendable, Equatable {
  /// Whether a text that does not begin with a space gets one.
  var addsPrefixSpace = false
  /// Whether pieces are split with GPT-2's pattern.
  var splits = true

  /// Splits each of `pieces` and calls `body` with the parts.
  func split(_ text: TextView, _ pieces: [Range<Int>], _ body: (TextView, Range<Int>) -> Void) {
    let space = UInt8(ascii: " ")
    guard addsPrefixSpace, pieces.contains(where: { text.bytes[$0.lowerBound] != space }) else {
      return splitPieces(text, pieces, body)
    }
    var spaced = AlignedText()
    var spacedPieces: [Range<Int>] = []
    for piece in pieces {
      let start = spaced.bytes.count
      var index = piece.lowerBound
      while index < piece.upperBound {
        let (value, length) = UTF8Scalars.decode(text.bytes, at: index)
        let range = text.sourceRange(of: index..<index + length)
        let source = SourceRange(
          start: UInt32(truncatingIfNeeded: range.lowerBound), end: UInt32(truncatingIfNeeded: range.upperBound))
        // The new space has the place of the character it stands before.
        if index == piece.lowerBound, value != UInt32(space) { spaced.append(UInt32(space), from: source) }
        spaced.append(value, from: source)
        index += length
      }
      spacedPieces.append(start..<spaced.bytes.count)
    }
    spaced.withView { splitPieces($0, spacedPieces, body) }
  }

  private func splitPieces(_ text: TextView, _ pieces: [Range<Int>], _ body: (TextView, Range<Int>) -> Void) {
    for piece in pieces {
      if splits {
        GPT2Pattern.split(text.bytes, piece) { body(text, $0) }
      } else {
        body(text, piece)
      }
    }
  }
}
