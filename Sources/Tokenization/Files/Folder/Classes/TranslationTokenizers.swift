import ByteFiles

/// Classes that are written in Python alone: SentencePiece cuts the text, and a vocab.json has the ids. They give no offsets;
/// here they are the places where the pieces stand.
extension TokenizerClass {
  /// Marian: the language to translate to may stand before the text; `</s>` behind it.
  static let marian = TokenizerClass(
    name: "MarianTokenizer", files: ["vocab.json", "source.spm", "target.spm"], needs: ["vocab.json", "source.spm"]
  ) { context in
    if try context.options.bool("separate_vocabs") == true {
      throw TokenizationError.unsupported(
        file: context.options.file, field: "separate_vocabs", found: "true",
        reason: "two vocabularies make no single list of ids")
    }
    let roles = context.roles(["unk_token": "<unk>", "eos_token": "</s>", "pad_token": "<pad>"])
    var pipeline = try dictionary(context, roles, pieces: "source.spm", readsLanguages: true)
    pipeline.decoder = .sequence([
      pipeline.decoder, .fuse,
      .replace(ReplaceDecoder(pattern: .literal(SentencePieceVocabulary.spaceMark), content: [0x20])), .trim,
    ])
    pipeline.template = .own { ids in
      let end = TemplateProcessing.Piece.tokens([try ids.token("eos_token")], typeID: 0)
      return .template(
        TemplateProcessing(
          single: [.text(0, typeID: 0), end], pair: [.text(0, typeID: 0), .text(1, typeID: 0), end]))
    }
    return pipeline
  }

  /// M2M-100: the text's own language stands before it; languages have the ids behind the vocabulary.
  static let m2m100 = TokenizerClass(
    name: "M2M100Tokenizer", files: ["vocab.json", "sentencepiece.bpe.model"],
    needs: ["vocab.json", "sentencepiece.bpe.model"]
  ) { context in
    let roles = context.roles([
      "bos_token": "<s>", "eos_token": "</s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>",
    ])
    var pipeline = try dictionary(context, roles, pieces: "sentencepiece.bpe.model", readsLanguages: false)
    pipeline.decoder = .sequence([pipeline.decoder, .fuse, .trim])
    let codes = try languages(context)
    let source = try context.options.string("src_lang") ?? "en"
    guard let place = codes.firstIndex(of: source) else {
      throw TokenizationError.unexpected(
        file: context.options.file, field: "src_lang", expected: "one of the languages of the class",
        found: "“\(source)”")
    }
    let count = pipeline.model.table.count
    // They are put before texts, but never found in one, unless the files list them.
    pipeline.spare = codes.enumerated().map { place, code in
      AddedToken(content: Array("__\(code)__".utf8), id: count + place, isSought: false)
    }
    let language = SpecialToken(id: count + place, string: "__\(source)__")
    pipeline.template = .own { ids in
      let before = TemplateProcessing.Piece.tokens([language], typeID: 0)
      let end = TemplateProcessing.Piece.tokens([try ids.token("eos_token")], typeID: 0)
      return .template(
        TemplateProcessing(
          single: [before, .text(0, typeID: 0), end], pair: [before, .text(0, typeID: 0), .text(1, typeID: 0), end]))
    }
    return pipeline
  }

  private static func languages(_ context: ClassContext) throws -> [String] {
    switch try context.options.string("language_codes") ?? "m2m100" {
    case "m2m100": return LanguageCodes.m2m100
    case "wmt21": return LanguageCodes.wmt21
    case let other:
      throw TokenizationError.unexpected(
        file: context.options.file, field: "language_codes", expected: "“m2m100” or “wmt21”", found: "“\(other)”")
    }
  }

  private static func dictionary(
    _ context: ClassContext, _ roles: SpecialRoles, pieces: String, readsLanguages: Bool
  ) throws -> ClassPipeline {
    if let option = context.options.value("sp_model_kwargs")?.members?.first {
      throw TokenizationError.unsupported(
        file: context.options.file, field: "sp_model_kwargs", found: "“\(option.key)”",
        reason: "SentencePiece is used as it is; leave it empty")
    }
    let path = try context.path(pieces)
    let vocabulary = try MappedFile(path: path).withUnsafeBytes { try SentencePieceVocabulary($0, file: path) }
    let table = try VocabularyReader.table(json: context.path("vocab.json"))
    let name = roles["unk_token"]?.string ?? ""
    guard let unknown = table.id(of: Array(name.utf8)) else {
      throw TokenizationError.tokenNotInVocabulary(
        file: try context.path("vocab.json"), field: "unk_token", token: name)
    }
    if vocabulary.algorithm != .unigram, let piece = vocabulary.contents(of: .userDefined).first {
      throw TokenizationError.unsupported(
        file: path, field: "pieces", found: "the user's piece “\(String(decoding: piece, as: UTF8.self))”",
        reason: "byte pairs with such pieces are not looked up in a vocab.json")
    }
    let own = try vocabulary.table()
    let unknownPiece = try vocabulary.unknownPiece()
    let normalizer = try SentencePieceNormalizer(
      vocabulary.normalization, userDefined: vocabulary.contents(of: .userDefined), file: path)
    let special = Set((roles.named + roles.extra).map(\.content))
    var pipeline = ClassPipeline(
      normalizer: readsLanguages
        ? .translation(TranslationNormalizer(normalizer: normalizer)) : .sentencePiece(normalizer),
      preTokenizer: try vocabulary.preTokenizer(own),
      model: .dictionary(
        DictionaryModel(
          table: table, unknownID: unknown, pieces: try vocabulary.model(own, unknownID: unknownPiece),
          readsLanguages: readsLanguages)),
      decoder: .stretches(
        StretchDecoder(
          special: special, separator: readsLanguages ? " " : "",
          pieces: SentencePieceDecoder(vocabulary, unknownID: unknownPiece).taking(othersThan: own))), roles: roles)
    pipeline.numbering = .count
    return pipeline
  }
}
