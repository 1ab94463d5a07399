package import ByteFiles

/// A model's config.json: what it says is checked when it is asked for.
public struct ModelConfiguration: Sendable {
  /// The file's name, for messages.
  public let file: String
  /// Which family of models this is: `gpt2`, `bert`; nil where the file does not say.
  public let modelType: String?
  /// The classes the weights were saved from: `GPT2LMHeadModel`.
  public let architectures: [String]

  let json: JSONValue
  /// The fields that this one is the value of, where it is part of a larger configuration: `text_config.`.
  private let prefix: String

  /// The configuration in the file at `path`, which may hold at most 16 MB.
  package init(path: String) throws {
    try self.init(JSONValue(path: path, dialect: .python, limit: 16 << 20), file: path)
  }

  /// The configuration that `json` holds; throws when that is no object, or names its model by anything but strings.
  package init(_ json: JSONValue, file: String) throws {
    try self.init(json, file: file, prefix: "")
  }

  private init(_ json: JSONValue, file: String, prefix: String) throws {
    guard json.members != nil else {
      throw ArchitecturesError.field(
        file: file, field: prefix.isEmpty ? "the whole file" : String(prefix.dropLast()), expected: "an object",
        found: Self.describe(json))
    }
    self.json = json
    self.prefix = prefix
    self.file = file
    switch json["model_type"] {
    case nil, .null?: modelType = nil
    case .string(let name)?: modelType = name
    case let other?:
      throw ArchitecturesError.field(
        file: file, field: prefix + "model_type", expected: "a string", found: Self.describe(other))
    }
    architectures = json["architectures"]?.array?.compactMap(\.string) ?? []
  }

  /// The number of tokens the model was made for; nil where the file does not say.
  ///
  /// A model that joins text with pictures or sounds has it in a part of its own, such as `text_config`.
  public var vocabularySize: Int? { vocabularySizes.first }

  /// The number of values in an embedding, by any of the names that configurations have for it; nil for none of them.
  public var hiddenSize: Int? {
    for holder in [json, json["text_config"] ?? .null] {
      for key in ["hidden_size", "n_embd", "d_model", "dim"] {
        if let size = holder[key]?.integer { return size }
      }
    }
    return nil
  }

  /// The configuration of a part of the model, which is the value of `field`; one without fields where it is missing or
  /// null.
  func section(_ field: String) throws -> ModelConfiguration {
    let value = json[field] ?? .null
    return try ModelConfiguration(value == .null ? .object([]) : value, file: file, prefix: path(field) + ".")
  }

  /// The full name of a field, for messages: `text_config.hidden_size`.
  func path(_ field: String) -> String { prefix + field }

  /// The value of `field` as it is in the file; nil where it is missing.
  package subscript(field: String) -> JSONValue? { json[field] }

  /// A short description of a value for messages.
  static func describe(_ value: JSONValue) -> String {
    switch value {
    case .object: "an object"
    case .array: "an array"
    case .string(let text): "“\(text.prefix(40))”"
    case .integer(let number): String(number)
    case .double(let number): PythonNumber.float(number).description
    case .bool(let flag): flag ? "true" : "false"
    case .null: "null"
    }
  }
}
