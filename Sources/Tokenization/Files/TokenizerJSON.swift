import ByteFiles

extension Tokenizer {
  /// Opens a tokenizer.json.
  ///
  /// Truncation and padding that the file asks for are not applied: a tokenizer here shows what a text becomes, and
  /// transformers too applies them only when asked. ``notes`` says what was passed over; ``truncation`` and ``padding``
  /// hold it, for those who want it.
  ///
  /// - Throws: ``TokenizationError`` or `ByteFilesError`; a component that is not known is named with its place in the file.
  public static func open(tokenizerJSON path: String) throws -> Tokenizer {
    let file = try MappedFile(path: path)
    return try file.withUnsafeBytes { try TokenizerJSON($0, file: path).tokenizer() }
  }
}

/// A tokenizer.json, read but not yet put together.
struct TokenizerJSON {
  let file: String
  private var sections: [String: JSONValue] = [:]
  private var model: ModelSection?

  /// Reads the file's bytes.
  init(_ bytes: UnsafeRawBufferPointer, file: String) throws {
    self.file = file
    var reader = try JSONReader(bytes, file: file)
    var key: [UInt8] = []
    try reader.beginObject()
    while try reader.nextKey(into: &key) {
      let name = String(decoding: key, as: UTF8.self)
      switch name {
      case "model":
        guard model == nil else { throw duplicate(name, reader.offset) }
        model = try ModelSection(&reader, file: file, fileSize: bytes.count)
      case "version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor",
        "decoder":
        guard sections[name] == nil else { throw duplicate(name, reader.offset) }
        sections[name] = try reader.readValue()
      default: try reader.skipValue()
      }
    }
    try reader.end()
  }

  private func duplicate(_ key: String, _ offset: Int) -> ByteFilesError {
    .duplicateKey(file: file, offset: offset, key: key)
  }

  /// The tokenizer that the file describes.
  func tokenizer() throws -> Tokenizer {
    if let version = sections["version"], version.string != "1.0" {
      throw TokenizationError.unexpected(file: file, field: "version", expected: "“1.0”", found: version.kindName)
    }
    let model = try requiredModel()
    let normalizer = try normalizer()
    let preTokenizer = try preTokenizer()
    let tokenModel = try model.build()
    let postProcessor = try postProcessor() ?? .none
    let decoder = try decoder()
    let added = try AddedTokens(addedTokens(tokenModel.table), normalizer: normalizer, file: file)
    let tokenizer = Tokenizer(
      normalizer: normalizer, preTokenizer: preTokenizer, model: tokenModel, postProcessor: postProcessor,
      decoder: decoder, added: added, truncation: try truncation(), padding: try padding(), notes: notes)
    try check(postProcessor.specialTokens, tokenizer.vocabulary)
    return tokenizer
  }

  func requiredModel() throws -> ModelSection {
    guard let model else { throw TokenizationError.missing(file: file, field: "model") }
    return model
  }

  /// What is put around a text must be tokens of the vocabulary, by the ids they have there.
  private func check(_ tokens: [SpecialToken], _ vocabulary: Vocabulary) throws {
    for token in tokens {
      guard let other = vocabulary.tokenID(forRaw: token.string) else {
        throw TokenizationError.tokenNotInVocabulary(file: file, field: "post_processor", token: token.string)
      }
      guard other == token.id else {
        throw TokenizationError.contradictoryID(file: file, token: token.string, id: token.id, otherID: other)
      }
    }
  }

  func component(_ name: String) throws -> ComponentReader? {
    guard let value = sections[name], value != .null else { return nil }
    return try ComponentReader(value, file: file, path: name)
  }

  var notes: [String] {
    ["truncation", "padding"].filter { sections[$0] != nil && sections[$0] != .null }.map {
      "\(file) asks for \($0), which is not applied"
    }
  }

  // MARK: Added tokens

  func addedTokens(_ table: TokenTable) throws -> [AddedToken] {
    guard let value = sections["added_tokens"], value != .null else { return [] }
    guard let elements = value.array else {
      throw TokenizationError.unexpected(
        file: file, field: "added_tokens", expected: "an array", found: value.kindName)
    }
    return try elements.enumerated().map { index, element in
      let reader = try ComponentReader(element, file: file, path: "added_tokens[\(index)]")
      let content = try reader.string("content")
      let id = try reader.integer("id")
      // As for the vocabulary itself: an id far above all others is a lie.
      let limit = table.idLimit + elements.count * 16 + 1 << 16
      guard id >= 0, id <= limit else {
        throw TokenizationError.idOutOfRange(file: file, token: content, id: id, limit: limit)
      }
      try checkID(id, content, table)
      return AddedToken(
        content: Array(content.utf8), id: id, isSpecial: try reader.bool("special"),
        stripsLeft: try reader.bool("lstrip"), stripsRight: try reader.bool("rstrip"),
        isSingleWord: try reader.bool("single_word"), isNormalized: try reader.bool("normalized"))
    }
  }

  /// A token that the model's vocabulary has too must have the same id there, and no other token may.
  private func checkID(_ id: Int, _ content: String, _ table: TokenTable) throws {
    if let other = table.id(of: Array(content.utf8)) {
      guard other == id else {
        throw TokenizationError.contradictoryID(file: file, token: content, id: id, otherID: other)
      }
    } else if let other = table.string(of: id) {
      throw TokenizationError.duplicateID(file: file, id: id, token: content, otherToken: other)
    }
  }
}
