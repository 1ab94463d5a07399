import ByteFiles

/// A value of GGUF's metadata held whole.
package enum GGUFValue: Equatable, Sendable {
  case integer(Int)
  /// A 64-bit number that is larger than every `Int`.
  case unsigned(UInt64)
  case float(Float)
  case double(Double)
  case bool(Bool)
  /// A string's bytes, which need not be valid UTF-8.
  case string([UInt8])
  indirect case array([GGUFValue])

  init(_ cursor: inout GGUFCursor, _ type: GGUFValueType, key: String) throws {
    switch type {
    case .float32: self = .float(try cursor.readFloat())
    case .float64: self = .double(try cursor.readDouble())
    case .bool: self = .bool(try cursor.readBool(key))
    case .string: self = .string(Array(try cursor.readBytes(key)))
    case .uint64:
      let number: UInt64 = try cursor.read()
      self = Int(exactly: number).map { .integer($0) } ?? .unsigned(number)
    case .array:
      // The depth was checked when the file was opened.
      let (type, count) = try cursor.readArrayHead(key)
      self = .array(try (0..<count).map { _ in try GGUFValue(&cursor, type, key: key) })
    case .uint8, .int8, .uint16, .int16, .uint32, .int32, .int64:
      self = .integer(try cursor.readInteger(type) ?? 0)
    }
  }
}
