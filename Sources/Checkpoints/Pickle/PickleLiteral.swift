import ByteFiles

/// The instructions that stand for a value of their own.
enum PickleLiteral {
  /// The value of `instruction`, whose operand is at `cursor`.
  static func read(_ instruction: PickleInstruction, _ cursor: inout PickleCursor) throws -> PickleValue {
    switch instruction {
    case .newTrue: .bool(true)
    case .newFalse: .bool(false)
    case .integer: .integer(Int(try cursor.read(Int32.self)))
    case .integer1: .integer(Int(try cursor.read(UInt8.self)))
    case .integer2: .integer(Int(try cursor.read(UInt16.self)))
    case .float: .real(Double(bitPattern: try cursor.read(UInt64.self).byteSwapped))
    case .long1: integer(try cursor.readBytes(UInt8.self))
    case .long4: integer(try cursor.readBytes(UInt32.self))
    case .unicode, .string: text(try cursor.readBytes(UInt32.self))
    case .shortUnicode, .shortString: text(try cursor.readBytes(UInt8.self))
    case .unicode8: text(try cursor.readBytes(UInt64.self))
    case .bytes: .bytes(try cursor.readBytes(UInt32.self).range)
    case .shortBytes: .bytes(try cursor.readBytes(UInt8.self).range)
    case .bytes8, .byteArray8: .bytes(try cursor.readBytes(UInt64.self).range)
    default: .none
    }
  }

  /// A number in two's complement, the lowest byte first.
  private static func integer(_ found: (range: Range<Int>, bytes: UnsafeRawBufferPointer)) -> PickleValue {
    guard found.bytes.count <= 8 else { return .bytes(found.range) }
    guard let last = found.bytes.last else { return .integer(0) }
    let start = last & 0x80 == 0 ? 0 : -1
    return .integer(found.bytes.reversed().reduce(start) { $0 << 8 | Int($1) })
  }

  private static func text(_ found: (range: Range<Int>, bytes: UnsafeRawBufferPointer)) -> PickleValue {
    guard found.bytes.count <= PickleCursor.longestText, UTF8Validation.firstInvalidOffset(found.bytes) == nil else {
      return .bytes(found.range)
    }
    return .text(String(decoding: found.bytes, as: UTF8.self))
  }
}
