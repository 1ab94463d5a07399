import ByteFiles

extension Tokenizer {
  /// Opens Mistral's tekken.json.
  ///
  /// The ids are those of mistral-common's `Tekkenizer`: special tokens come first, and what the vocabulary lists follows. The
  /// names of special tokens in a text are text; `<s>` is put before texts. Tokens are spelled in ``ByteAlphabet``.
  ///
  /// - Throws: ``TokenizationError`` or `ByteFilesError`, with file and field.
  public static func open(tekken path: String) throws -> Tokenizer {
    let file = try MappedFile(path: path)
    return try file.withUnsafeBytes { try TekkenFile($0, file: path).tokenizer() }
  }
}

extension TekkenFile {
  /// The tokenizer that the file describes.
  func tokenizer() throws -> Tokenizer {
    let special = try specialTokens()
    let table = try vocabulary(first: special.count)
    // A token's rank is its place in the list, and so is its id but for the special tokens before it.
    let merges = MergeTable(splittingTokensOf: table) {
      $0 < special.count ? nil : UInt32(truncatingIfNeeded: $0)
    }
    var options = BytePairModel.Options()
    options.ignoresMerges = true
    let added = special.enumerated().map { id, content in
      AddedToken(content: Array(content.utf8), id: id, isSpecial: true, isSought: false)
    }
    return Tokenizer(
      normalizer: nil, preTokenizer: try preTokenizer(),
      model: .bytePairs(BytePairModel(table: table, merges: merges, options: options)),
      postProcessor: .surrounding(special.firstIndex(of: "<s>").map { (id: $0, string: "<s>") }, nil),
      decoder: .byteLevel, added: try AddedTokens(added, normalizer: nil, file: file))
  }

  private func preTokenizer() throws -> PreTokenizer {
    do {
      return try SplitPatterns.stages([pattern], dialect: .fancyRegex)
    } catch TokenizationError.badPattern(_, let offset, let reason) {
      throw TokenizationError.unsupported(
        file: file, field: "config.pattern", found: "the pattern “\(pattern)”",
        reason: "\(reason) (at byte \(offset) of it)")
    }
  }

  /// The tokens with their ids, which begin behind the special ones, as many as `default_vocab_size` says.
  private func vocabulary(first: Int) throws -> TokenTable {
    guard size >= first, size - first <= tokens.count else {
      throw unexpected(
        "config.default_vocab_size",
        "from \(first) to \(first + tokens.count), the special tokens and those of the vocabulary",
        "\(size)")
    }
    var reader = VocabularyReader(file: file, fileSize: fileSize)
    var spelled: [UInt8] = []
    for (rank, token) in tokens.prefix(size - first).enumerated() {
      guard rank > 255 || token.elementsEqual([UInt8(rank)]) else {
        throw unexpected("vocab[\(rank)].token_bytes", "the byte \(rank) alone", "\(token.count) bytes")
      }
      spelled.removeAll(keepingCapacity: true)
      ByteAlphabet.append(token, to: &spelled)
      try reader.insert(spelled, id: first + rank)
    }
    guard size - first >= 256 else { throw unexpected("vocab", "the 256 bytes and more", "\(size - first) tokens") }
    return try reader.finish()
  }

  /// The names of the special tokens in the order of their ids: those of the file, and as many without a use as it takes to
  /// make up `default_num_special_tokens`.
  private func specialTokens() throws -> [String] {
    var names = special
    if names == nil, Self.versionsWithoutSpecialTokens.contains(version) { names = Self.oldSpecialTokens }
    guard let names else { throw TokenizationError.missing(file: file, field: "special_tokens") }
    guard names.count <= specialCount else {
      throw unexpected(
        "config.default_num_special_tokens", "at least \(names.count), the tokens there are", "\(specialCount)")
    }
    return names + (names.count..<specialCount).map { "<SPECIAL_\($0)>" }
  }

  private static let versionsWithoutSpecialTokens = ["v1", "v2", "v3", "v7"]

  /// What files of the first versions leave unsaid.
  private static let oldSpecialTokens = [
    "<unk>", "<s>", "</s>", "[INST]", "[/INST]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[TOOL_RESULTS]",
    "[/TOOL_RESULTS]", "[TOOL_CALLS]", "[IMG]", "<pad>", "[IMG_BREAK]", "[IMG_END]", "[PREFIX]", "[MIDDLE]", "[SUFFIX]",
    "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[TOOL_CONTENT]",
  ]
}
