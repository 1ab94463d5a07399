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
