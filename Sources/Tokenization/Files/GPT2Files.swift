extension Tokenizer {
  /// Opens GPT-2's kind of files: vocab.json and merges.txt.
  ///
  /// The tokenizer is what transformers' `GPT2Tokenizer` makes of them: byte-level byte pairs, `<|endoftext|>` as the one
  /// special token, nothing put around the text.
  ///
  /// - Parameters:
  ///   - configuration: tokenizer_config.json, of which `add_prefix_space` and the names of special tokens are used.
  /// - Throws: ``TokenizationError`` or `ByteFilesError`, with file and line.
  public static func open(vocabJSON: String, merges: String, configuration: String? = nil) throws -> Tokenizer {
    let options = try TokenizerConfiguration(path: configuration)
    let table = try VocabularyReader.table(json: vocabJSON)
    let mergeTable = try MergeReader.merges(path: merges, table)
    let names = ["unk_token", "bos_token", "eos_token"].map { options.name(of: $0) ?? "<|endoftext|>" }
    let special = try SpecialTokens.added(names + [options.name(of: "pad_token")].compactMap { $0 }, to: table)
    return Tokenizer(
      normalizer: nil,
      preTokenizer: .byteLevel(ByteLevelPreTokenizer(addsPrefixSpace: options.addPrefixSpace ?? false)),
      model: .bytePairs(BytePairModel(table: table, merges: mergeTable)),
      postProcessor: .none, decoder: .byteLevel,
      added: try AddedTokens(special, normalizer: nil, file: vocabJSON))
  }
}
