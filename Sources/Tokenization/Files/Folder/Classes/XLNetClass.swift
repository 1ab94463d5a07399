extension SentencePieceClass {
  /// XLNet: plain quotation marks and no accents; the tokens around a text stand behind it.
  static let xlnet = SentencePieceClass(
    name: "XLNetTokenizer", file: "spiece.model",
    model: .unigram { _, options in try options.unknownPiece ?? options.count("unk_id", default: 0, limit: .max) },
    specialTokens: [
      "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "<sep>", "pad_token": "<pad>",
      "cls_token": "<cls>", "mask_token": .strippingLeft("<mask>"),
    ],
    extraTokens: { given, _ in given ?? ["<eop>", "<eod>"].map { NamedToken($0) } },
    normalizer: { options, map in
      let letters = plainLetters(
        keepsAccents: false, lowercases: try options.bool("do_lower_case", default: false))
      return .sequence(plainQuotes + letters + (map.map { [.precompiled($0)] } ?? []))
    },
    preTokenizer: { _ in markedWords(.always) }, decoder: { _ in metaspaceDecoder(.always) },
    template: { options in
      let sep = options.token("sep_token", default: "<sep>")
      let cls = ClassTemplate.Item.token(options.token("cls_token", default: "<cls>"), type: 2)
      return ClassTemplate(
        single: [.first, .token(sep), cls],
        pair: [.first, .token(sep), .secondOfItsType, .token(sep, type: 1), cls])
    })
}
