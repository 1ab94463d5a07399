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
