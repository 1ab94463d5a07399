extension TokenizerClass {
  /// FNet: its pipeline is what the file itself says, with ALBERT's special tokens.
  static let fnet = TokenizerClass(name: "FNetTokenizer", files: ["spiece.model", "tokenizer.model"]) { context in
    let defaults = SentencePieceClass.albert.specialTokens.mapValues(\.token)
    guard let json = context.json else { return try ofPieces(context, file: "spiece.model", isUnigram: true, defaults) }
    var pipeline = try fileDecides(context, json)
    pipeline.roles = SpecialRoles(context.options, defaults: defaults)
    return pipeline
  }

  /// A pipeline made of a SentencePiece file alone, for classes that have nothing of their own to say: spaces are marked, no
  /// space is put before the text, and words are not cut.
  static func ofPieces(
    _ context: ClassContext, file: String, isUnigram: Bool = false, _ defaults: [String: NamedToken] = [:]
  ) throws -> ClassPipeline {
    let source = try ClassSource(context, file: file)
    guard case .pieces(let vocabulary) = source else {
      throw TokenizationError.missing(file: source.file, field: "pieces")
    }
    let model = try tokenModel(vocabulary, isUnigram: isUnigram, context.options)
    let marks = SentencePieceClass.replacing(literal: " ", by: SentencePieceClass.spaceMark)
    let decodesMarks = TokenDecoder.replace(
      ReplaceDecoder(pattern: .literal(SentencePieceVocabulary.spaceMark), content: [0x20]))
    var roles = SpecialRoles(context.options, defaults: vocabulary.trainedTokens.merging(defaults) { $1 })
    if !context.options.says("extra_special_tokens") { roles.extra = source.addedPieces ?? [] }
    return ClassPipeline(
      normalizer: .sequence((try source.characterMap().map { [.precompiled($0)] } ?? []) + [marks]), model: model,
      decoder: vocabulary.hasByteFallback
        ? SentencePieceClass.byteFallbackDecoder(strips: false) : .sequence([decodesMarks]), roles: roles)
  }

  private static func tokenModel(
    _ vocabulary: SentencePieceVocabulary, isUnigram: Bool, _ options: FolderOptions
  ) throws -> TokenModel {
    guard vocabulary.algorithm == .unigram || isUnigram else {
      return .bytePairs(try vocabulary.renamedPairs(options))
    }
    if let named = options.added.first {
      throw TokenizationError.unsupported(
        file: options.file, field: "added_tokens_decoder", found: "the token “\(named.token.string)”",
        reason: "beside a SentencePiece file of Unigram pieces no tokens can be listed by ids")
    }
    return .unigram(
      try UnigramModel(
        tokens: vocabulary.scoredTokens, unknownID: vocabulary.unknown.id, byteFallback: vocabulary.hasByteFallback,
        file: vocabulary.file))
  }
}

extension SentencePieceVocabulary {
  /// The special tokens that the training had.
  fileprivate var trainedTokens: [String: NamedToken] {
    var tokens: [String: NamedToken] = [:]
    for (role, piece) in [("bos_token", beginning), ("eos_token", end), ("unk_token", unknown)] where piece.id >= 0 {
      tokens[role] = NamedToken(piece.content)
    }
    return tokens
  }

  /// Byte pairs in the file's order, of which those that the options list under another name have that name.
  fileprivate func renamedPairs(_ options: FolderOptions) throws -> BytePairModel {
    var pieces = scoredTokens
    var (table, merges) = try bytePairs(.asInFile, ClassOptions(options, unknownPiece: nil))
    for (id, token) in options.added where pieces.indices.contains(id) && table.id(of: token.content) == nil {
      guard !merges.involves(id) else {
        throw TokenizationError.unsupported(
          file: options.file, field: "added_tokens_decoder.\(id)", found: "“\(token.string)”",
          reason: "the piece that it takes the place of is merged with others")
      }
      pieces[id].content = token.content
    }
    var reader = VocabularyReader(file: file, fileSize: pieces.count * 20)
    for (id, piece) in pieces.enumerated() { try reader.insert(piece.content, id: id) }
    table = try reader.finish()
    var pairs = BytePairModel.Options()
    pairs.unknownToken = unknown.content
    pairs.fusesUnknown = true
    pairs.byteFallback = hasByteFallback
    return BytePairModel(table: table, merges: merges, options: pairs)
  }
}
