import ByteFiles

/// The model in a tokenizer.json: its vocabulary and merges, read as they come, and its options.
struct ModelSection {
  private let file: String
  private var options: [JSONValue.Member] = []
  private var table: TokenTable?
  /// Unigram's scores, for each id of ``table``.
  private(set) var scores: [Double]?
  private var merges: MergeTable?
  /// Whether the file lists merges.
  private(set) var hasMerges = false

  /// Reads the model, before whose value `reader` stands.
  init(_ reader: inout JSONReader, file: String, fileSize: Int) throws {
    self.file = file
    var key: [UInt8] = []
    /// Where the merges are, when they came before what is needed to read them.
    var mergesOffset: Int?
    try reader.beginObject()
    while try reader.nextKey(into: &key) {
      let name = String(decoding: key, as: UTF8.self)
      guard !seen(name) else { throw ByteFilesError.duplicateKey(file: file, offset: reader.offset, key: name) }
      switch name {
      case "vocab": try readVocabulary(&reader, fileSize)
      case "merges":
        hasMerges = true
        if let table, seen(Self.prefixKey) {
          merges = try Self.merges(&reader, table, continuingPrefix, file)
        } else {
          mergesOffset = try reader.skipValue().lowerBound
        }
      default:
        options.append(.init(key: name, value: try reader.readValue()))
      }
    }
    if let mergesOffset, let table {
      var again = reader.reader(at: mergesOffset)
      merges = try Self.merges(&again, table, continuingPrefix, file)
    }
  }

  private func seen(_ name: String) -> Bool {
    switch name {
    case "vocab": table != nil
    case "merges": hasMerges
    default: options.contains { $0.key.utf8.elementsEqual(name.utf8) }
    }
  }

  private mutating func readVocabulary(_ reader: inout JSONReader, _ fileSize: Int) throws {
    if try reader.nextKind() == .array {
      var vocabulary = ScoreReader(file: file, fileSize: fileSize)
      try vocabulary.readArray(&reader)
      (table, scores) = try vocabulary.finish()
    } else {
      var vocabulary = VocabularyReader(file: file, fileSize: fileSize)
      try vocabulary.readObject(&reader)
      table = try vocabulary.finish()
    }
  }

  /// The tokens and their ids, whatever model they belong to.
  func tokenTable() throws -> TokenTable {
    guard let table else { throw TokenizationError.missing(file: file, field: "model.vocab") }
    return table
  }

  /// The merges, which must be there.
  func mergeTable() throws -> MergeTable {
    guard let merges else { throw TokenizationError.missing(file: file, field: "model.merges") }
    return merges
  }

  private static let prefixKey = "continuing_subword_prefix"

  private var continuingPrefix: [UInt8] {
    let value = options.first { $0.key == Self.prefixKey }?.value
    return Array((value?.string ?? "").utf8)
  }

  private static func merges(
    _ reader: inout JSONReader, _ table: TokenTable, _ prefix: [UInt8], _ file: String
  ) throws -> MergeTable {
    var merges = MergeReader(file: file, table: table, prefixLength: prefix.count)
    try merges.readArray(&reader)
    return merges.merges
  }

  // MARK: The models

  /// The model.
  func build() throws -> TokenModel {
    let reader = try ComponentReader(.object(options), file: file, path: "model")
    let type = try reader.optionalString("type") ?? untaggedType
    switch type {
    case "BPE": return .bytePairs(try bytePairs(reader))
    case "WordPiece": return .wordPiece(try wordPiece(reader))
    case "WordLevel":
      let table = try vocabulary()
      return .wordLevel(
        WordLevelModel(table: table, unknown: UnknownToken(try reader.string("unk_token"), in: table)))
    case "Unigram": return .unigram(try unigram(reader))
    default: throw reader.unknown(type)
    }
  }

  /// Old files leave the type out; what they have besides the vocabulary tells it.
  private var untaggedType: String {
    if hasMerges { return "BPE" }
    if scores != nil { return "Unigram" }
    return options.contains { $0.key == "max_input_chars_per_word" } ? "WordPiece" : "WordLevel"
  }

  private func vocabulary() throws -> TokenTable {
    let table = try tokenTable()
    guard scores == nil else {
      throw TokenizationError.unexpected(
        file: file, field: "model.vocab", expected: "an object of tokens and ids", found: "an array")
    }
    return table
  }

  private func bytePairs(_ reader: ComponentReader) throws -> BytePairModel {
    let table = try vocabulary()
    let merges = try mergeTable()
    if let dropout = reader.optional("dropout"), dropout.double != 0 {
      throw reader.unsupported("dropout", dropout.kindName, "tokens would be drawn at random; set it to null")
    }
    var options = BytePairModel.Options()
    options.unknownToken = try reader.optionalString("unk_token")
    options.fusesUnknown = try reader.bool("fuse_unk", default: false)
    options.ignoresMerges = try reader.bool("ignore_merges", default: false)
    options.byteFallback = try reader.bool("byte_fallback", default: false)
    options.continuingPrefix = Array(try reader.optionalString(Self.prefixKey)?.utf8 ?? "".utf8)
    options.endSuffix = Array(try reader.optionalString("end_of_word_suffix")?.utf8 ?? "".utf8)
    return BytePairModel(table: table, merges: merges, options: options)
  }

  private func wordPiece(_ reader: ComponentReader) throws -> WordPieceModel {
    let table = try vocabulary()
    let maximum = try reader.integer("max_input_chars_per_word")
    guard maximum >= 0 else {
      throw TokenizationError.unexpected(
        file: file, field: "model.max_input_chars_per_word", expected: "a number of characters", found: "\(maximum)")
    }
    return WordPieceModel(
      table: table, unknown: UnknownToken(try reader.string("unk_token"), in: table),
      continuingPrefix: Array(try reader.string(Self.prefixKey).utf8), maximumCharacters: maximum)
  }

  private func unigram(_ reader: ComponentReader) throws -> UnigramModel {
    let table = try tokenTable()
    guard let scores else {
      throw TokenizationError.unexpected(
        file: file, field: "model.vocab", expected: "an array of tokens and scores", found: "an object")
    }
    return try UnigramModel(
      table: table, scores: scores, unknownID: reader.optional("unk_id") == nil ? nil : try reader.integer("unk_id"),
      byteFallback: try reader.bool("byte_fallback", default: false), file: file)
  }
}
