extension SentencePieceClass {
  /// DeBERTa-v2 and v3: composed forms, the case kept, words not cut at white space.
  static let debertaV2 = SentencePieceClass(
    name: "DebertaV2Tokenizer", file: "spm.model",
    model: .unigram { tokens, options in
      try position(of: options.token("unk_token", default: "[UNK]"), in: tokens)
        ?? options.unknownPiece ?? options.count("unk_id", default: 1, limit: .max)
    },
    specialTokens: bertNames(unknown: "[UNK]", padding: "[PAD]"),
    normalizer: { options, _ in
      let lowercases = try options.bool("do_lower_case", default: false)
      return .sequence((lowercases ? [.lowercase(LowercaseNormalizer())] : []) + (try composedWords()))
    },
    preTokenizer: { options in
      let punctuation = PreTokenizer.cutting(
        .scalarSplit(ScalarSplitPreTokenizer(delimiter: .punctuation, behavior: .isolated)))
      let splits = try options.bool("split_by_punct", default: false)
      return .sequence((splits ? [punctuation] : []) + [metaspace(try debertaScheme(options))])
    },
    decoder: { metaspaceDecoder(try debertaScheme($0)) },
    template: { options in
      .bert(options.token("cls_token", default: "[CLS]"), options.token("sep_token", default: "[SEP]"))
    })

  private static func debertaScheme(_ options: ClassOptions) throws -> MetaspacePreTokenizer.PrependScheme {
    try options.bool("add_prefix_space", default: true) ? .always : .first
  }
}
