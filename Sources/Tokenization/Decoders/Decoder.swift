/// The way back: makes text of the strings of tokens.
enum TokenDecoder: Sendable, Equatable {
  /// Joins the tokens with spaces: what a tokenizer without a decoder does.
  case spaces
  case byteLevel
  case wordPiece(WordPieceDecoder)

  /// The text that `tokens` stand for.
  func decode(_ tokens: [[UInt8]]) -> String {
    switch self {
    case .spaces: String(decoding: Array(tokens.joined(separator: [0x20])), as: UTF8.self)
    case .byteLevel: ByteLevelDecoder.decode(tokens)
    case .wordPiece(let decoder): decoder.decode(tokens)
    }
  }
}
