import ByteFiles

/// A cursor over a GGUF file that believes no length and no count before it was compared with what is left of the file.
struct GGUFCursor {
  private(set) var reader: ByteReader
  /// Arrays within arrays, deeper than any real file goes.
  static let maximumDepth = 8

  init(_ bytes: UnsafeRawBufferPointer, file: String, offset: Int = 0) {
    reader = ByteReader(bytes, file: file, offset: offset)
  }

  var file: String { reader.file }
  var offset: Int { reader.offset }

  mutating func read<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type = Value.self) throws -> Value {
    try reader.read(type)
  }

  mutating func readFloat() throws -> Float { try reader.readFloat() }

  mutating func readDouble() throws -> Double { try reader.readDouble() }

  /// Reads a count of things that take at least `size` bytes each, all of which must still come.
  mutating func readCount(of field: String, size: Int) throws -> Int {
    let count: UInt64 = try read()
    let most = reader.remaining / size
    guard count <= UInt64(most) else {
      throw CheckpointError.absurdCount(file: file, field: field, count: count, most: most)
    }
    return Int(count)
  }

  /// Reads a string's bytes: a 64-bit length, then so many bytes.
  mutating func readBytes(_ field: String) throws -> UnsafeRawBufferPointer {
    try reader.take(try readCount(of: "bytes in \(field)", size: 1))
  }

  /// Reads a name, which must be valid UTF-8.
  mutating func readName(_ field: String) throws -> String {
    let start = offset
    let bytes = try readBytes(field)
    if let invalid = UTF8Validation.firstInvalidOffset(bytes) {
      throw CheckpointError.invalidUTF8(file: file, field: field, offset: start + 8 + invalid)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads the type of the value of `key`.
  mutating func readType(_ key: String) throws -> GGUFValueType {
    let number: UInt32 = try read()
    guard let type = GGUFValueType(rawValue: number) else {
      throw CheckpointError.unknownValueType(file: file, key: key, found: number)
    }
    return type
  }

  /// Reads a truth value, whose one byte must be 0 or 1.
  mutating func readBool(_ key: String) throws -> Bool {
    let byte: UInt8 = try read()
    guard byte <= 1 else { throw CheckpointError.invalidBool(file: file, key: key, found: byte) }
    return byte == 1
  }

  /// Reads the head of an array: its element type, and its count, for which enough bytes are left.
  mutating func readArrayHead(_ key: String) throws -> (type: GGUFValueType, count: Int) {
    let type = try readType(key)
    return (type, try readCount(of: "elements of \(key)", size: type.minimumSize))
  }

  /// Passes over a value, checking it on the way.
  mutating func skipValue(_ type: GGUFValueType, key: String, depth: Int = 0) throws {
    switch type {
    case .bool: _ = try readBool(key)
    case .string: _ = try readBytes(key)
    case .array: try skipArray(key, depth: depth)
    default: _ = try reader.take(type.minimumSize)
    }
  }

  private mutating func skipArray(_ key: String, depth: Int) throws {
    guard depth < Self.maximumDepth else {
      throw CheckpointError.nestedTooDeep(file: file, key: key, limit: Self.maximumDepth)
    }
    let (type, count) = try readArrayHead(key)
    if type != .bool, let size = type.fixedSize {
      _ = try reader.take(count * size)
      return
    }
    for _ in 0..<count { try skipValue(type, key: key, depth: depth + 1) }
  }
}
