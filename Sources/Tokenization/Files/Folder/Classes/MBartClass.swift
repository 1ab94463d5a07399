extension SentencePieceClass {
  /// mBART: XLM-RoBERTa's layout with languages behind the pieces; texts end with `</s>` and the language they are in.
  static let mBART = SentencePieceClass(
    name: "MBartTokenizer", file: "sentencepiece.bpe.model", model: .unigram(unknownID: 3),
    arrangement: .surrounded(dropping: 3) { options in
      (try fairseqTokens(options), try languages(LanguageCodes.mBART, options))
    },
    specialTokens: fairseqNames.merging(["mask_token": .strippingLeft("<mask>")]) { $1 },
    extraTokens: { given, _ in LanguageCodes.mBART.map { NamedToken($0) } + (given ?? []) },
    normalizer: { _, _ in nil },
    preTokenizer: { _ in markedWords(.always) }, decoder: { _ in metaspaceDecoder(.always) },
    template: { options in
      let end = options.token("eos_token", default: "</s>")
      return .around([], [end, try options.string("src_lang") ?? "en_XX"])
    })

  /// mBART-50: more languages, and the text's own stands before it.
  static let mBART50 = SentencePieceClass(
    name: "MBart50Tokenizer", file: "sentencepiece.bpe.model",
    model: .unigram { tokens, options in
      let codes = Set(LanguageCodes.mBART50.map { Array($0.utf8) })
      guard tokens.contains(where: { codes.contains($0.content) }) else {
        throw TokenizationError.unsupported(
          file: options.file, field: "tokenizer_class", found: "MBart50Tokenizer",
          reason: "the tokenizer.json beside it has none of its languages")
      }
      return 3
    },
    arrangement: .surrounded(dropping: 3) { options in
      (try fairseqTokens(options, first: "cls_token"), try languages(LanguageCodes.mBART50, options))
    },
    specialTokens: fairseqNames.filter { $0.key != "bos_token" }.merging(["mask_token": .strippingLeft("<mask>")]) {
      $1
    },
    extraTokens: { given, _ in (given ?? []) + LanguageCodes.mBART50.map { NamedToken($0) } },
    normalizer: { _, map in try singleSpaces(after: map) },
    preTokenizer: { _ in metaspace(.always) }, decoder: { _ in metaspaceDecoder(.always) },
    template: { options in
      let language = try options.string("src_lang") ?? "en_XX"
      return .around([language], [options.token("eos_token", default: "</s>")])
    })

  private static func languages(
    _ codes: [String], _ options: ClassOptions
  ) throws -> [ScoredToken] {
    codes.map { .init($0) } + [.init(options.token("mask_token", default: "<mask>"))]
  }
}
