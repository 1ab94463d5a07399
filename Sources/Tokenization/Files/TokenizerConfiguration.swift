import ByteFiles

/// The parts of tokenizer_config.json that tokenizers without a tokenizer.json need.
struct TokenizerConfiguration {
  private let file: String
  private let value: JSONValue
  /// Whether the text is made lower case (BERT).
  let lowercases: Bool?
  /// Whether accents are stripped (BERT); as ``lowercases`` where it is not said.
  let stripsAccents: Bool?
  /// Whether ideographs are set apart (BERT).
  let separatesIdeographs: Bool?
  /// Whether a space is put before the text (GPT-2).
  let addPrefixSpace: Bool?

  /// Reads the file at `path`; without one nothing is said.
  init(path: String?) throws {
    file = path ?? ""
    value = try path.map { try JSONValue(path: $0, dialect: .python) } ?? .object([])
    guard value.members != nil else {
      throw TokenizationError.unexpected(file: file, field: "the file", expected: "an object", found: "another value")
    }
    lowercases = try Self.bool("do_lower_case", value, file)
    stripsAccents = try Self.bool("strip_accents", value, file)
    separatesIdeographs = try Self.bool("tokenize_chinese_chars", value, file)
    addPrefixSpace = try Self.bool("add_prefix_space", value, file)
  }

  /// The special token that the file has for a role (`cls_token`): a string, or an object with its `content`.
  func name(of role: String) -> String? { value[role]?.string ?? value[role]?["content"]?.string }

  private static func bool(_ key: String, _ value: JSONValue, _ file: String) throws -> Bool? {
    guard let found = value[key], found != .null else { return nil }
    guard let bool = found.bool else {
      throw TokenizationError.unexpected(file: file, field: key, expected: "true or false", found: "another value")
    }
    return bool
  }
}
