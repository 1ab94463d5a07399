import ByteFiles

/// The model in a tokenizer.json: its vocabulary and merges, read as they come, and its options.
struct ModelSection {
  private let file: String
  private var options: [JSONValue.Member] = []
  private var table: TokenTable?
  private var merges: MergeTable?
  /// The number of merges the file lists.
  private var hasMerges = false

  /// Reads the model, before whose value `reader` stands.
  init(_ reader: inout JSONReader, file: String, fileSize: Int) throws {
    self.file = file
    var key: [UInt8] = []
    /// Where the merges are, when they came before the vocabulary.
    var mergesOffset: Int?
    try reader.beginObject()
    while try reader.nextKey(into: &key) {
      let name = String(decoding: key, as: UTF8.self)
      guard !seen(name) else { throw ByteFilesError.duplicateKey(file: file, offset: reader.offset, key: name) }
      switch name {
      case "vocab":
        guard try reader.nextKind() == .object else {
          // Unigram's vocabulary is an array; its type says what it is, wherever it stands.
          try reader.skipValue()
          continue
        }
        var vocabulary = VocabularyReader(file: file, fileSize: fileSize)
        try vocabulary.readObject(&reader)
        table = try vocabulary.finish()
      case "merges":
        hasMerges = true
        if let table {
          merges = try Self.merges(&reader, table, file)
        } else {
          mergesOffset = try reader.skipValue().lowerBound
        }
      default:
        options.append(.init(key: name, value: try reader.readValue()))
      }
    }
    if let mergesOffset, let table {
      var again = reader.reader(at: mergesOffset)
      merges = try Self.merges(&again, table, file)
    }
  }

  private func seen(_ name: String) -> Bool {
    switch name {
    case "vocab": table != nil
    case "merges": hasMerges
    default: options.contains { $0.key.utf8.elementsEqual(name.utf8) }
    }
  }

  private static func merges(_ reader: inout JSONReader, _ table: TokenTable, _ file: String) throws -> MergeTable {
    var merges = MergeReader(file: file, table: table)
    try merges.readArray(&reader)
    return merges.merges
  }

  /// The model.
  func build() throws -> TokenModel {
    let reader = try ComponentReader(.object(options), file: file, path: "model")
    // Old files leave the type out; what they have besides the vocabulary tells it.
    let type = try reader.optionalString("type") ?? (hasMerges ? "BPE" : "WordPiece")
    switch type {
    case "BPE": return .bytePairs(try bytePairs(reader))
    case "WordPiece": return .wordPiece(try wordPiece(reader))
    default: throw reader.unknown(type)
    }
  }

  private func vocabulary() throws -> TokenTable {
    guard let table else { throw TokenizationError.missing(file: file, field: "model.vocab") }
    return table
  }

  private func bytePairs(_ reader: ComponentReader) throws -> BytePairModel {
    guard let merges else { throw TokenizationError.missing(file: file, field: "model.merges") }
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      if let text = try reader.optionalString(key), !text.isEmpty {
        throw reader.unsupported(key, "“\(text)”", "only byte-level BPE without marks is")
      }
    }
    if try reader.bool("byte_fallback", default: false) {
      throw reader.unsupported("byte_fallback", "true", "byte-level BPE has a token for each byte")
    }
    if let dropout = reader.optional("dropout"), dropout.double != 0 {
      throw reader.unsupported("dropout", dropout.kindName, "tokens would be drawn at random; set it to null")
    }
    let table = try vocabulary()
    return BytePairModel(
      table: table, merges: merges,
      unknownID: try reader.optionalString("unk_token").map { UInt32(try id(of: $0, "unk_token", table)) },
      fusesUnknown: try reader.bool("fuse_unk", default: false),
      ignoresMerges: try reader.bool("ignore_merges", default: false))
  }

  private func wordPiece(_ reader: ComponentReader) throws -> WordPieceModel {
    let table = try vocabulary()
    let maximum = try reader.integer("max_input_chars_per_word")
    guard maximum >= 0 else {
      throw TokenizationError.unexpected(
        file: file, field: "model.max_input_chars_per_word", expected: "a number of characters", found: "\(maximum)")
    }
    return WordPieceModel(
      table: table, unknownID: try id(of: try reader.string("unk_token"), "unk_token", table),
      continuingPrefix: Array(try reader.string("continuing_subword_prefix").utf8), maximumCharacters: maximum)
  }

  private func id(of token: String, _ key: String, _ table: TokenTable) throws -> Int {
    guard let id = table.id(of: Array(token.utf8)) else {
      throw TokenizationError.tokenNotInVocabulary(file: file, field: "model.\(key)", token: token)
    }
    return id
  }
}
