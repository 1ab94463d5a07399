/// The stage of byte-level vocabularies: may put a space before each piece, may split it with GPT-2's pattern, and spells it in
/// the alphabet of ``ByteAlphabet``.
struct ByteLevelPreTokenizer: Sendable, Equatable {
  /// Whether a piece that does not begin with a space gets one.
  var addsPrefixSpace = false
  /// Whether pieces are split with GPT-2's pattern.
  var splits = true

  private static let space = UInt8(ascii: " ")

  /// Splits each of `pieces` and calls `body` with the parts, spelled in the alphabet.
  func split(_ text: TextView, _ pieces: [Range<Int>], _ body: PreTokenizer.Consumer) throws {
    var spelled = AlignedText()
    var parts: [Range<Int>] = []
    splitBytes(text, pieces) { text, piece in
      let start = spelled.bytes.count
      text.forEachScalar(in: piece) { _, range, source in
        for index in range { spelled.append(UInt32(ByteAlphabet.scalars[Int(text.bytes[index])]), from: source) }
      }
      parts.append(start..<spelled.bytes.count)
    }
    try spelled.withView { try body($0, parts) }
  }

  /// Splits each of `pieces` and calls `body` with the parts as they are, unspelled.
  func splitBytes(_ text: TextView, _ pieces: [Range<Int>], _ body: (TextView, Range<Int>) throws -> Void) rethrows {
    guard addsPrefixSpace, pieces.contains(where: { text.bytes[$0.lowerBound] != Self.space }) else {
      return try splitPieces(text, pieces, body)
    }
    var spaced = AlignedText()
    var spacedPieces: [Range<Int>] = []
    for piece in pieces {
      let start = spaced.bytes.count
      text.forEachScalar(in: piece) { value, range, source in
        // The new space has the place of the character it stands before.
        if range.lowerBound == piece.lowerBound, value != UInt32(Self.space) {
          spaced.append(UInt32(Self.space), from: source)
        }
        spaced.append(value, from: source)
      }
      spacedPieces.append(start..<spaced.bytes.count)
    }
    try spaced.withView { try splitPieces($0, spacedPieces, body) }
  }

  private func splitPieces(_ text: TextView, _ pieces: [Range<Int>], _ body: (TextView, Range<Int>) throws -> Void)
    rethrows
  {
    for piece in pieces {
      if splits {
        try GPT2Pattern().split(text.bytes, piece) { try body(text, $0) }
      } else {
        try body(text, piece)
      }
    }
  }
}
