extension TokenizerClass {
  /// Classes of byte-level byte pairs.
  static let byteLevel: [TokenizerClass] = [gpt2, roberta, clip, qwen2, qwen35, deberta, blenderbot, neoX, codeGen]

  private static let pairFiles = ["vocab.json", "merges.txt"]
  private static let endOfText = "<|endoftext|>"

  /// RoBERTa's special tokens.
  private static let robertaRoles = [
    "bos_token": "<s>", "eos_token": "</s>", "sep_token": "</s>", "cls_token": "<s>", "unk_token": "<unk>",
    "pad_token": "<pad>", "mask_token": "<mask>",
  ]

  /// Byte-level byte pairs with GPT-2's split.
  private static func plain(
    _ context: ClassContext, _ roles: SpecialRoles, normalizer: Normalizer? = nil, addsPrefixSpace: Bool = false
  ) throws -> ClassPipeline {
    ClassPipeline(
      normalizer: normalizer,
      preTokenizer: .byteLevel(
        ByteLevelPreTokenizer(addsPrefixSpace: try context.options.bool("add_prefix_space") ?? addsPrefixSpace)),
      model: .bytePairs(try context.bytePairs()), decoder: .byteLevel, roles: roles)
  }

  /// GPT-2, and what shares its class: OPT, GPT-J, GPT-Neo, Phi, StarCoder 2.
  private static let gpt2 = TokenizerClass(name: "GPT2Tokenizer", files: pairFiles) { context in
    try plain(
      context, context.roles(["unk_token": endOfText, "bos_token": endOfText, "eos_token": endOfText]))
  }

  /// CodeGen: GPT-2 whose post-processor does nothing.
  private static let codeGen = TokenizerClass(name: "CodeGenTokenizer", files: pairFiles) { context in
    var pipeline = try plain(
      context, context.roles(["unk_token": endOfText, "bos_token": endOfText, "eos_token": endOfText]))
    if context.json == nil, !context.options.says("add_bos_token"), !context.options.says("add_eos_token") {
      pipeline.template = .own { _ in .byteLevel(nil) }
    }
    return pipeline
  }

  /// RoBERTa, BART, Longformer, LED, MVP.
  private static let roberta = TokenizerClass(name: "RobertaTokenizer", files: pairFiles) { context in
    var pipeline = try plain(context, context.roles(robertaRoles))
    let addsPrefixSpace = try context.options.bool("add_prefix_space") ?? false
    let trims = try context.options.bool("trim_offsets") ?? true
    pipeline.template = .own { ids in
      .roberta(
        RobertaProcessing(
          first: try ids.token("cls_token"), last: try ids.token("sep_token"),
          trimming: trims ? OffsetTrimming(addsPrefixSpace: addsPrefixSpace) : nil))
    }
    return pipeline
  }

  /// Blenderbot.
  private static let blenderbot = TokenizerClass(name: "BlenderbotTokenizer", files: pairFiles) { context in
    var roles = context.roles(robertaRoles)
    roles.strip("mask_token", normalized: false)
    return try plain(context, roles, addsPrefixSpace: true)
  }

  /// DeBERTa.
  private static let deberta = TokenizerClass(name: "DebertaTokenizer", files: pairFiles) { context in
    var pipeline = try plain(
      context,
      context.roles([
        "bos_token": "[CLS]", "eos_token": "[SEP]", "sep_token": "[SEP]", "cls_token": "[CLS]", "unk_token": "[UNK]",
        "pad_token": "[PAD]", "mask_token": "[MASK]",
      ]))
    pipeline.template = .own { ids in
      let first = try ids.token("cls_token")
      let last = try ids.token("sep_token")
      func tokens(_ token: SpecialToken) -> TemplateProcessing.Piece { .tokens([token], typeID: 0) }
      let single: [TemplateProcessing.Piece] = [tokens(first), .text(0, typeID: 0), tokens(last)]
      return .template(
        TemplateProcessing(single: single, pair: single + [tokens(last), .text(1, typeID: 0), tokens(last)]))
    }
    return pipeline
  }

  /// GPT-NeoX, and what shares its class: Pythia, Mamba, MPT, OLMo.
  private static let neoX = TokenizerClass(name: "GPTNeoXTokenizer", files: pairFiles) { context in
    var pipeline = try plain(
      context,
      context.roles([
        "unk_token": endOfText, "bos_token": endOfText, "eos_token": endOfText, "pad_token": "<|padding|>",
      ]), normalizer: .form(NormalFormNormalizer(composes: true)))
    pipeline.template = .firstAndLast
    return pipeline
  }

  /// CLIP: lower case, marks at the ends of words.
  private static let clip = TokenizerClass(name: "CLIPTokenizer", files: pairFiles) { context in
    let roles = context.roles([
      "unk_token": endOfText, "bos_token": "<|startoftext|>", "eos_token": endOfText, "pad_token": endOfText,
    ])
    var model = BytePairModel.Options()
    model.endSuffix = Array("</w>".utf8)
    model.unknownToken = roles["unk_token"]?.string
    let split = SplitPreTokenizer(
      pattern: try SplitPattern(
        regex: #"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"#),
      behavior: .removed, isInverted: true)
    var pipeline = ClassPipeline(
      normalizer: .sequence([
        .form(NormalFormNormalizer(composes: true)),
        .replace(ReplaceNormalizer(pattern: try SplitPattern(regex: #"\s+"#), content: [0x20])),
        .lowercase(LowercaseNormalizer()),
      ]),
      preTokenizer: .sequence([.cutting(.split(split)), .byteLevel(ByteLevelPreTokenizer())]),
      model: .bytePairs(try context.bytePairs(model)),
      decoder: .sequence([
        .byteLevel, .fuse, .replace(ReplaceDecoder(pattern: .literal(model.endSuffix), content: [0x20])), .trim,
      ]), roles: roles)
    pipeline.template = .own { ids in
      .roberta(
        RobertaProcessing(first: try ids.token("bos_token"), last: try ids.token("eos_token"), trimming: nil))
    }
    return pipeline
  }

  /// Qwen 2 and 3.
  private static let qwen2 = TokenizerClass(name: "Qwen2Tokenizer", files: pairFiles) { context in
    var pipeline = try qwen(context, .qwen2)
    pipeline.resetsSpecialTokens = true
    return pipeline
  }

  /// Qwen 3.5, whose letters take their marks along; it reads no other file than the tokenizer.json.
  private static let qwen35 = TokenizerClass(name: "Qwen3_5Tokenizer", files: []) { context in
    _ = try context.path("tokenizer.json")
    return try qwen(context, .qwen35)
  }

  private static func qwen(_ context: ClassContext, _ expression: KnownExpression) throws -> ClassPipeline {
    let addsPrefixSpace = try context.options.bool("add_prefix_space") ?? false
    return ClassPipeline(
      normalizer: .form(NormalFormNormalizer(composes: true)),
      preTokenizer: .sequence([
        .cutting(.split(SplitPreTokenizer(pattern: try SplitPattern(regex: expression.rawValue)))),
        .byteLevel(ByteLevelPreTokenizer(addsPrefixSpace: addsPrefixSpace, splits: false)),
      ]),
      model: .bytePairs(try context.bytePairs()), decoder: .byteLevel,
      roles: context.roles(["unk_token": endOfText, "eos_token": endOfText, "pad_token": endOfText]))
  }
}
