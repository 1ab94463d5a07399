extension Tokenizer {
  /// The tokenizer of a SentencePiece model in a GGUF file: `llama` is byte pairs by scores, `t5` Unigram.
  ///
  /// It is what SentencePiece makes of the same pieces, but control pieces are found in texts, and the file says what is put
  /// around them.
  static func sentencePiece(
    _ gguf: GGUFVocabulary, _ algorithm: SentencePieceVocabulary.Algorithm
  ) throws -> Tokenizer {
    guard gguf.scores.count == gguf.tokens.count else {
      throw gguf.unexpected("scores", "\(gguf.tokens.count) scores", "\(gguf.scores.count)")
    }
    var vocabulary = SentencePieceVocabulary(file: gguf.file)
    vocabulary.algorithm = algorithm
    vocabulary.pieces = try gguf.tokens.indices.map { id in
      guard let type = SentencePieceVocabulary.PieceType(rawValue: gguf.tokenTypes.isEmpty ? 1 : gguf.tokenTypes[id])
      else { throw gguf.unexpected("token_type[\(id)]", "1 to 6", "\(gguf.tokenTypes[id])") }
      return SentencePieceVocabulary.Piece(
        content: gguf.tokens[id], score: gguf.scores[id], type: gguf.pieceType(type, of: id))
    }
    vocabulary.hasByteFallback = vocabulary.pieces.contains { $0.type == .byte }
    vocabulary.normalization.characterMap = gguf.characterMap
    vocabulary.normalization.addsSpace = gguf.addsSpacePrefix ?? true
    vocabulary.normalization.removesExtraSpaces = gguf.removesExtraSpaces ?? false
    // What llama.cpp takes for granted where the file says nothing.
    let begin =
      gguf.addsBegin ?? (algorithm == .bytePairs) ? try gguf.special("bos_token_id", gguf.beginID) : nil
    let end = gguf.addsEnd ?? (algorithm == .unigram) ? try gguf.special("eos_token_id", gguf.endID) : nil
    _ = try gguf.table(of: gguf.tokens)
    return try Tokenizer(vocabulary, seeksControls: true, postProcessor: .surrounding(begin, end))
  }
}

extension GGUFVocabulary {
  /// The type of a piece: `unknown_token_id` says which one is unknown, and what else the types call so is never text.
  fileprivate func pieceType(
    _ type: SentencePieceVocabulary.PieceType, of id: Int
  ) -> SentencePieceVocabulary.PieceType {
    guard let unknownID, tokens.indices.contains(unknownID) else { return type }
    if id == unknownID { return .unknown }
    return type == .unknown ? .control : type
  }
}
