import ByteFiles

/// What a tekken.json says, read but not yet put together.
struct TekkenFile {
  let file: String
  let fileSize: Int
  /// The bytes of each token of the vocabulary; the position is the rank.
  private(set) var tokens: [[UInt8]] = []
  /// The names of the special tokens, by their ranks; nil where the file has none.
  private(set) var special: [String]?
  /// `config.pattern`: the regular expression whose matches are the pieces of a text, as tiktoken takes it.
  private(set) var pattern = ""
  /// `config.default_vocab_size`: the number of tokens, special ones included.
  private(set) var size = 0
  /// `config.default_num_special_tokens`.
  private(set) var specialCount = 0
  /// `config.version`.
  private(set) var version = ""

  /// Special tokens beyond this many are taken for a lie: real files have a thousand.
  private static let mostSpecialTokens = 1 << 16
  private static let versions = ["v1", "v2", "v3", "v7", "v11", "v13", "v15"]

  /// Reads the file's bytes.
  init(_ bytes: UnsafeRawBufferPointer, file: String) throws {
    self.file = file
    fileSize = bytes.count
    var reader = try JSONReader(bytes, file: file)
    var key: [UInt8] = []
    var seen: Set<String> = []
    try reader.beginObject()
    while try reader.nextKey(into: &key) {
      let name = String(decoding: key, as: UTF8.self)
      guard seen.insert(name).inserted else {
        throw ByteFilesError.duplicateKey(file: file, offset: reader.offset, key: name)
      }
      switch name {
      case "vocab": try readVocabulary(&reader)
      case "special_tokens": try readSpecialTokens(reader.readValue())
      case "config": try readConfiguration(reader.readValue())
      default: try reader.skipValue()
      }
    }
    try reader.end()
    for name in ["config", "vocab"] where !seen.contains(name) {
      throw TokenizationError.missing(file: file, field: name)
    }
  }

  // MARK: The vocabulary

  private mutating func readVocabulary(_ reader: inout JSONReader) throws {
    var key: [UInt8] = []
    var text: [UInt8] = []
    try reader.beginArray()
    while try reader.nextElement() {
      let field = "vocab[\(tokens.count)]"
      var token: [UInt8]?
      var rank: Int?
      try reader.beginObject()
      while try reader.nextKey(into: &key) {
        if key.elementsEqual("rank".utf8) {
          rank = try reader.readInteger()
        } else if key.elementsEqual("token_bytes".utf8) {
          text.removeAll(keepingCapacity: true)
          try reader.readString(appendingTo: &text)
          token =
            try Self.bytes(text) ?? { throw unexpected("\(field).token_bytes", "bytes in base64", "another text") }()
        } else {
          try reader.skipValue()
        }
      }
      guard let token, !token.isEmpty else {
        throw TokenizationError.missing(file: file, field: "\(field).token_bytes")
      }
      guard rank == tokens.count else {
        throw unexpected("\(field).rank", "\(tokens.count)", rank.map(String.init) ?? "none")
      }
      tokens.append(token)
    }
  }

  private static func bytes(_ text: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    return text.withUnsafeBufferPointer { Base64.decode($0, into: &bytes) } ? bytes : nil
  }

  // MARK: The rest

  private mutating func readSpecialTokens(_ value: JSONValue) throws {
    if value == .null { return }
    guard let elements = value.array else { throw unexpected("special_tokens", "an array", value.kindName) }
    var names: [String] = []
    for (index, element) in elements.enumerated() {
      let reader = try ComponentReader(element, file: file, path: "special_tokens[\(index)]")
      let rank = try reader.integer("rank")
      guard rank == index else { throw unexpected("special_tokens[\(index)].rank", "\(index)", "\(rank)") }
      names.append(try reader.string("token_str"))
    }
    special = names
  }

  private mutating func readConfiguration(_ value: JSONValue) throws {
    let reader = try ComponentReader(value, file: file, path: "config")
    pattern = try reader.string("pattern")
    version = try reader.string("version")
    guard Self.versions.contains(version) else {
      throw unexpected("config.version", Self.versions.joined(separator: ", "), "“\(version)”")
    }
    size = try reader.count("default_vocab_size")
    specialCount = try reader.count("default_num_special_tokens")
    guard specialCount <= Self.mostSpecialTokens else {
      throw unexpected("config.default_num_special_tokens", "at most \(Self.mostSpecialTokens)", "\(specialCount)")
    }
  }

  /// The error for a field that holds something else than it must.
  func unexpected(_ field: String, _ expected: String, _ found: String) -> TokenizationError {
    .unexpected(file: file, field: field, expected: expected, found: found)
  }
}
