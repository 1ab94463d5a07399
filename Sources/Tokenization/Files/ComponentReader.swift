import ByteFiles

/// One component of a tokenizer.json: reads its fields and says in the file's terms what is wrong with them.
struct ComponentReader {
  /// The file's name, for messages.
  let file: String
  /// The path of the component inside the file.
  let path: String
  private let value: JSONValue

  /// A reader of the object `value` at `path`.
  init(_ value: JSONValue, file: String, path: String) throws {
    guard value.members != nil else {
      throw TokenizationError.unexpected(file: file, field: path, expected: "an object", found: value.kindName)
    }
    self.value = value
    self.file = file
    self.path = path
  }

  /// The component's name.
  func type() throws -> String { try string("type") }

  /// The error for a component whose name is not known.
  func unknown(_ name: String) -> TokenizationError {
    .unknownComponent(file: file, field: "\(path).type", name: name)
  }

  /// The error for an option that is not supported.
  func unsupported(_ key: String, _ found: String, _ reason: String) -> TokenizationError {
    .unsupported(file: file, field: "\(path).\(key)", found: found, reason: reason)
  }

  /// The value of `key`; nil where it is missing or null.
  func optional(_ key: String) -> JSONValue? {
    guard let found = value[key], found != .null else { return nil }
    return found
  }

  /// The names of all fields.
  var keys: [String] { value.members?.map(\.key) ?? [] }

  /// The members of the object at `key`.
  func members(_ key: String) throws -> [JSONValue.Member] {
    try required(key, "an object") { $0.members }
  }

  /// The elements of the array at `key`.
  func array(_ key: String) throws -> [JSONValue] { try required(key, "an array") { $0.array } }

  /// The string at `key`.
  func string(_ key: String) throws -> String { try required(key, "a string") { $0.string } }

  /// The whole number at `key`.
  func integer(_ key: String) throws -> Int { try required(key, "a whole number") { $0.integer } }

  /// The truth value at `key`.
  func bool(_ key: String) throws -> Bool { try required(key, "true or false") { $0.bool } }

  /// The truth value at `key`, or `fallback` where it is missing or null.
  func bool(_ key: String, default fallback: Bool) throws -> Bool {
    optional(key) == nil ? fallback : try bool(key)
  }

  /// The string at `key`; nil where it is missing or null.
  func optionalString(_ key: String) throws -> String? { optional(key) == nil ? nil : try string(key) }

  /// A token and its id, written as an array of the two.
  func tokenAndID(_ key: String) throws -> (id: Int, string: String) {
    let pair = try array(key)
    guard pair.count == 2, let string = pair[0].string, let id = pair[1].integer else {
      throw TokenizationError.unexpected(
        file: file, field: "\(path).\(key)", expected: "a token and its id", found: "another array")
    }
    return (id, string)
  }

  /// Readers of the objects in the array at `key`.
  func components(_ key: String) throws -> [ComponentReader] {
    try array(key).enumerated().map { try ComponentReader($1, file: file, path: "\(path).\(key)[\($0)]") }
  }

  /// The reader of the object at `key`.
  func component(_ key: String) throws -> ComponentReader {
    try ComponentReader(value[key] ?? .null, file: file, path: "\(path).\(key)")
  }

  private func required<Value>(_ key: String, _ kind: String, _ read: (JSONValue) -> Value?) throws -> Value {
    guard let found = value[key] else { throw TokenizationError.missing(file: file, field: "\(path).\(key)") }
    guard let read = read(found) else {
      throw TokenizationError.unexpected(file: file, field: "\(path).\(key)", expected: kind, found: found.kindName)
    }
    return read
  }
}

extension JSONValue {
  /// What kind of value this is, in words.
  var kindName: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string(let string): "the string “\(string)”"
    case .integer(let number): "the number \(number)"
    case .double(let number): "the number \(number)"
    case .bool(let bool): "\(bool)"
    case .null: "nothing"
    }
  }
}
