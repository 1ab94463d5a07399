extension SentencePieceClass {
  /// BigBird: the file's order, BERT's tokens around texts; the file's rules for characters are not used.
  static let bigBird = SentencePieceClass(
    name: "BigBirdTokenizer", file: "spiece.model",
    model: .unigram { tokens, options in
      position(of: options.token("unk_token", default: "<unk>"), in: tokens) ?? 100
    },
    specialTokens: [
      "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "[SEP]", "pad_token": "<pad>",
      "cls_token": "[CLS]", "mask_token": .strippingLeft("[MASK]"),
    ],
    normalizer: { _, _ in
      .sequence([
        .strip(StripNormalizer(left: false, right: false)),
        try replacing(KnownExpression.repeatedSpaces.rawValue, by: spaceMark),
      ])
    },
    preTokenizer: { metaspace(try addsPrefixSpace($0)) }, decoder: { metaspaceDecoder(try addsPrefixSpace($0)) },
    template: { options in
      .bert(options.token("cls_token", default: "[CLS]"), options.token("sep_token", default: "[SEP]"))
    })
}
