import ByteFiles

extension TokenizerJSON {
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
}
