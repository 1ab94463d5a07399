import ByteFiles

/// What a class over a SentencePiece vocabulary starts from: a SentencePiece file, or the tokenizer.json made of one.
enum ClassSource {
  case pieces(SentencePieceVocabulary)
  case json(TokenizerJSON)

  /// The vocabulary in a folder: that of the tokenizer.json, where there is one.
  init(_ context: ClassContext, file: String) throws {
    if let json = context.json {
      self = .json(json)
    } else {
      // All classes take this name before their own.
      let path = try context.folder.path("tokenizer.model") ?? context.path(file)
      self = .pieces(try MappedFile(path: path).withUnsafeBytes { try SentencePieceVocabulary($0, file: path) })
    }
  }

  /// The file, for messages.
  var file: String {
    switch self {
    case .pieces(let pieces): pieces.file
    case .json(let json): json.file
    }
  }

  /// The rules for characters that the file brings along.
  func characterMap() throws -> PrecompiledNormalizer? {
    switch self {
    case .pieces(let pieces):
      let bytes = pieces.normalization.characterMap
      return bytes.isEmpty
        ? nil
        : PrecompiledNormalizer(
          try CharacterMap(bytes, file: pieces.file, field: "normalizer_spec.precompiled_charsmap"))
    case .json(let json):
      let stages: [Normalizer]
      switch try json.normalizer() {
      case .sequence(let all): stages = all
      case let one: stages = one.map { [$0] } ?? []
      }
      return stages.lazy.compactMap { if case .precompiled(let map) = $0 { map } else { nil } }.first
    }
  }

  /// The pieces that count as added tokens: those that stand for no text, which are special, and those that users defined.
  var addedPieces: [NamedToken]? {
    guard case .pieces(let vocabulary) = self else { return nil }
    return vocabulary.pieces.compactMap { piece in
      guard piece.type == .control || piece.type == .userDefined else { return nil }
      return NamedToken(content: piece.content, isSpecial: piece.type == .control, normalized: false)
    }
  }

  /// The id of the unknown piece, as the file's training had it.
  var unknownPiece: Int? { if case .pieces(let vocabulary) = self { vocabulary.unknown.id } else { nil } }

  /// The tokens of a Unigram model, in the order of their ids.
  func scoredTokens(_ arrangement: PieceArrangement, _ options: ClassOptions) throws -> [ScoredToken] {
    switch self {
    case .pieces(let vocabulary): try arrangement.tokens(vocabulary.scoredTokens, options)
    case .json(let json): try json.scoredTokens()
    }
  }

  /// The tokens of a model of byte pairs, and which merge.
  func bytePairs(_ arrangement: PieceArrangement, _ options: ClassOptions) throws -> (TokenTable, MergeTable) {
    switch self {
    case .pieces(let vocabulary): try vocabulary.bytePairs(arrangement, options)
    case .json(let json): (try json.tokenTable(), try json.merges())
    }
  }
}

extension TokenizerJSON {
  /// The tokens of a Unigram model with their scores, in the order of their ids.
  fileprivate func scoredTokens() throws -> [ScoredToken] {
    let model = try requiredModel()
    let table = try model.tokenTable()
    guard let scores = model.scores else {
      throw TokenizationError.unexpected(
        file: file, field: "model.vocab", expected: "an array of tokens and scores", found: "an object")
    }
    return scores.indices.map { id in ScoredToken(table.withBytes(of: id) { Array($0) } ?? [], scores[id]) }
  }
}
