extension SentencePieceClass {
  /// CamemBERT: five tokens of fairseq's, some of them never used, take the place of the file's first.
  static let camembert = SentencePieceClass(
    name: "CamembertTokenizer", file: "sentencepiece.bpe.model",
    model: .unigram { tokens, options in
      let unknown = Array(options.token("unk_token", default: "<unk>").utf8)
      return tokens.firstIndex { $0.content == unknown } ?? 0
    },
    arrangement: .surrounded(dropping: 1) { options in
      (
        [
          .init("<s>NOTUSED"), .init(options.token("pad_token", default: "<pad>")), .init("</s>NOTUSED"),
          .init(options.token("unk_token", default: "<unk>")), .init("<unk>NOTUSED", -100),
        ],
        [.init(options.token("mask_token", default: "<mask>"))]
      )
    },
    specialTokens: fairseqNames.merging(["mask_token": .strippingLeft("<mask>")]) { $1 },
    extraTokens: { given, _ in
      given ?? ["<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED"].map { NamedToken($0) }
    },
    preTokenizer: { markedWords(try addsPrefixSpace($0)) }, decoder: { metaspaceDecoder(try addsPrefixSpace($0)) },
    template: { options in
      .roberta(options.token("bos_token", default: "<s>"), options.token("eos_token", default: "</s>"))
    })

  /// BARThez: the file's own order, whose fourth piece counts as the unknown one; nothing is put around texts.
  static let barthez = SentencePieceClass(
    name: "BarthezTokenizer", file: "sentencepiece.bpe.model", model: .unigram(unknownID: 3),
    specialTokens: fairseqNames.merging(["mask_token": .strippingLeft("<mask>")]) { $1 },
    normalizer: { _, _ in .sequence(try composedWords()) },
    preTokenizer: { metaspace(try addsPrefixSpace($0)) }, decoder: { metaspaceDecoder(try addsPrefixSpace($0)) })

  /// Runs of white space, line ends and tabs become a space; composed forms; no white space at the end.
  static func composedWords() throws -> [Normalizer] {
    [
      try replacing(#"\s{2,}|[\n\r\t]"#, by: " "), .form(NormalFormNormalizer(composes: true)),
      .strip(StripNormalizer(left: false, right: true)),
    ]
  }
}
