import ByteFiles
import SafeText

/// What a GGUF file says about its model and vocabulary: values by key, decoded where they lie when they are asked for.
///
/// The whole section was checked when the file was opened. Every lookup gives nil for a key that the file does not have and
/// throws when its value is of another type than asked for.
///
/// ```swift
/// try metadata.string("tokenizer.ggml.model")              // "gpt2"
/// try metadata.integer("tokenizer.ggml.bos_token_id")      // 1
/// try metadata.strings("tokenizer.ggml.tokens")?.count     // 49152
/// ```
package struct GGUFMetadata: Sendable {
  /// The version of the format: 2 or 3.
  package let version: Int
  /// The keys in the file's order.
  package let keys: [String]

  private let source: any ByteSource
  private let values: [ExactName: Location]

  private struct Location: Sendable {
    var type: GGUFValueType
    var offset: Int
  }

  /// Reads `count` pairs at `cursor`, checking every value.
  init(_ cursor: inout GGUFCursor, count: Int, version: Int, source: any ByteSource) throws {
    var keys: [String] = []
    var values: [ExactName: Location] = [:]
    for _ in 0..<count {
      let key = try cursor.readName("a key of the metadata")
      let type = try cursor.readType(key)
      let location = Location(type: type, offset: cursor.offset)
      guard values.updateValue(location, forKey: ExactName(key)) == nil else {
        throw CheckpointError.duplicateMetadata(file: source.path, key: key)
      }
      try cursor.skipValue(type, key: key)
      keys.append(key)
    }
    self.version = version
    self.keys = keys
    self.values = values
    self.source = source
  }

  /// The type of the value of `key`.
  package func type(of key: String) -> GGUFValueType? { values[ExactName(key)]?.type }

  /// The text under `key`; throws when it is not valid UTF-8.
  package func string(_ key: String) throws -> String? {
    try decode(key, "a string") { cursor, type in type == .string ? try cursor.readName(key) : nil }
  }

  /// The whole number under `key`, of any of the integer types.
  package func integer(_ key: String) throws -> Int? {
    try decode(key, "a whole number of at most 63 bits") { cursor, type in try cursor.readInteger(type) }
  }

  /// The number under `key`, of any type.
  package func double(_ key: String) throws -> Double? {
    try decode(key, "a number") { cursor, type in try cursor.readNumber(type) }
  }

  /// The truth value under `key`.
  package func bool(_ key: String) throws -> Bool? {
    try decode(key, "true or false") { cursor, type in type == .bool ? try cursor.readBool(key) : nil }
  }

  /// The strings under `key`, byte for byte and without copying them: a vocabulary, its merges.
  package func strings(_ key: String) throws -> GGUFStrings? {
    try decode(key, "an array of strings") { cursor, type in
      guard type == .array, case (.string, let count) = try cursor.readArrayHead(key) else { return nil }
      return try GGUFStrings(&cursor, count: count, key: key, source: source)
    }
  }

  /// The whole numbers under `key`.
  package func integers(_ key: String) throws -> [Int]? {
    try elements(key, "an array of whole numbers of at most 63 bits") { cursor, type in try cursor.readInteger(type) }
  }

  /// The numbers under `key`, as 32-bit floats: the scores of a vocabulary.
  package func floats(_ key: String) throws -> [Float]? {
    try elements(key, "an array of numbers") { cursor, type in try cursor.readNumber(type).map { Float($0) } }
  }

  /// The truth values under `key`.
  package func bools(_ key: String) throws -> [Bool]? {
    try elements(key, "an array of truth values") { cursor, type in type == .bool ? try cursor.readBool(key) : nil }
  }

  /// The value under `key` whole, whatever it is: for showing all of the metadata.
  package func value(_ key: String) throws -> GGUFValue? {
    try decode(key, "a value") { cursor, type in try GGUFValue(&cursor, type, key: key) }
  }

  /// What the array under `key` holds, how much of it, and its first `limit` elements; nil where no array is there.
  package func array(
    _ key: String, first limit: Int
  ) throws -> (type: GGUFValueType, count: Int, first: [GGUFValue])? {
    guard type(of: key) == .array else { return nil }
    return try decode(key, "an array") { cursor, _ in
      let (type, count) = try cursor.readArrayHead(key)
      return (type, count, try (0..<min(limit, count)).map { _ in try GGUFValue(&cursor, type, key: key) })
    }
  }

  // MARK: Decoding

  private func elements<Element>(
    _ key: String, _ expected: String, _ body: (inout GGUFCursor, GGUFValueType) throws -> Element?
  ) throws -> [Element]? {
    try decode(key, expected) { cursor, type in
      guard type == .array else { return nil }
      let (type, count) = try cursor.readArrayHead(key)
      var elements: [Element] = []
      elements.reserveCapacity(count)
      for _ in 0..<count {
        guard let element = try body(&cursor, type) else { return nil }
        elements.append(element)
      }
      return elements
    }
  }

  /// The result of `body` at the value of `key`; where it gives nil, the value is not what was `expected`.
  private func decode<Value>(
    _ key: String, _ expected: String, _ body: (inout GGUFCursor, GGUFValueType) throws -> Value?
  ) throws -> Value? {
    guard let location = values[ExactName(key)] else { return nil }
    return try withExtendedLifetime(source) {
      var cursor = GGUFCursor(passed: source, offset: location.offset)
      guard let value = try body(&cursor, location.type) else {
        throw CheckpointError.gguf(file: source.path, .metadataType(key: key, expected: expected, found: location.type))
      }
      return value
    }
  }
}
