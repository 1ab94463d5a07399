import ByteFiles

/// A cursor over a GGUF file that believes no length and no count before it was compared with what is left of the file.
struct GGUFCursor {
  private var reader: ByteReader
  private let bytes: UnsafeRawBufferPointer
  private var required: RequiredStart
  /// Arrays within arrays, deeper than any real file goes.
  static let maximumDepth = 8

  /// A cursor at the start of `source`, which must outlive it; bytes are required as it comes to them.
  init(_ source: any ByteSource) { self.init(source, offset: 0, end: 0) }

  /// A cursor at `offset` over what another one passed before.
  init(passed source: any ByteSource, offset: Int) { self.init(source, offset: offset, end: source.count) }

  private init(_ source: any ByteSource, offset: Int, end: Int) {
    reader = ByteReader(source.bytes, file: source.path, offset: offset)
    bytes = source.bytes
    required = RequiredStart(source, end: end)
  }

  var file: String { reader.file }
  var offset: Int { reader.offset }

  mutating func read<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type = Value.self) throws -> Value {
    try need(MemoryLayout<Value>.size)
    return try reader.read(type)
  }

  mutating func readFloat() throws -> Float { Float(bitPattern: try read()) }

  mutating func readDouble() throws -> Double { Double(bitPattern: try read()) }

  private mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
    try need(count)
    return try reader.take(count)
  }

  /// Requires the next `count` bytes, as far as the file has them.
  @inline(__always)
  private mutating func need(_ count: Int) throws {
    if count > required.end - offset { try required.grow(to: offset.addingReportingOverflow(count)) }
  }

  /// Reads a count of things that take at least `size` bytes each, all of which must still come.
  mutating func readCount(of field: @autoclosure () -> String, size: Int) throws -> Int {
    let count: UInt64 = try read()
    let most = reader.remaining / size
    guard count <= UInt64(most) else {
      throw CheckpointError.gguf(file: file, .absurdCount(field: field(), count: count, most: most))
    }
    return Int(count)
  }

  /// Reads a string's bytes: a 64-bit length, then so many bytes.
  mutating func readBytes(_ field: String) throws -> UnsafeRawBufferPointer {
    try take(try readCount(of: "bytes in \(field)", size: 1))
  }

  /// Passes over `count` strings and tells `visit` where the bytes of each one are.
  ///
  /// The same as so many calls of `readBytes`, in a loop that has nothing else in it: vocabulary and merges are a hundred
  /// thousand strings, and all of them come before the tensors.
  @inline(__always)
  mutating func skipStrings(_ count: Int, key: String, _ visit: (Range<Int>) -> Void) throws {
    var position = offset
    var left = count
    while left > 0 {
      if position > required.end &- 8 { try required.grow(to: position.addingReportingOverflow(8)) }
      guard let range = stringRange(at: position) else { break }
      visit(range)
      position = range.upperBound
      left -= 1
    }
    _ = try take(position - offset)
    // What stopped the loop early stops a checked read as well, and gives it its error.
    if left > 0 { _ = try readBytes(key) }
  }

  /// Where the bytes of the string at `position` are; nil when the file ends before their end.
  @inline(__always)
  private func stringRange(at position: Int) -> Range<Int>? {
    // SAFETY: both guards keep to the bytes; the unchecked sums stay below the file's size.
    let left = bytes.count &- position
    guard left >= 8 else { return nil }
    let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    guard length <= UInt64(left &- 8) else { return nil }
    return (position &+ 8)..<(position &+ 8 &+ Int(length))
  }

  /// Reads a name, which must be valid UTF-8.
  mutating func readName(_ field: String) throws -> String {
    let start = offset
    let bytes = try readBytes(field)
    if let invalid = UTF8Validation.firstInvalidOffset(bytes) {
      throw CheckpointError.gguf(file: file, .invalidUTF8(field: field, offset: start + 8 + invalid))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads the type of the value of `key`.
  mutating func readType(_ key: String) throws -> GGUFValueType {
    let number: UInt32 = try read()
    guard let type = GGUFValueType(rawValue: number) else {
      throw CheckpointError.gguf(file: file, .unknownValueType(key: key, found: number))
    }
    return type
  }

  /// Reads a truth value, whose one byte must be 0 or 1.
  mutating func readBool(_ key: String) throws -> Bool {
    let byte: UInt8 = try read()
    guard byte <= 1 else { throw CheckpointError.gguf(file: file, .invalidBool(key: key, found: byte)) }
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
    default: _ = try take(type.minimumSize)
    }
  }

  private mutating func skipArray(_ key: String, depth: Int) throws {
    guard depth < Self.maximumDepth else {
      throw CheckpointError.gguf(file: file, .nestedTooDeep(key: key, limit: Self.maximumDepth))
    }
    let (type, count) = try readArrayHead(key)
    if type != .bool, let size = type.fixedSize {
      _ = try take(count * size)
      return
    }
    if type == .string { return try skipStrings(count, key: key) { _ in } }
    for _ in 0..<count { try skipValue(type, key: key, depth: depth + 1) }
  }
}

extension GGUFCursor {
  /// Reads a number of an integer type; nil for other types, and where the value takes all 64 bits.
  mutating func readInteger(_ type: GGUFValueType) throws -> Int? {
    switch type {
    case .uint8: Int(try read(UInt8.self))
    case .int8: Int(try read(Int8.self))
    case .uint16: Int(try read(UInt16.self))
    case .int16: Int(try read(Int16.self))
    case .uint32: Int(try read(UInt32.self))
    case .int32: Int(try read(Int32.self))
    case .uint64: Int(exactly: try read(UInt64.self))
    case .int64: Int(try read(Int64.self))
    case .float32, .float64, .bool, .string, .array: nil
    }
  }

  /// Reads a number of any type; nil for what is no number.
  mutating func readNumber(_ type: GGUFValueType) throws -> Double? {
    switch type {
    case .float32: Double(try readFloat())
    case .float64: try readDouble()
    case .uint64: Double(try read(UInt64.self))
    default: try readInteger(type).map { Double($0) }
    }
  }
}
