extension TokenizerClass {
  /// Classes of byte pairs with stages of their own.
  static let bytePairs: [TokenizerClass] = [openAIGPT, herbert, cohere, nougat]

  private static let pairFiles = ["vocab.json", "merges.txt"]

  /// Byte pairs of words, whose last character is marked, split as BERT splits.
  private static func words(
    _ context: ClassContext, _ normalizer: BertNormalizer, _ roles: SpecialRoles
  ) throws -> ClassPipeline {
    var model = BytePairModel.Options()
    model.endSuffix = Array("</w>".utf8)
    model.unknownToken = roles["unk_token"]?.string
    return ClassPipeline(
      normalizer: .bert(normalizer), preTokenizer: .cutting(.bert), model: .bytePairs(try context.bytePairs(model)),
      decoder: .wordEnds(WordEndDecoder(suffix: model.endSuffix)), roles: roles)
  }

  /// The first GPT.
  private static let openAIGPT = TokenizerClass(name: "OpenAIGPTTokenizer", files: pairFiles) { context in
    try words(
      context, BertNormalizer(separatesIdeographs: true, stripsAccents: true, lowercases: true),
      context.roles(["unk_token": "<unk>"]))
  }

  /// HerBERT, which takes the ids of what it puts around a text for granted.
  private static let herbert = TokenizerClass(name: "HerbertTokenizer", files: pairFiles) { context in
    let roles = context.roles([
      "cls_token": "<s>", "unk_token": "<unk>", "pad_token": "<pad>", "mask_token": "<mask>", "sep_token": "</s>",
    ])
    var pipeline = try words(
      context, BertNormalizer(separatesIdeographs: true, stripsAccents: false, lowercases: false), roles)
    pipeline.template = .own { ids in
      .bert(
        BertProcessing(
          first: SpecialToken(id: 0, string: try ids.token("cls_token").string),
          last: SpecialToken(id: 2, string: try ids.token("sep_token").string)))
    }
    return pipeline
  }

  /// Cohere's Command: each digit for itself.
  private static let cohere = TokenizerClass(name: "CohereTokenizer", files: pairFiles) { context in
    var pipeline = ClassPipeline(
      normalizer: .form(NormalFormNormalizer(composes: true)),
      preTokenizer: .sequence([
        .cutting(.digits(DigitsPreTokenizer(individually: true))),
        .byteLevel(
          ByteLevelPreTokenizer(addsPrefixSpace: try context.options.bool("add_prefix_space") ?? false)),
      ]),
      model: .bytePairs(try context.bytePairs()), decoder: .byteLevel,
      roles: context.roles([
        "unk_token": "<UNK>", "bos_token": "<BOS_TOKEN>", "eos_token": "<|END_OF_TURN_TOKEN|>", "pad_token": "<PAD>",
        "cls_token": "<CLS>", "sep_token": "<SEP>", "mask_token": "<MASK_TOKEN>",
      ]))
    pipeline.repeatsSpecialTokens = true
    return pipeline
  }

  /// Nougat: runs of one sign, line ends and digits stand apart.
  private static let nougat = TokenizerClass(name: "NougatTokenizer", files: pairFiles) { context in
    func split(_ pattern: SplitPattern, _ behavior: SplitBehavior = .isolated) -> PreTokenizer {
      .cutting(.split(SplitPreTokenizer(pattern: pattern, behavior: behavior)))
    }
    func literal(_ text: String) -> SplitPattern { .literal(Array(text.utf8)) }
    var pipeline = ClassPipeline(
      normalizer: .form(NormalFormNormalizer(compatible: true, composes: true)),
      preTokenizer: .sequence([
        split(literal("SPL1T-TH1S-Pl3A5E"), .removed), .cutting(.digits(DigitsPreTokenizer(individually: true))),
        split(literal(##"[\(\)\[\]\{\}]|([!\"#\$%\&'\*\+,\-\./:;<=>\?\\\^_`\|\~])\1*"##)), split(literal("\n")),
        .byteLevel(ByteLevelPreTokenizer()),
      ]),
      model: .bytePairs(try context.bytePairs()), decoder: .byteLevel,
      roles: context.roles(["unk_token": "<unk>", "bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>"]))
    pipeline.template = .own { ids in
      .template(
        TemplateProcessing(
          single: [
            .tokens([try ids.token("bos_token")], typeID: 0), .text(0, typeID: 0),
            .tokens([try ids.token("eos_token")], typeID: 0),
          ], pair: [.text(0, typeID: 0), .text(1, typeID: 1)]))
    }
    return pipeline
  }
}
