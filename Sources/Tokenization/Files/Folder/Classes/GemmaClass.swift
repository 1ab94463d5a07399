extension SentencePieceClass {
  /// Gemma: byte pairs with byte tokens over text whose spaces are marked; none is put before it.
  static let gemma = SentencePieceClass(
    name: "GemmaTokenizer", file: "tokenizer.model",
    model: .bytePairs { options in
      var pairs = BytePairModel.Options()
      pairs.unknownToken = options.token("unk_token", default: "<unk>")
      pairs.fusesUnknown = true
      pairs.byteFallback = true
      return pairs
    },
    specialTokens: [
      "unk_token": "<unk>", "bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>", "mask_token": "<mask>",
    ],
    normalizer: { _, _ in replacing(literal: " ", by: spaceMark) },
    preTokenizer: { _ in
      .cutting(.split(SplitPreTokenizer(pattern: .literal([0x20]), behavior: .mergedWithPrevious)))
    },
    decoder: { _ in byteFallbackDecoder(strips: false) })
}
