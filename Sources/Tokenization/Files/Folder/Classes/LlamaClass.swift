extension SentencePieceClass {
  /// Byte pairs with byte tokens; a space before the text, and before what follows an added token if `legacy` is set.
  static let llama = SentencePieceClass(
    name: "LlamaTokenizer", file: "tokenizer.model",
    model: .bytePairs { _ in
      var pairs = BytePairModel.Options()
      pairs.fusesUnknown = true
      pairs.byteFallback = true
      return pairs
    },
    specialTokens: ["unk_token": "<unk>", "bos_token": "<s>", "eos_token": "</s>"],
    normalizer: { _, _ in nil },
    preTokenizer: { options in
      let legacy = try options.bool("legacy", default: false)
      return metaspace(try llamaAddsSpace(options) ? legacy ? .always : .first : .never, splits: false)
    },
    decoder: { byteFallbackDecoder(strips: try llamaAddsSpace($0)) })

  /// The same, with tokens for filling in code; the beginning of the text is marked unless the options say otherwise.
  static let codeLlama = SentencePieceClass(
    name: "CodeLlamaTokenizer", file: "tokenizer.model",
    model: .bytePairs { options in
      var pairs = BytePairModel.Options()
      pairs.unknownToken = options.token("unk_token", default: "<unk>")
      pairs.fusesUnknown = true
      pairs.byteFallback = true
      return pairs
    },
    specialTokens: ["unk_token": "<unk>", "bos_token": "<s>", "eos_token": "</s>"],
    ownTokens: fillingTokens.map { ($0, NamedToken($1)) },
    extraTokens: { given, _ in (given ?? []) + fillingTokens.map { NamedToken($1) } },
    normalizer: { _, _ in nil },
    preTokenizer: { metaspace(try llamaAddsSpace($0) ? .first : .never, splits: false) },
    decoder: { _ in byteFallbackDecoder(strips: true) }, addsBOS: true)

  private static let fillingTokens = [
    ("prefix_token", "▁<PRE>"), ("middle_token", "▁<MID>"), ("suffix_token", "▁<SUF>"), ("eot_token", "▁<EOT>"),
    ("fill_token", "<FILL_ME>"),
  ]

  /// Here null is not off, but the default.
  private static func llamaAddsSpace(_ options: ClassOptions) throws -> Bool {
    try options.isNull("add_prefix_space") || options.bool("add_prefix_space", default: true)
  }
}
