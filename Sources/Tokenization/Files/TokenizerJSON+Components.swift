import ByteFiles

extension TokenizerJSON {
  /// The normalizer that a file describes.
  static func normalizer(_ reader: ComponentReader) throws -> Normalizer {
    switch try reader.type() {
    case "BertNormalizer":
      let lowercases = try reader.bool("lowercase")
      return .bert(
        BertNormalizer(
          cleansText: try reader.bool("clean_text"), separatesIdeographs: try reader.bool("handle_chinese_chars"),
          stripsAccents: try reader.bool("strip_accents", default: lowercases), lowercases: lowercases))
    case let name: throw reader.unknown(name)
    }
  }

  /// The pre-tokenizer that a file describes.
  static func preTokenizer(_ reader: ComponentReader) throws -> PreTokenizer {
    var result = PreTokenizer()
    try append(reader, to: &result)
    return result
  }

  private static func append(_ reader: ComponentReader, to result: inout PreTokenizer) throws {
    let name = try reader.type()
    if name != "Sequence", result.byteLevel != nil {
      throw reader.unsupported("type", name, "ByteLevel must come last in a sequence")
    }
    switch name {
    case "BertPreTokenizer": result.splitters.append(.bert)
    case "Digits":
      result.splitters.append(.digits(DigitsPreTokenizer(individually: try reader.bool("individual_digits"))))
    case "ByteLevel":
      result.byteLevel = ByteLevelPreTokenizer(
        addsPrefixSpace: try reader.bool("add_prefix_space"), splits: try reader.bool("use_regex", default: true))
    case "Sequence":
      for element in try reader.components("pretokenizers") { try append(element, to: &result) }
    default: throw reader.unknown(name)
    }
  }

  /// The post-processor that a file describes.
  static func postProcessor(_ reader: ComponentReader) throws -> PostProcessor {
    switch try reader.type() {
    case "BertProcessing":
      return PostProcessor(
        template: PostProcessor.surrounding(try reader.tokenAndID("cls"), try reader.tokenAndID("sep")))
    case "RobertaProcessing":
      return PostProcessor(
        template: PostProcessor.surrounding(try reader.tokenAndID("cls"), try reader.tokenAndID("sep")),
        trimsOffsets: try reader.bool("trim_offsets"), addsPrefixSpace: try reader.bool("add_prefix_space"))
    case "ByteLevel":
      return PostProcessor(
        trimsOffsets: try reader.bool("trim_offsets"), addsPrefixSpace: try reader.bool("add_prefix_space"))
    case "TemplateProcessing": return PostProcessor(template: try template(reader))
    case let name: throw reader.unknown(name)
    }
  }

  /// The template for a single text.
  private static func template(_ reader: ComponentReader) throws -> [PostProcessor.TemplatePiece] {
    let tokens = try reader.component("special_tokens")
    return try reader.components("single").flatMap { piece -> [PostProcessor.TemplatePiece] in
      if piece.optional("Sequence") != nil {
        let sequence = try piece.component("Sequence")
        guard try sequence.string("id") == "A" else {
          throw sequence.unsupported("id", try sequence.string("id"), "the template for one text has only the text A")
        }
        return [.text(typeID: try sequence.integer("type_id"))]
      }
      let special = try piece.component("SpecialToken")
      let typeID = try special.integer("type_id")
      let token = try tokens.component(try special.string("id"))
      let ids = try token.array("ids")
      let strings = try token.array("tokens")
      guard ids.count == strings.count else {
        throw TokenizationError.unexpected(
          file: token.file, field: "\(token.path).tokens", expected: "as many tokens as ids, \(ids.count)",
          found: "\(strings.count)")
      }
      return try zip(ids, strings).map { id, string in
        guard let id = id.integer, let string = string.string else {
          throw TokenizationError.unexpected(
            file: token.file, field: token.path, expected: "ids and tokens", found: "other values")
        }
        return .token(id: id, string: string, typeID: typeID)
      }
    }
  }

  /// The decoder that a file describes.
  static func decoder(_ reader: ComponentReader) throws -> TokenDecoder {
    switch try reader.type() {
    case "ByteLevel": return .byteLevel
    case "WordPiece":
      return .wordPiece(
        WordPieceDecoder(prefix: Array(try reader.string("prefix").utf8), cleansUp: try reader.bool("cleanup")))
    case let name: throw reader.unknown(name)
    }
  }
}
