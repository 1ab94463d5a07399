/// Reads Protocol Buffers' wire format field by field, with every length checked against the message that holds it.
///
/// Source: the encoding page of Protocol Buffers' documentation. Fields that nobody asks for are passed over, as the format
/// wants it; groups, which it gave up long ago, are an error.
package struct ProtobufReader {
  /// The file's name, for messages.
  package let file: String
  /// Which message this is, for messages: `pieces[3]`.
  package let path: String
  private let bytes: UnsafeRawBufferPointer
  /// Where this message begins in the file.
  private let start: Int
  private var index = 0

  /// A reader of the message that `bytes` are, which begins at byte `start` of the file.
  package init(_ bytes: UnsafeRawBufferPointer, file: String, path: String = "the file", start: Int = 0) {
    self.bytes = bytes
    self.file = file
    self.path = path
    self.start = start
  }

  /// One field as the wire has it.
  package struct Field {
    /// The number that the message's definition gives it.
    package let number: Int
    /// The value, not yet known to be of the kind that the definition asks for.
    package let value: Value
    /// Where its value begins in the file.
    package let offset: Int
  }

  /// The four kinds of values that are in use.
  package enum Value {
    case varint(UInt64)
    case fixed32(UInt32)
    case fixed64(UInt64)
    case bytes(UnsafeRawBufferPointer)
  }

  /// The next field; nil at the end of the message.
  package mutating func next() throws -> Field? {
    guard index < bytes.count else { return nil }
    let keyOffset = start + index
    let key = try varint()
    let number = Int(truncatingIfNeeded: key >> 3)
    guard key >> 3 > 0, key >> 3 < 1 << 29 else {
      throw unexpected(at: keyOffset, "a field number below 2^29", "\(key >> 3)")
    }
    let offset = start + index
    switch key & 7 {
    case 0: return Field(number: number, value: .varint(try varint()), offset: offset)
    case 1: return Field(number: number, value: .fixed64(try fixed(UInt64.self)), offset: offset)
    case 5: return Field(number: number, value: .fixed32(try fixed(UInt32.self)), offset: offset)
    case 2:
      let count = try varint()
      let offset = start + index
      guard count <= UInt64(bytes.count - index) else {
        throw unexpected(at: offset, "at most \(bytes.count - index) bytes in field \(number)", "\(count)")
      }
      return Field(number: number, value: .bytes(try take(Int(count))), offset: offset)
    case let type: throw unexpected(at: keyOffset, "a wire type of 0, 1, 2 or 5 in field \(number)", "\(type)")
    }
  }

  /// The next number of a packed field, which the reader was made for; nil at its end.
  package mutating func nextNumber() throws -> UInt64? { index < bytes.count ? try varint() : nil }

  private mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
    guard count <= bytes.count - index else {
      throw unexpected(at: start + index, "\(count) more bytes", "the end of the message")
    }
    defer { index += count }
    return UnsafeRawBufferPointer(rebasing: bytes[index..<index + count])
  }

  private mutating func fixed<Integer: FixedWidthInteger & BitwiseCopyable>(_ type: Integer.Type) throws -> Integer {
    Integer(littleEndian: try take(MemoryLayout<Integer>.size).loadUnaligned(as: type))
  }

  private mutating func varint() throws -> UInt64 {
    let offset = start + index
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      let byte = UInt64(try take(1)[0])
      guard shift < 63 || byte <= 1 else { break }
      value |= (byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw unexpected(at: offset, "a number of at most 64 bits", "a longer one")
  }

  private func unexpected(at offset: Int, _ expected: String, _ found: String) -> ByteFilesError {
    .unexpected(file: file, field: "\(path), byte \(offset)", expected: expected, found: found)
  }
}

extension ProtobufReader {
  /// The error for a field of another kind than its message defines.
  package func wrongKind(_ name: String, _ field: Field, _ expected: String) -> ByteFilesError {
    let found =
      switch field.value {
      case .varint(let value): "the number \(value)"
      case .fixed32, .fixed64: "a number of fixed size"
      case .bytes(let bytes): "\(bytes.count) bytes"
      }
    return .unexpected(file: file, field: "\(path).\(name), byte \(field.offset)", expected: expected, found: found)
  }

  /// The message in `field`, whose path is `name`.
  package func message(_ field: Field, _ name: String) throws -> ProtobufReader {
    ProtobufReader(try data(field, name), file: file, path: name, start: field.offset)
  }

  /// The bytes in `field`.
  package func data(_ field: Field, _ name: String) throws -> UnsafeRawBufferPointer {
    guard case .bytes(let bytes) = field.value else { throw wrongKind(name, field, "bytes") }
    return bytes
  }

  /// The truth value in `field`.
  package func bool(_ field: Field, _ name: String) throws -> Bool {
    guard case .varint(let value) = field.value else { throw wrongKind(name, field, "true or false") }
    return value != 0
  }

  /// The number in `field`, if it is below `limit`.
  package func integer(_ field: Field, _ name: String, below limit: Int) throws -> Int {
    guard case .varint(let value) = field.value, value < UInt64(limit) else {
      throw wrongKind(name, field, "a number below \(limit)")
    }
    return Int(value)
  }

  /// The float in `field`.
  package func float(_ field: Field, _ name: String) throws -> Float {
    guard case .fixed32(let bits) = field.value else { throw wrongKind(name, field, "a float") }
    return Float(bitPattern: bits)
  }

  /// The number in `field`, which has 32 bits with a sign.
  package func signed(_ field: Field, _ name: String) throws -> Int {
    guard case .varint(let value) = field.value, let number = Int32(exactly: Int64(bitPattern: value)) else {
      throw wrongKind(name, field, "a number of 32 bits")
    }
    return Int(number)
  }

  /// The text in `field`.
  package func text(_ field: Field, _ name: String) throws -> String {
    guard let text = String(validating: try data(field, name), as: UTF8.self) else {
      throw wrongKind(name, field, "UTF-8")
    }
    return text
  }
}
