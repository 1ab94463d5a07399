extension SentencePieceClass {
  /// ALBERT: plain quotation marks, no accents, lower case.
  static let albert = SentencePieceClass(
    name: "AlbertTokenizer", file: "spiece.model", model: .unigram(unknownID: 1),
    specialTokens: bertNames(unknown: "<unk>", padding: "<pad>"),
    normalizer: { options, map in
      .sequence(
        plainQuotes
          + plainLetters(
            keepsAccents: try options.bool("keep_accents", default: false),
            lowercases: try options.bool("do_lower_case", default: true)) + (map.map { [.precompiled($0)] } ?? []))
    },
    preTokenizer: { markedWords(try addsPrefixSpace($0)) }, decoder: { metaspaceDecoder(try addsPrefixSpace($0)) },
    earlyTemplate: { options in
      let first = ClassTemplate.Item.alias("[CLS]", of: options.token("cls_token", default: "[CLS]"), type: 0)
      let sep = options.token("sep_token", default: "[SEP]")
      let single = [first, .first, .alias("[SEP]", of: sep, type: 0)]
      return ClassTemplate(single: single, pair: single + [.secondOfItsType, .alias("[SEP]", of: sep, type: 1)])
    })

  /// RemBERT: accents and case stay, runs of spaces become one.
  static let remBERT = SentencePieceClass(
    name: "RemBertTokenizer", file: "sentencepiece.model", model: .unigram(unknownID: 2),
    specialTokens: bertNames(unknown: "<unk>", padding: "<pad>"),
    normalizer: { options, map in
      .sequence(
        plainQuotes + [try replacing(KnownExpression.repeatedSpaces.rawValue, by: " ")]
          + plainLetters(
            keepsAccents: try options.bool("keep_accents", default: true),
            lowercases: try options.bool("do_lower_case", default: false)) + (map.map { [.precompiled($0)] } ?? []))
    },
    preTokenizer: { metaspace(try addsPrefixSpace($0)) }, decoder: { metaspaceDecoder(try addsPrefixSpace($0)) },
    template: { .bert($0.token("cls_token", default: "[CLS]"), $0.token("sep_token", default: "[SEP]")) },
    addsTokensAgain: true)

  /// BERT's special tokens.
  static func bertNames(unknown: DefaultToken, padding: DefaultToken) -> [String: DefaultToken] {
    [
      "bos_token": "[CLS]", "eos_token": "[SEP]", "unk_token": unknown, "sep_token": "[SEP]", "pad_token": padding,
      "cls_token": "[CLS]", "mask_token": "[MASK]",
    ]
  }
}
