import ByteFiles

/// Reads MessagePack value by value: the heads of maps and arrays, and all other values whole.
struct MessagePackReader {
  private var reader: ByteReader
  private let bytes: UnsafeRawBufferPointer
  private let file: String

  /// A value, or the head of one.
  enum Value {
    case map(Int)
    case array(Int)
    case integer(Int)
    case text(String)
    /// Where the bytes are.
    case bytes(Range<Int>)
    case ext(type: UInt8, Range<Int>)
    /// Nothing, a truth value, a float, a number of more than 63 bits.
    case other
  }

  /// A reader at the start of `bytes`, which must outlive it.
  init(_ bytes: UnsafeRawBufferPointer, file: String) {
    self.bytes = bytes
    self.file = file
    reader = ByteReader(bytes, file: file)
  }

  /// The number of bytes that are left.
  var remaining: Int { reader.remaining }

  /// A reader of what `range` of the file holds.
  func within(_ range: Range<Int>) -> MessagePackReader {
    var inner = MessagePackReader(UnsafeRawBufferPointer(rebasing: bytes[..<range.upperBound]), file: file)
    inner.reader = ByteReader(inner.bytes, file: file, offset: range.lowerBound)
    return inner
  }

  /// The next value or head.
  mutating func next() throws -> Value {
    let code: UInt8 = try reader.read()
    switch code {
    case 0x00...0x7F: return .integer(Int(code))
    case 0x80...0x8F: return .map(Int(code & 0x0F))
    case 0x90...0x9F: return .array(Int(code & 0x0F))
    case 0xA0...0xBF: return try text(Int(code & 0x1F))
    case 0xC4, 0xC5, 0xC6: return .bytes(try range(try length(code - 0xC4)))
    case 0xC7, 0xC8, 0xC9: return try ext(try length(code - 0xC7))
    case 0xCA, 0xCB: return try other(4 << Int(code - 0xCA))
    case 0xCC, 0xCD, 0xCE, 0xCF: return try unsigned(code - 0xCC)
    case 0xD0, 0xD1, 0xD2, 0xD3: return try other(1 << Int(code - 0xD0))
    case 0xD4...0xD8: return try ext(1 << Int(code - 0xD4))
    case 0xD9, 0xDA, 0xDB: return try text(try length(code - 0xD9))
    case 0xDC, 0xDD: return .array(try count(try length(code - 0xDC + 1), size: 1))
    case 0xDE, 0xDF: return .map(try count(try length(code - 0xDE + 1), size: 2))
    case 0xC1: throw FlaxProblem.code(offset: reader.offset - 1)
    default: return .other
    }
  }

  /// A length of 1, 2 or 4 bytes, the highest first.
  private mutating func length(_ power: UInt8) throws -> Int {
    switch power {
    case 0: Int(try reader.read(UInt8.self))
    case 1: Int(try reader.read(UInt16.self).byteSwapped)
    default: Int(try reader.read(UInt32.self).byteSwapped)
    }
  }

  private mutating func unsigned(_ power: UInt8) throws -> Value {
    guard power == 3 else { return .integer(try length(power)) }
    return Int(exactly: try reader.read(UInt64.self).byteSwapped).map { .integer($0) } ?? .other
  }

  /// A count of things that take at least `size` bytes each, all of which must still come.
  private func count(_ count: Int, size: Int) throws -> Int {
    guard count <= remaining / size else { throw FlaxProblem.count(found: count, left: remaining) }
    return count
  }

  private mutating func range(_ count: Int) throws -> Range<Int> {
    let start = reader.offset
    _ = try reader.take(count)
    return start..<(start + count)
  }

  private mutating func other(_ size: Int) throws -> Value {
    _ = try reader.take(size)
    return .other
  }

  private mutating func ext(_ length: Int) throws -> Value {
    let type: UInt8 = try reader.read()
    return .ext(type: type, try range(length))
  }

  private mutating func text(_ length: Int) throws -> Value {
    let offset = reader.offset
    let bytes = try reader.take(length)
    if let invalid = UTF8Validation.firstInvalidOffset(bytes) {
      throw ByteFilesError.invalidUTF8(file: file, offset: offset + invalid)
    }
    return .text(String(decoding: bytes, as: UTF8.self))
  }
}
