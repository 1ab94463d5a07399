extension TokenizerClass {
  /// BERT and its kin.
  static let wordPieces: [TokenizerClass] =
    ["BertTokenizer", "DistilBertTokenizer"].map { name in
      TokenizerClass(name: name, files: lineFiles) { try bert($0) }
    }
    + ["DPRContextEncoderTokenizer", "DPRQuestionEncoderTokenizer", "DPRReaderTokenizer"].map { name in
      // These keep `do_lower_case` to themselves: text is always made lower case.
      TokenizerClass(name: name, files: lineFiles) { try bert($0, lowercases: true) }
    } + [convBERT, mpnet, funnel]

  private static let lineFiles = ["vocab.txt"]

  private static let bertRoles = [
    "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]", "mask_token": "[MASK]",
  ]

  /// BERT's cleaning, split and pieces, without what is put around a text.
  private static func pieces(
    _ context: ClassContext, _ roles: SpecialRoles, cleansText: Bool = true, lowercases: Bool? = nil,
    prefix: String = "##"
  ) throws -> ClassPipeline {
    let table = try context.lines()
    guard let unknown = roles["unk_token"], table.id(of: unknown.content) != nil else {
      throw TokenizationError.tokenNotInVocabulary(
        file: context.vocabularyFile, field: "unk_token", token: roles["unk_token"]?.string ?? "")
    }
    let lowercases = try lowercases ?? context.options.bool("do_lower_case") ?? true
    return ClassPipeline(
      normalizer: .bert(
        BertNormalizer(
          cleansText: cleansText, separatesIdeographs: try context.options.bool("tokenize_chinese_chars") ?? true,
          stripsAccents: try context.options.bool("strip_accents") ?? lowercases, lowercases: lowercases)),
      preTokenizer: .cutting(.bert),
      model: .wordPiece(
        WordPieceModel(
          table: table, unknown: UnknownToken(unknown.string, in: table), continuingPrefix: Array("##".utf8),
          maximumCharacters: 100)),
      decoder: .wordPiece(WordPieceDecoder(prefix: Array(prefix.utf8), cleansUp: true)), roles: roles)
  }

  /// `[CLS] A [SEP]`, and `B [SEP]` of type 1 after it.
  private static func surround(_ ids: ClassPipeline.RoleIDs, firstType: Int = 0) throws -> PostProcessor {
    let first = TemplateProcessing.Piece.tokens([try ids.token("cls_token")], typeID: firstType)
    let last = try ids.token("sep_token")
    let single = [first, .text(0, typeID: 0), .tokens([last], typeID: 0)]
    return .template(
      TemplateProcessing(single: single, pair: single + [.text(1, typeID: 1), .tokens([last], typeID: 1)]))
  }

  private static func bert(_ context: ClassContext, lowercases: Bool? = nil) throws -> ClassPipeline {
    var pipeline = try pieces(context, context.roles(bertRoles), lowercases: lowercases)
    pipeline.template = .own { try surround($0) }
    return pipeline
  }

  /// ConvBERT: BERT of a vocab.txt; a tokenizer.json is taken as it is, but for what is put around a text.
  private static let convBERT = TokenizerClass(name: "ConvBertTokenizer", files: lineFiles) { context in
    guard let json = context.json else { return try bert(context) }
    var pipeline = try fileDecides(context, json)
    pipeline.roles = context.roles(bertRoles)
    pipeline.template = .own { try surround($0) }
    return pipeline
  }

  /// MPNet.
  private static let mpnet = TokenizerClass(name: "MPNetTokenizer", files: lineFiles) { context in
    var roles = context.roles([
      "bos_token": "<s>", "eos_token": "</s>", "sep_token": "</s>", "cls_token": "<s>", "unk_token": "[UNK]",
      "pad_token": "<pad>", "mask_token": "<mask>",
    ])
    roles.strip("mask_token", normalized: nil)
    var pipeline = try pieces(context, roles)
    pipeline.template = .own { ids in
      .roberta(
        RobertaProcessing(
          first: try ids.token("cls_token"), last: try ids.token("sep_token"),
          trimming: OffsetTrimming(addsPrefixSpace: false)))
    }
    return pipeline
  }

  /// Funnel, whose first token has a type of its own.
  private static let funnel = TokenizerClass(name: "FunnelTokenizer", files: lineFiles) { context in
    let roles = context.roles([
      "unk_token": "<unk>", "sep_token": "<sep>", "pad_token": "<pad>", "cls_token": "<cls>", "mask_token": "<mask>",
      "bos_token": "<s>", "eos_token": "</s>",
    ])
    var pipeline = try pieces(
      context, roles, cleansText: try context.options.bool("clean_text") ?? true,
      prefix: try context.options.string("wordpieces_prefix") ?? "##")
    pipeline.template = .own { try surround($0, firstType: 2) }
    return pipeline
  }
}
