/// What a class of tokenizers builds: the stages, its special tokens, and what it puts around a text.
struct ClassPipeline {
  var normalizer: Normalizer?
  var preTokenizer: PreTokenizer?
  var model: TokenModel
  var decoder: TokenDecoder
  var roles: SpecialRoles
  /// Tokens that are there before any other is added: a tokenizer.json's own, where the class keeps them.
  var present: [AddedToken] = []
  /// Tokens that are there where neither their ids nor their contents are another's.
  var spare: [AddedToken] = []
  /// `add_bos_token` and `add_eos_token`, as the class hands them on; nil where it does not.
  var addsFirst: Bool?
  var addsLast: Bool?
  /// What is put around a text.
  var template = Template.general
  /// Whether all special tokens are looked for as they stand in the end, whatever flags the files give them.
  var resetsSpecialTokens = false
  /// Whether those that are named by their text alone are.
  var repeatsSpecialTokens = false
  /// How ids of tokens beyond the vocabulary are counted; where they are counted as Python's classes do, the ids that the
  /// files list are taken as they are.
  var numbering = AddedTokenList.Numbering.afterHighest
  /// Whether the pipeline is the tokenizer.json's own.
  var isOfFile = false

  /// Where the special tokens around a text come from.
  enum Template {
    /// The tokenizer.json's post-processor; without one, or where `add_bos_token` or `add_eos_token` is said, these tokens.
    case general
    /// The tokens that `add_bos_token` and `add_eos_token` ask for.
    case firstAndLast
    /// What the class makes of the finished vocabulary.
    case own((RoleIDs) throws -> PostProcessor)
  }

  /// Special tokens with their ids, once all are added.
  struct RoleIDs {
    fileprivate let roles: SpecialRoles
    fileprivate let added: AddedTokenList
    fileprivate let file: String

    /// The id of a token, whatever it is for.
    func id(of string: String) -> Int? { added.id(of: Array(string.utf8)) }

    /// The token for `role`, which must have one.
    func token(_ role: String) throws -> SpecialToken {
      guard let token = roles[role], let id = added.id(of: token.content) else {
        throw TokenizationError.missing(file: file, field: role)
      }
      return SpecialToken(id: id, string: token.string)
    }

    /// The token for `role`; nil where it has none.
    func optionalToken(_ role: String) throws -> SpecialToken? { roles[role] == nil ? nil : try token(role) }

    /// The token with this id, which must be one.
    func token(id: Int) throws -> SpecialToken {
      guard let string = added.string(of: id) else {
        throw TokenizationError.unexpected(
          file: file, field: "the tokens around a text", expected: "a token with the id \(id)", found: "none")
      }
      return SpecialToken(id: id, string: string)
    }

    /// The token `string`, which must be there.
    func token(text string: String) throws -> SpecialToken {
      guard let id = id(of: string) else {
        throw TokenizationError.tokenNotInVocabulary(file: file, field: "the tokens around a text", token: string)
      }
      return SpecialToken(id: id, string: string)
    }
  }

  /// The tokenizer, with all that the folder's files add.
  func tokenizer(_ context: ClassContext) throws -> Tokenizer {
    let added = try addedTokens(context.options)
    let ids = RoleIDs(roles: roles, added: added, file: context.vocabularyFile)
    let postProcessor = try postProcessor(context, ids)
    return Tokenizer(
      normalizer: normalizer, preTokenizer: preTokenizer, model: model, postProcessor: postProcessor,
      decoder: try cleaned(context.options),
      added: try AddedTokens(added.tokens, normalizer: normalizer, file: context.vocabularyFile),
      truncation: try context.json?.truncation(), padding: try context.json?.padding(),
      notes: context.notes + (context.json?.notes ?? []) + model.table.repetitions(in: context.vocabularyFile)
        + renumbered(context.options, added) + differences(context, postProcessor))
  }

