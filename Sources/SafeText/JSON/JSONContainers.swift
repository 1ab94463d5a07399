// What Swift's encoding protocols ask for, on top of a JSONSink: a value's encoder and the three kinds of containers.

/// The encoder that a value's `encode(to:)` gets: a place in the text, with `level` brackets around it.
struct JSONValueEncoder: Encoder {
  let sink: JSONSink
  let level: Int
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(JSONKeyedContainer<Key>(sink, level: level))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { JSONUnkeyedContainer(sink, level: level) }

  func singleValueContainer() -> any SingleValueEncodingContainer { JSONSingleValueContainer(encoder: self) }
}

/// The members of an object.
struct JSONKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: JSONSink
  let level: Int
  var codingPath: [any CodingKey] { [] }

  init(_ sink: JSONSink, level: Int) {
    self.sink = sink
    self.level = level
    sink.begin(isObject: true, level: level)
  }

  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    sink.beginMember(key.stringValue, level: level)
    try sink.write(value, level: level + 1)
  }

  // The same for what almost every member is, without a detour through the generic case.
  mutating func encode(_ value: Bool, forKey key: Key) { member(key) { $0.write(value) } }
  mutating func encode(_ value: String, forKey key: Key) { member(key) { $0.write(value) } }
  mutating func encode(_ value: Double, forKey key: Key) { member(key) { $0.write(value) } }
  mutating func encode(_ value: Int, forKey key: Key) { member(key) { $0.write(value) } }

  private func member(_ key: Key, _ write: (JSONSink) -> Void) {
    sink.beginMember(key.stringValue, level: level)
    write(sink)
  }

  mutating func encodeNil(forKey key: Key) {
    sink.beginMember(key.stringValue, level: level)
    sink.writeNull()
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    sink.beginMember(key.stringValue, level: level)
    return KeyedEncodingContainer(JSONKeyedContainer<Nested>(sink, level: level + 1))
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    sink.beginMember(key.stringValue, level: level)
    return JSONUnkeyedContainer(sink, level: level + 1)
  }

  mutating func superEncoder() -> any Encoder { superEncoder(named: "super") }

  mutating func superEncoder(forKey key: Key) -> any Encoder { superEncoder(named: key.stringValue) }

  private func superEncoder(named name: String) -> any Encoder {
    sink.beginMember(name, level: level)
    return JSONValueEncoder(sink: sink, level: level + 1)
  }
}

// The protocol's own encodeIfPresent leaves nil out; here every key is always there.
extension JSONKeyedContainer {
  private mutating func encodeOptional<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
  }

  mutating func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
    try encodeOptional(value, forKey: key)
  }
  mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) {
    if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
  }
  mutating func encodeIfPresent(_ value: String?, forKey key: Key) {
    if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
  }
  mutating func encodeIfPresent(_ value: Double?, forKey key: Key) {
    if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
  }
  mutating func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try encodeOptional(value, forKey: key) }
  mutating func encodeIfPresent(_ value: Int?, forKey key: Key) {
    if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
  }
  mutating func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try encodeOptional(value, forKey: key) }
  mutating func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try encodeOptional(value, forKey: key) }
  mutating func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try encodeOptional(value, forKey: key) }
  mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encodeOptional(value, forKey: key) }
  mutating func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try encodeOptional(value, forKey: key) }
  mutating func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try encodeOptional(value, forKey: key) }
  mutating func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try encodeOptional(value, forKey: key) }
  mutating func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try encodeOptional(value, forKey: key) }
  mutating func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try encodeOptional(value, forKey: key) }
}

/// The elements of an array.
struct JSONUnkeyedContainer: UnkeyedEncodingContainer {
  let sink: JSONSink
  let level: Int
  var codingPath: [any CodingKey] { [] }
  var count: Int { sink.count(level: level) }

  init(_ sink: JSONSink, level: Int) {
    self.sink = sink
    self.level = level
    sink.begin(isObject: false, level: level)
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    sink.beginElement(level: level)
    try sink.write(value, level: level + 1)
  }

  mutating func encodeNil() {
    sink.beginElement(level: level)
    sink.writeNull()
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    sink.beginElement(level: level)
    return KeyedEncodingContainer(JSONKeyedContainer<Nested>(sink, level: level + 1))
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    sink.beginElement(level: level)
    return JSONUnkeyedContainer(sink, level: level + 1)
  }

  mutating func superEncoder() -> any Encoder {
    sink.beginElement(level: level)
    return JSONValueEncoder(sink: sink, level: level + 1)
  }
}

/// One value: what the standard library's numbers, strings, optionals and enums write themselves to.
struct JSONSingleValueContainer: SingleValueEncodingContainer {
  let encoder: JSONValueEncoder
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() { encoder.sink.writeNull() }
  mutating func encode(_ value: Bool) { encoder.sink.write(value) }
  mutating func encode(_ value: String) { encoder.sink.write(value) }
  mutating func encode(_ value: Double) { encoder.sink.write(value) }
  mutating func encode(_ value: Float) { encoder.sink.write(value) }
  mutating func encode(_ value: Int) { encoder.sink.write(value) }
  mutating func encode(_ value: Int8) { encoder.sink.write(value) }
  mutating func encode(_ value: Int16) { encoder.sink.write(value) }
  mutating func encode(_ value: Int32) { encoder.sink.write(value) }
  mutating func encode(_ value: Int64) { encoder.sink.write(value) }
  mutating func encode(_ value: UInt) { encoder.sink.write(value) }
  mutating func encode(_ value: UInt8) { encoder.sink.write(value) }
  mutating func encode(_ value: UInt16) { encoder.sink.write(value) }
  mutating func encode(_ value: UInt32) { encoder.sink.write(value) }
  mutating func encode(_ value: UInt64) { encoder.sink.write(value) }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    try encoder.sink.write(value, level: encoder.level)
  }
}

/// A key that is any text.
struct AnyCodingKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
