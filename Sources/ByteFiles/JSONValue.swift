/// A JSON value held whole: for configurations and other small files.
///
/// Members keep the file's order, and keys are compared byte for byte.
package indirect enum JSONValue: Equatable, Sendable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  case integer(Int)
  case double(Double)
  case bool(Bool)
  case null

  /// One key of an object with its value.
  package struct Member: Equatable, Sendable {
    package var key: String
    package var value: JSONValue

    /// A member made by hand.
    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Reads the one value that `bytes` hold.
  package init(_ bytes: UnsafeRawBufferPointer, file: String, dialect: JSONReader.Dialect = .strict) throws {
    var reader = try JSONReader(bytes, file: file, dialect: dialect)
    self = try reader.readValue()
    try reader.end()
  }

  /// Reads the one value in the file at `path`, which may hold at most `limit` bytes.
  package init(path: String, dialect: JSONReader.Dialect = .strict, limit: Int = 64 << 20) throws {
    let file = try MappedFile(path: path)
    guard file.count <= limit else { throw ByteFilesError.tooLarge(file: path, bytes: file.count, limit: limit) }
    self = try file.withUnsafeBytes { try JSONValue($0, file: path, dialect: dialect) }
  }

  /// The value of `key` in an object; nil where it is missing or this is no object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// The string, where this is one.
  package var string: String? { if case .string(let value) = self { value } else { nil } }
  /// The whole number, where this is one.
  package var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  /// The number, whole or not, where this is one.
  package var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }
  /// The truth value, where this is one.
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The elements, where this is an array.
  package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  /// The members, where this is an object.
  package var members: [Member]? { if case .object(let value) = self { value } else { nil } }
}

extension JSONReader {
  /// Reads the next value whole.
  package mutating func readValue() throws -> JSONValue {
    switch try nextKind() {
    case .object: return .object(try readMembers())
    case .array:
      var elements: [JSONValue] = []
      try beginArray()
      while try nextElement() { elements.append(try readValue()) }
      return .array(elements)
    case .string: return .string(try readString())
    case .bool: return .bool(try readBool())
    case .null:
      guard readNull() else { throw unexpected("null") }
      return .null
    case .number:
      switch try readNumber() {
      case .integer(let value): return .integer(value)
      case .double(let value): return .double(value)
      }
    }
  }

  private mutating func readMembers() throws -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    var places: [[UInt8]: Int] = [:]
    var key: [UInt8] = []
    try beginObject()
    while try nextKey(into: &key) {
      let name = String(decoding: key, as: UTF8.self)
      if let place = places[key] {
        guard dialect == .python else { throw ByteFilesError.duplicateKey(file: file, offset: offset, key: name) }
        members[place].value = try readValue()
      } else {
        places[key] = members.count
        members.append(.init(key: name, value: try readValue()))
      }
    }
    return members
  }
}
