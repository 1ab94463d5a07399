extension SentencePieceClass {
  /// XLM-RoBERTa: fairseq's four tokens take the place of the file's first three, and `<mask>` comes last.
  static let xlmRoberta = SentencePieceClass(
    name: "XLMRobertaTokenizer", file: "sentencepiece.bpe.model", model: .unigram(unknownID: 3),
    arrangement: .surrounded(dropping: 3) { options in
      (try fairseqTokens(options), [.init(options.token("mask_token", default: "<mask>"))])
    },
    specialTokens: fairseqNames.merging(["mask_token": "<mask>"]) { $1 },
    preTokenizer: { markedWords(try addsPrefixSpace($0)) }, decoder: { metaspaceDecoder(try addsPrefixSpace($0)) },
    template: { options in
      .roberta(options.token("bos_token", default: "<s>"), options.token("eos_token", default: "</s>"))
    })

  /// The special tokens of models that fairseq trained.
  static let fairseqNames: [String: DefaultToken] = [
    "bos_token": "<s>", "eos_token": "</s>", "sep_token": "</s>", "cls_token": "<s>", "unk_token": "<unk>",
    "pad_token": "<pad>",
  ]

  /// What fairseq puts before all pieces; the first is the token of the role `first`.
  static func fairseqTokens(
    _ options: ClassOptions, first: String = "bos_token"
  ) throws -> [ScoredToken] {
    [
      .init(options.token(first, default: "<s>")), .init(options.token("pad_token", default: "<pad>")),
      .init(options.token("eos_token", default: "</s>")), .init(options.token("unk_token", default: "<unk>")),
    ]
  }
}
