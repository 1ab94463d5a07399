import ByteFiles

extension Tokenizer {
  /// Makes the tokenizer that a GGUF file describes: model `gpt2` with a `pre` that ``GGUFSplitting`` knows, `llama`, `t5` and
  /// `bert`.
  ///
  /// - Throws: ``TokenizationError`` naming the key of the file.
  package init(gguf: GGUFVocabulary) throws {
    guard gguf.tokenTypes.isEmpty || gguf.tokenTypes.count == gguf.tokens.count else {
      throw gguf.unexpected("token_type", "\(gguf.tokens.count) types", "\(gguf.tokenTypes.count)")
    }
    switch gguf.model {
    case "gpt2": self = try Self.bytePairs(gguf)
    case "llama": self = try Self.sentencePiece(gguf, .bytePairs)
    case "t5": self = try Self.sentencePiece(gguf, .unigram)
    case "bert": self = try Self.wordPiece(gguf)
    default:
      throw TokenizationError.unknownComponent(file: gguf.file, field: gguf.key("model"), name: gguf.model)
    }
  }

  private static func bytePairs(_ gguf: GGUFVocabulary) throws -> Tokenizer {
    guard let splitting = gguf.pre.flatMap(GGUFSplitting.init(named:)) else {
      throw TokenizationError.unknownComponent(file: gguf.file, field: gguf.key("pre"), name: gguf.pre ?? "")
    }
    var patterns = splitting.patterns
    let addsSpace = gguf.addsSpacePrefix ?? false
    // Where a space comes before the text, GPT-2's pattern has to wait for it, in the stage that puts it there.
    if addsSpace, patterns.last == SplitPatterns.gpt2 { patterns.removeLast() }
    let byteLevel = ByteLevelPreTokenizer(
      addsPrefixSpace: addsSpace, splits: patterns.count < splitting.patterns.count)
    let preTokenizer = try SplitPatterns.stages(patterns, byteLevel, dialect: .oniguruma)
    let table = try gguf.table(of: gguf.tokens)
    var reader = MergeReader(file: gguf.file, table: table)
    for (index, merge) in gguf.merges.enumerated() {
      try merge.withUnsafeBufferPointer { try reader.insert(line: $0, number: index + 1) }
    }
    var options = BytePairModel.Options()
    options.ignoresMerges = splitting.ignoresMerges
    let begin = gguf.addsBegin ?? splitting.addsBegin ? try gguf.special("bos_token_id", gguf.beginID) : nil
    let end = gguf.addsEnd == true ? try gguf.special("eos_token_id", gguf.endID) : nil
    return Tokenizer(
      normalizer: nil, preTokenizer: preTokenizer,
      model: .bytePairs(BytePairModel(table: table, merges: reader.merges, options: options)),
      postProcessor: .surrounding(begin, end), decoder: .byteLevel,
      added: try AddedTokens(gguf.addedTokens(gguf.tokens), normalizer: nil, file: gguf.file))
  }

  /// BERT's vocabulary with its own spelling back: GGUF marks the beginnings of words instead of their other pieces.
  private static func wordPiece(_ gguf: GGUFVocabulary) throws -> Tokenizer {
    var restored = gguf
    restored.tokens = gguf.tokens.indices.map { gguf.restoredWordPiece($0) }
    let table = try restored.table(of: restored.tokens)
    let lowercases = gguf.lowercases ?? true
    let unknown = try restored.named("unknown_token_id", gguf.unknownID, "[UNK]", table)
    var roles = WordPieceRoles()
    roles.unknown = unknown.string
    roles.first = try restored.named("cls_token_id", gguf.classifierID ?? gguf.beginID, "[CLS]", table).string
    roles.last = try restored.named("seperator_token_id", gguf.separatorID ?? gguf.endID, "[SEP]", table).string
    if gguf.addsBegin == false { roles.first = nil }
    if gguf.addsEnd == false { roles.last = nil }
    for token in restored.addedTokens(restored.tokens) where token.isSpecial {
      roles.others.append(String(decoding: token.content, as: UTF8.self))
    }
    return try wordPiece(
      table, roles, normalizer: BertNormalizer(stripsAccents: lowercases, lowercases: lowercases), file: gguf.file)
  }
}

extension GGUFVocabulary {
  /// A key of the file.
  func key(_ name: String) -> String { "tokenizer.ggml.\(name)" }

  /// The error for a key that holds something else than it must.
  func unexpected(_ name: String, _ expected: String, _ found: String) -> TokenizationError {
    .unexpected(file: file, field: key(name), expected: expected, found: found)
  }

  /// What the token `id` is for.
  func type(_ id: Int) -> TokenType {
    tokenTypes.indices.contains(id) ? TokenType(rawValue: tokenTypes[id]) ?? .normal : .normal
  }

  /// The vocabulary that `tokens` make.
  func table(of tokens: [[UInt8]]) throws -> TokenTable {
    var reader = VocabularyReader(file: file, fileSize: tokens.count * 20)
    for (id, token) in tokens.enumerated() {
      if let offset = token.withUnsafeBytes(UTF8Validation.firstInvalidOffset) {
        throw unexpected("tokens[\(id)]", "UTF-8", "an invalid byte at \(offset)")
      }
      try reader.insert(token, id: id)
    }
    return try reader.finish()
  }

  /// Control tokens are special; tokens that users added are looked for in the text, but stand for themselves.
  func addedTokens(_ tokens: [[UInt8]]) -> [AddedToken] {
    tokens.indices.compactMap { id in
      switch type(id) {
      case .control: AddedToken(content: tokens[id], id: id, isSpecial: true)
      case .userDefined: AddedToken(content: tokens[id], id: id)
      default: nil
      }
    }
  }

  /// A special token, with its string.
  func special(_ name: String, _ id: Int?) throws -> (id: Int, string: String) {
    guard let id else { throw TokenizationError.missing(file: file, field: key(name)) }
    guard tokens.indices.contains(id) else {
      throw unexpected(name, "an id below \(tokens.count)", "\(id)")
    }
    return (id, String(decoding: tokens[id], as: UTF8.self))
  }

  /// A special token by its id or, where the file does not say it, by its usual string.
  func named(_ name: String, _ id: Int?, _ usual: String, _ table: TokenTable) throws -> (id: Int, string: String) {
    try special(name, id ?? table.id(of: Array(usual.utf8)))
  }

  /// BERT's own string of the token `id`: without ▁ at the beginning of a word, with ## inside of one.
  ///
  /// Control tokens, and others in brackets that carry no ▁, were left as they are.
  func restoredWordPiece(_ id: Int) -> [UInt8] {
    let token = tokens[id]
    let wordStart: [UInt8] = [0xE2, 0x96, 0x81]
    if token.starts(with: wordStart) { return Array(token.dropFirst(wordStart.count)) }
    if type(id) != .normal { return token }
    if token.count > 2, token.first == UInt8(ascii: "["), token.last == UInt8(ascii: "]") { return token }
    return Array("##".utf8) + token
  }
}
