/// The tokenizer of SentencePiece's pieces in a GGUF file: `llama` is byte pairs by scores, `t5` Unigram.
///
/// Both are as llama.cpp has them, which differs from SentencePiece: special tokens are found in texts; byte pairs have no
/// unknown piece, do not remove spaces, and take unused pieces for words; Unigram has no bytes.
struct GGUFPieces {
  private let gguf: GGUFVocabulary
  private let algorithm: SentencePieceVocabulary.Algorithm

  /// The pieces of `gguf`.
  init(_ gguf: GGUFVocabulary, _ algorithm: SentencePieceVocabulary.Algorithm) {
    self.gguf = gguf
    self.algorithm = algorithm
  }

  private var isUnigram: Bool { algorithm == .unigram }

  /// The tokenizer; it refuses texts where scores or special tokens are wrong.
  func tokenizer() throws -> Tokenizer {
    let table = try gguf.table()
    let vocabulary = vocabulary()
    let unknown = gguf.specialID(gguf.unknownID, usual: isUnigram ? 2 : 0) ?? 0
    let decoder = TokenDecoder.sentencePiece(SentencePieceDecoder(vocabulary, unknownID: unknown))
    do {
      return Tokenizer(
        normalizer: .sentencePiece(
          try SentencePieceNormalizer(vocabulary.normalization, userDefined: [], file: gguf.file)),
        preTokenizer: try vocabulary.preTokenizer(table), model: try model(vocabulary, table, unknown),
        postProcessor: try postProcessor(), decoder: decoder,
        added: try AddedTokens(
          GGUFSpecialTokens(gguf, table).added(), normalizer: nil, file: gguf.file, search: .longestFirst),
        notes: table.repetitions(in: gguf.file))
    } catch let error as TokenizationError {
      return try GGUFListing(gguf, .characters).tokenizer(refusal: error)
    }
  }

  private func vocabulary() -> SentencePieceVocabulary {
    var vocabulary = SentencePieceVocabulary(file: gguf.file)
    vocabulary.algorithm = algorithm
    vocabulary.pieces = gguf.tokens.indices.map { id in
      SentencePieceVocabulary.Piece(content: gguf.tokens[id], score: gguf.score(id), type: pieceType(of: id))
    }
    vocabulary.hasByteFallback = vocabulary.pieces.contains { $0.type == .byte }
    vocabulary.normalization.removesExtraSpaces = isUnigram && gguf.removesExtraSpaces ?? false
    if isUnigram { vocabulary.normalization.characterMap = gguf.characterMap }
    vocabulary.normalization.addsSpace = gguf.addsSpacePrefix ?? !isUnigram
    vocabulary.normalization.marksWords = isUnigram
    return vocabulary
  }

  /// The type of a piece: for byte pairs, one that is not used, or of no type, is a word like others.
  private func pieceType(of id: Int) -> TokenType {
    guard let type = gguf.storedType(id) else { return isUnigram ? .control : .normal }
    return type == .unused && !isUnigram ? .normal : type
  }

  private func model(_ vocabulary: SentencePieceVocabulary, _ table: TokenTable, _ unknown: Int) throws -> TokenModel {
    if let id = vocabulary.pieces.firstIndex(where: { !$0.score.isFinite }) {
      throw gguf.unexpected("scores[\(id)]", "a finite number", "\(vocabulary.pieces[id].score)")
    }
    guard !isUnigram else {
      return .unigram(
        UnigramModel(
          table: table, scores: vocabulary.pieces.map { Double($0.score) }, unknownID: unknown, fallbackTokens: nil,
          rules: SentencePieceUnigram(llamaCpp: vocabulary.pieces)
        ) { vocabulary.pieces[$0].type.spellsText })
    }
    var options = BytePairModel.Options()
    options.byteFallback = true
    // A text that needs a byte which is no token is an error: there is no unknown token.
    options.unknownToken = "<0x00> to <0xFF>"
    return .bytePairs(BytePairModel(table: table, merges: vocabulary.mergeTable(table), options: options))
  }

  private func postProcessor() throws -> PostProcessor {
    let adds = (begin: gguf.addsBegin ?? !isUnigram, end: gguf.addsEnd ?? isUnigram)
    return .surrounding(
      adds.begin ? try gguf.special("bos_token_id", gguf.beginID, usual: isUnigram ? nil : 1) : nil,
      adds.end ? try gguf.special("eos_token_id", gguf.endID, usual: isUnigram ? 1 : 2) : nil)
  }
}
