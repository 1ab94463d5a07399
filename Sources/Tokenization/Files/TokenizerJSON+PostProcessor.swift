import ByteFiles

extension TokenizerJSON {
  /// The post-processor that a file describes.
  static func postProcessor(_ reader: ComponentReader) throws -> PostProcessor {
    switch try reader.type() {
    case "BertProcessing":
      return .bert(BertProcessing(first: try reader.specialToken("cls"), last: try reader.specialToken("sep")))
    case "RobertaProcessing":
      return .roberta(
        RobertaProcessing(
          first: try reader.specialToken("cls"), last: try reader.specialToken("sep"), trimming: try trimming(reader)))
    case "ByteLevel": return .byteLevel(try trimming(reader))
    case "TemplateProcessing": return .template(try template(reader))
    case "Sequence": return .sequence(try reader.components("processors").map(postProcessor))
    case let name: throw reader.unknown(name)
    }
  }

  private static func trimming(_ reader: ComponentReader) throws -> OffsetTrimming? {
    let addsPrefixSpace = try reader.bool("add_prefix_space")
    return try reader.bool("trim_offsets") ? OffsetTrimming(addsPrefixSpace: addsPrefixSpace) : nil
  }

  private static func template(_ reader: ComponentReader) throws -> TemplateProcessing {
    let tokens = try reader.component("special_tokens")
    return TemplateProcessing(
      single: try reader.components("single").map { try piece($0, tokens, texts: ["A"]) },
      pair: try reader.components("pair").map { try piece($0, tokens, texts: ["A", "B"]) })
  }

  private static func piece(
    _ reader: ComponentReader, _ tokens: ComponentReader, texts: [String]
  ) throws -> TemplateProcessing.Piece {
    if reader.optional("Sequence") != nil {
      let sequence = try reader.component("Sequence")
      let name = try sequence.string("id")
      guard let text = texts.firstIndex(of: name) else {
        throw sequence.unexpected("id", texts.map { "“\($0)”" }.joined(separator: " or "), "“\(name)”")
      }
      return .text(text, typeID: try sequence.count("type_id"))
    }
    let special = try reader.component("SpecialToken")
    return .tokens(
      try specialTokens(tokens.component(special.string("id"))), typeID: try special.count("type_id"))
  }

  /// What stands for one special token of a template: usually the token itself, but there may be several.
  private static func specialTokens(_ reader: ComponentReader) throws -> [SpecialToken] {
    let ids = try reader.array("ids")
    let strings = try reader.array("tokens")
    guard ids.count == strings.count else {
      throw reader.unexpected("tokens", "as many tokens as ids, \(ids.count)", "\(strings.count)")
    }
    return try zip(ids, strings).map { id, string in
      guard let id = id.integer, let string = string.string else {
        throw TokenizationError.unexpected(
          file: reader.file, field: reader.path, expected: "ids and tokens", found: "other values")
      }
      return SpecialToken(id: id, string: string)
    }
  }
}

extension ComponentReader {
  /// A token and its id at `key`.
  func specialToken(_ key: String) throws -> SpecialToken {
    let token = try tokenAndID(key)
    return SpecialToken(id: token.id, string: token.string)
  }
}
