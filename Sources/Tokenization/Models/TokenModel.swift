/// The third stage: turns each piece of text into tokens of the vocabulary.
enum TokenModel: Sendable {
  case bytePairs(BytePairModel)
  case wordPiece(WordPieceModel)

  /// The model's own vocabulary, without added tokens.
  var table: TokenTable {
    switch self {
    case .bytePairs(let model): model.table
    case .wordPiece(let model): model.table
    }
  }

  /// What a token's string says about the text it stands for.
  var spelling: TokenSpelling {
    switch self {
    case .bytePairs: .byteLevel
    case .wordPiece(let model): .continuing(prefix: model.continuingPrefix)
    }
  }
}
