/// The type of a tensor's elements, as they are stored.
///
/// Quantised types come in blocks: ``elementsPerBlock`` elements share ``bytesPerBlock`` bytes.
public enum DType: String, Sendable, Codable, CaseIterable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int64 = "I64"
  case int32 = "I32"
  case int16 = "I16"
  case int8 = "I8"
  case uint64 = "U64"
  case uint32 = "U32"
  case uint16 = "U16"
  case uint8 = "U8"
  case bool = "BOOL"
  /// GGUF: 32 signed bytes and one half-precision scale.
  case q8_0 = "Q8_0"
  /// GGUF: 32 four-bit numbers (offset 8) and one half-precision scale.
  case q4_0 = "Q4_0"
  /// GGUF: 32 four-bit numbers, a half-precision scale and a half-precision minimum.
  case q4_1 = "Q4_1"

  /// How many elements one block holds: 1 for plain types.
  public var elementsPerBlock: Int {
    switch self {
    case .q8_0, .q4_0, .q4_1: 32
    default: 1
    }
  }

  /// How many bytes one block takes.
  public var bytesPerBlock: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .float16, .bfloat16, .int16, .uint16: 2
    case .int8, .uint8, .bool: 1
    case .q8_0: 34
    case .q4_0: 18
    case .q4_1: 20
    }
  }

  /// The bytes that `count` elements take; nil when `count` does not fill whole blocks or the product overflows.
  public func byteCount(elements count: Int) -> Int? {
    guard count >= 0, count % elementsPerBlock == 0 else { return nil }
    let (bytes, overflow) = (count / elementsPerBlock).multipliedReportingOverflow(by: bytesPerBlock)
    return overflow ? nil : bytes
  }
}
