extension SentencePieceClass {
  /// The class among those of other kinds.
  var tokenizerClass: TokenizerClass {
    TokenizerClass(name: name, files: [file, "tokenizer.model"], isOfBytePairs: model.isOfBytePairs) {
      try pipeline($0)
    }
  }

  /// The pipeline that the class builds in a folder.
  private func pipeline(_ context: ClassContext) throws -> ClassPipeline {
    let source = try ClassSource(context, file: file)
    var roles = SpecialRoles(context.options, defaults: specialTokens.mapValues(\.token))
    for (role, token) in specialTokens where token.hasFlags { roles.flag(role, as: token.token) }
    let options = ClassOptions(context.options, unknownPiece: source.unknownPiece)
    // The class's own come first, under the names that the files give them.
    let own = ownTokens.map { own in roles.own.first { $0.role == own.role } ?? own }
    roles.own = own + roles.own.filter { named in !own.contains { $0.role == named.role } }
    if !context.options.says("extra_special_tokens") {
      let named = context.options.says("additional_special_tokens") ? context.options.extra : nil
      roles.extra = try extraTokens(source.addedPieces ?? named, options) ?? []
    }
    var pipeline = ClassPipeline(
      normalizer: try normalizer(options, source.characterMap()), preTokenizer: try preTokenizer(options),
      model: try tokenModel(source, options), decoder: try decoder(options), roles: roles)
    pipeline.repeatsSpecialTokens = addsTokensAgain
    if let addsBOS { pipeline.addsFirst = try context.options.bool("add_bos_token") ?? addsBOS }
    pipeline.template = try chosenTemplate(context, options)
    return pipeline
  }

  private func tokenModel(_ source: ClassSource, _ options: ClassOptions) throws -> TokenModel {
    switch model {
    case .bytePairs(let pairOptions):
      let (table, merges) = try source.bytePairs(arrangement, options)
      return .bytePairs(BytePairModel(table: table, merges: merges, options: try pairOptions(options)))
    case .unigram(let unknown):
      let tokens = try source.scoredTokens(arrangement, options)
      return .unigram(
        try UnigramModel(tokens: tokens, unknownID: unknown(tokens, options), byteFallback: false, file: source.file))
    }
  }

  /// What is put around texts: the class's own template, or what comes before it.
  private func chosenTemplate(_ context: ClassContext, _ options: ClassOptions) throws -> ClassPipeline.Template {
    if addsBOS != nil { return .firstAndLast }
    if addsTokensAgain, try context.json?.postProcessor() == nil { return .firstAndLast }
    if let template = try template(options) { return own(template) }
    let isSaid = context.options.says("add_bos_token") || context.options.says("add_eos_token")
    if !isSaid, try context.json?.postProcessor() == nil, let template = try earlyTemplate(options) {
      return own(template)
    }
    return .general
  }

  private func own(_ template: ClassTemplate) -> ClassPipeline.Template {
    .own { ids in try template.postProcessor { try ids.id(of: $0) ?? ids.token("unk_token").id } }
  }
}

extension UnigramModel {
  /// The model of a list of tokens, whose positions are their ids; of a token that comes twice the last counts.
  init(tokens: [ScoredToken], unknownID: Int, byteFallback: Bool, file: String) throws {
    var reader = VocabularyReader(file: file, fileSize: tokens.count * 20)
    for (id, token) in tokens.enumerated() { try reader.insert(token.content, id: id, takesOver: true) }
    try self.init(
      table: reader.finish(), scores: tokens.map(\.score), unknownID: unknownID, byteFallback: byteFallback, file: file)
  }
}

extension SpecialRoles {
  /// Gives the token for `role` the flags of `token`, if it was named by its text alone.
  fileprivate mutating func flag(_ role: String, as token: NamedToken) {
    guard var named = self[role], named.isBare else { return }
    let content = named.content
    named = token
    named.content = content
    named.isBare = false
    self[role] = named
  }
}
