/// The third stage: turns each piece of text into tokens of the vocabulary.
enum TokenModel: Sendable {
  case bytePairs(BytePairModel)
  case wordPiece(WordPieceModel)

  /// What the models keep from piece to piece.
  struct Scratch {
    var bytePairs = BytePairModel.Scratch()
    var wordPiece = WordPieceModel.Scratch()
  }

  /// Encodes each of `pieces` of `text`.
  func encode(_ text: TextView, _ pieces: [Range<Int>], _ scratch: inout Scratch, into sink: inout TokenSink) throws {
    switch self {
    case .bytePairs(let model):
      for piece in pieces { model.encode(text, piece, &scratch.bytePairs, into: &sink) }
    case .wordPiece(let model):
      for piece in pieces { model.encode(text, piece, &scratch.wordPiece, into: &sink) }
    }
  }

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
    case .bytePairs: TokenSpelling()
    case .wordPiece(let model): .continuing(prefix: model.continuingPrefix)
    }
  }
}
