/// The quick way of byte-level vocabularies: pieces are ranges of the text's own bytes, and each is looked up as it stands.
final class RawBytePipeline: Sendable {
  private let pieces: RawBytePieces
  private let model: BytePairModel

  /// The quick way for these stages; nil when they have none.
  init?(preTokenizer: PreTokenizer?, model: TokenModel) {
    guard case .bytePairs(let model) = model, model.takesRawBytes,
      let pieces = preTokenizer.flatMap(RawBytePieces.init)
    else { return nil }
    self.pieces = pieces
    self.model = model
  }

  /// Encodes `text`, which is normalized.
  ///
  /// - Throws: ``TokenizationError/patternLimit(pattern:offset:)``.
  func encode(_ text: TextView, _ scratch: inout BytePairModel.Scratch, into sink: inout TokenSink) throws {
    try pieces.forEachPiece(of: text) { text, piece in model.encode(raw: text, piece, &scratch, into: &sink) }
  }
}
