extension SentencePieceClass {
  /// NLLB: byte pairs; the text's own language stands before it, or behind it if `legacy_behaviour` is set.
  static let nllb = SentencePieceClass(
    name: "NllbTokenizer", file: "sentencepiece.bpe.model", model: .bytePairs(plainPairs),
    arrangement: .leading { options in
      try fairseqTokens(options).map { String(decoding: $0.content, as: UTF8.self) }
    },
    specialTokens: fairseqNames.merging(["mask_token": .strippingLeft("<mask>", isNormalized: true)]) { $1 },
    extraTokens: { given, _ in given ?? LanguageCodes.nllb.map { NamedToken($0) } },
    normalizer: { _, map in try map.map { try singleSpaces(after: $0) } },
    preTokenizer: { _ in metaspace(.always) }, decoder: { _ in metaspaceDecoder(.always) },
    template: { options in
      let language = try options.string("src_lang") ?? "eng_Latn"
      let end = options.token("eos_token", default: "</s>")
      return try options.bool("legacy_behaviour", default: false)
        ? .around([], [end, language]) : .around([language], [end])
    })

  /// SeamlessM4T: byte pairs; the text's own language stands before it.
  static let seamlessM4T = SentencePieceClass(
    name: "SeamlessM4TTokenizer", file: "sentencepiece.bpe.model", model: .bytePairs(plainPairs),
    arrangement: .leading { _ in ["<pad>", "<unk>", "<s>", "</s>"] }, specialTokens: fairseqNames,
    normalizer: { _, _ in
      .sequence([
        try replacing(#"[\n\r\t]"#, by: " "), .form(NormalFormNormalizer(compatible: true, composes: true)),
        .strip(StripNormalizer(left: false, right: true)), try replacing(" +▁", by: spaceMark),
        try replacing("^▁+$", by: ""), try replacing(KnownExpression.repeatedSpaces.rawValue, by: spaceMark),
      ])
    },
    preTokenizer: { _ in metaspace(.first) }, decoder: { _ in metaspaceDecoder(.first) },
    template: { options in
      let name = try options.string("src_lang") ?? "eng"
      return .around([name.contains("__") ? name : "__\(name)__"], [options.token("eos_token", default: "</s>")])
    })

  /// Reformer: byte pairs in the file's order; nothing is put around texts.
  static let reformer = SentencePieceClass(
    name: "ReformerTokenizer", file: "spiece.model", model: .bytePairs(plainPairs),
    specialTokens: ["eos_token": "</s>", "unk_token": "<unk>"], extraTokens: { given, _ in given ?? [] },
    normalizer: { _, map in try map.map { try singleSpaces(after: $0) } },
    preTokenizer: { _ in metaspace(.always) }, decoder: { _ in metaspaceDecoder(.always) }, addsTokensAgain: true)

  /// Byte pairs without byte tokens, whose unknown characters become one token together.
  static let plainPairs: @Sendable (ClassOptions) throws -> BytePairModel.Options = { options in
    var pairs = BytePairModel.Options()
    pairs.unknownToken = options.token("unk_token", default: "<unk>")
    pairs.fusesUnknown = true
    return pairs
  }
}
