/// The third stage: turns each piece of text into tokens of the vocabulary.
enum TokenModel: Sendable {
  case bytePairs(BytePairModel)
  case wordPiece(WordPieceModel)
  case wordLevel(WordLevelModel)
  case words(WordListModel)
  case unigram(UnigramModel)
  indirect case dictionary(DictionaryModel)

  /// What the models keep from piece to piece.
  struct Scratch {
    var bytePairs = BytePairModel.Scratch()
    var wordPiece = WordPieceModel.Scratch()
    var unigram = UnigramModel.Scratch()
  }

  /// Encodes each of `pieces` of `text`.
  ///
  /// - Throws: ``TokenizationError/noUnknownToken(name:)``, ``TokenizationError/unknownWord(_:)``.
  func encode(_ text: TextView, _ pieces: [Range<Int>], _ scratch: inout Scratch, into builder: inout EncodingBuilder)
    throws
  {
    switch self {
    case .bytePairs(let model):
      for piece in pieces { try model.encode(characters: text, piece, &scratch.bytePairs, into: &builder) }
    case .wordPiece(let model):
      for piece in pieces { try model.encode(text, piece, &scratch.wordPiece, into: &builder) }
    case .wordLevel(let model):
      for piece in pieces { try model.encode(text, piece, into: &builder) }
    case .words(let model):
      for piece in pieces { try model.encode(text, piece, into: &builder) }
    case .unigram(let model):
      for piece in pieces { try model.encode(text, piece, &scratch.unigram, into: &builder) }
    case .dictionary(let model): try model.encode(text, pieces, &scratch, into: &builder)
    }
  }

  /// The model's own vocabulary, without added tokens.
  var table: TokenTable {
    switch self {
    case .bytePairs(let model): model.table
    case .wordPiece(let model): model.table
    case .wordLevel(let model): model.table
    case .words(let model): model.table
    case .unigram(let model): model.table
    case .dictionary(let model): model.table
    }
  }

  /// The id of the token that stands for what the vocabulary cannot spell.
  var unknownID: Int? {
    switch self {
    case .bytePairs(let model): model.unknown?.id
    case .wordPiece(let model): model.unknown.id
    case .wordLevel(let model): model.unknown.id
    case .words: nil
    case .unigram(let model): model.unknownID
    case .dictionary(let model): model.unknownID
    }
  }

  /// What a token's string says about the text it stands for.
  var spelling: TokenSpelling {
    switch self {
    case .bytePairs(let model): model.options.spelling
    case .wordPiece(let model): .continuing(prefix: model.continuingPrefix)
    case .wordLevel, .words: TokenSpelling()
    case .unigram(let model): model.spelling
    case .dictionary(let model): model.pieces.spelling
    }
  }
}