  /// Adds, in the reference's order, what the files list by ids, the tokens that have a role, and those without one.
  private func addedTokens(_ options: FolderOptions) throws -> AddedTokenList {
    var added = AddedTokenList(model.table, numbering)
    for token in present { added.set(NamedToken(token), id: token.id) }
    let named = roles.named
    let isPython = numbering == .count
    for (id, token) in options.added { try checkRange(id, token, options.file) }
    if isPython { try takeListed(options, named + roles.extra, into: &added) }
    var tokens = isPython ? [] : options.added.map(\.token)
    var before = Set(options.added.map(\.token.content))
    if !isPython { before.formUnion(present.map(\.content)) }
    for token in named + roles.extra where !before.contains(token.content) && !tokens.contains(token) {
      tokens.append(token)
    }
    for var token in tokens {
      if token.isBare || isPython || named.contains(where: { $0.content == token.content }) { token.isSpecial = true }
      if isPython { token.normalized = false }
      added.add(token)
    }
    for var token in named + roles.extra where resetsSpecialTokens || repeatsSpecialTokens {
      if resetsSpecialTokens || token.isBare { token = NamedToken(content: token.content) }
      token.isSpecial = true
      added.add(token)
    }
    for token in spare where added.string(of: token.id) == nil && added.id(of: token.content) == nil {
      added.set(NamedToken(token), id: token.id)
    }
    return added
  }

  /// Takes the tokens that the files list with the ids that they have there; Python's classes look for all in the text itself.
  private func takeListed(_ options: FolderOptions, _ special: [NamedToken], into added: inout AddedTokenList) throws {
    for (id, var token) in options.added {
      guard !token.isSingleWord else {
        throw TokenizationError.unsupported(
          file: options.file, field: "added_tokens_decoder.\(id).single_word", found: "true",
          reason: "this class joins such a token with what touches it")
      }
      token.isSpecial = special.contains { $0.content == token.content }
      token.normalized = false
      added.set(token, id: id)
    }
  }

  /// An id far above all others is a lie, as in a tokenizer.json.
  private func checkRange(_ id: Int, _ token: NamedToken, _ file: String) throws {
    let limit = model.table.idLimit + 1 << 16
    guard id >= 0, id <= limit else {
      throw TokenizationError.idOutOfRange(file: file, token: token.string, id: id, limit: limit)
    }
  }

  private func postProcessor(_ context: ClassContext, _ ids: RoleIDs) throws -> PostProcessor {
    let addsFirst = try addsFirst ?? context.options.bool("add_bos_token")
    let addsLast = try addsLast ?? context.options.bool("add_eos_token")
    switch template {
    case .own(let make): return try make(ids)
    case .firstAndLast: break
    case .general:
      if addsFirst == nil, addsLast == nil, let own = try context.json?.postProcessor() { return own }
    }
    let first = addsFirst == true && roles["bos_token"] != nil ? try ids.token("bos_token") : nil
    let last = addsLast == true && roles["eos_token"] != nil ? try ids.token("eos_token") : nil
    return .surrounding(first.map { (id: $0.id, string: $0.string) }, last.map { (id: $0.id, string: $0.string) })
  }

  /// The decoder, with what `clean_up_tokenization_spaces` asks for after it.
  private func cleaned(_ options: FolderOptions) throws -> TokenDecoder {
    guard try options.bool("clean_up_tokenization_spaces") == true else { return decoder }
    if case .bytePairs = model,
      try options.bool("clean_up_tokenization_spaces_for_bpe_even_though_it_will_corrupt_output") != true
    {
      return decoder
    }
    return .sequence([decoder, .fuse, .cleanUp])
  }

  /// Which tokens have another id than the files list for them, in words: added ones are counted on from the vocabulary's end.
  private func renumbered(_ options: FolderOptions, _ added: AddedTokenList) -> [String] {
    let others = options.added.filter { added.id(of: $0.token.content) != $0.id }
    guard let (id, token) = others.first, let used = added.id(of: token.content) else { return [] }
    let more = others.count > 1 ? ", and \(others.count - 1) more likewise" : ""
    return ["\(options.file) lists “\(token.string)” under the id \(id), and the tokenizer numbers it \(used)\(more)"]
  }

  /// In what the class differs from the tokenizer.json beside it, in words.
  private func differences(_ context: ClassContext, _ postProcessor: PostProcessor) -> [String] {
    guard let json = context.json, !isOfFile else { return [] }
    var parts: [String] = []
    if (try? json.normalizer()) != .some(normalizer) { parts.append("normalizer") }
    if (try? json.preTokenizer()) != .some(preTokenizer) { parts.append("pre_tokenizer") }
    if (try? json.postProcessor()) != .some(postProcessor) { parts.append("post_processor") }
    guard !parts.isEmpty else { return [] }
    return [
      "\(context.tokenizerClass.name) builds its own \(parts.joined(separator: ", ")): ids can differ from those of "
        + "\(json.file) alone"
    ]
  }
}
