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

/// The types that a value in GGUF's metadata can have, by the numbers the format gives them.
public enum GGUFValueType: UInt32, Sendable, CaseIterable {
  case uint8 = 0
  case int8 = 1
  case uint16 = 2
  case int16 = 3
  case uint32 = 4
  case int32 = 5
  case float32 = 6
  case bool = 7
  case string = 8
  case array = 9
  case uint64 = 10
  case int64 = 11
  case float64 = 12

  /// The size of a value in bytes; nil for strings and arrays, whose size is in the file.
  var fixedSize: Int? {
    switch self {
    case .uint8, .int8, .bool: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    case .string, .array: nil
    }
  }

  /// The fewest bytes a value takes: a string's length; an array's element type and count.
  var minimumSize: Int {
    fixedSize ?? (self == .string ? 8 : 12)
  }
}
