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
  // Floats of 8 bits: 4 exponent bits and 3 of fraction, or 5 and 2; FNUZ ones have neither infinities nor a negative zero.
  case float8E4M3 = "F8_E4M3"
  case float8E5M2 = "F8_E5M2"
  case float8E4M3FNUZ = "F8_E4M3FNUZ"
  case float8E5M2FNUZ = "F8_E5M2FNUZ"
  /// Powers of two, from 2⁻¹²⁷.
  case float8E8M0 = "F8_E8M0"

  // GGUF: whole numbers of so many bits with a scale per block, and in the types _1 a minimum.
  case q4_0 = "Q4_0"
  case q4_1 = "Q4_1"
  case q5_0 = "Q5_0"
  case q5_1 = "Q5_1"
  case q8_0 = "Q8_0"
  // GGUF: parts of a block have scales of their own, of a few bits.
  case q2_K = "Q2_K"
  case q3_K = "Q3_K"
  case q4_K = "Q4_K"
  case q5_K = "Q5_K"
  case q6_K = "Q6_K"
  // GGUF: -1, 0 and 1 with a scale.
  case tq1_0 = "TQ1_0"
  case tq2_0 = "TQ2_0"
  // GGUF: points chosen from a list, or values of an uneven scale.
  case iq1_S = "IQ1_S"
  case iq1_M = "IQ1_M"
  case iq2_XXS = "IQ2_XXS"
  case iq2_XS = "IQ2_XS"
  case iq2_S = "IQ2_S"
  case iq3_XXS = "IQ3_XXS"
  case iq3_S = "IQ3_S"
  case iq4_NL = "IQ4_NL"
  case iq4_XS = "IQ4_XS"
  // GGUF: floats of 4 bits with a power of two, or a float of 8 bits, as scale.
  case mxfp4 = "MXFP4"
  case nvfp4 = "NVFP4"

  /// How many elements one block holds (1 for plain types), and how many bytes it takes.
  private var block: (elements: Int, bytes: Int) {
    switch self {
    case .float64, .int64, .uint64: (1, 8)
    case .float32, .int32, .uint32: (1, 4)
    case .float16, .bfloat16, .int16, .uint16: (1, 2)
    case .int8, .uint8, .bool: (1, 1)
    case .float8E4M3, .float8E5M2, .float8E4M3FNUZ, .float8E5M2FNUZ, .float8E8M0: (1, 1)
    case .q4_0, .iq4_NL: (32, 18)
    case .q4_1: (32, 20)
    case .q5_0: (32, 22)
    case .q5_1: (32, 24)
    case .q8_0: (32, 34)
    case .q2_K: (256, 84)
    case .q3_K, .iq3_S: (256, 110)
    case .q4_K: (256, 144)
    case .q5_K: (256, 176)
    case .q6_K: (256, 210)
    case .tq1_0: (256, 54)
    case .tq2_0, .iq2_XXS: (256, 66)
    case .iq1_S: (256, 50)
    case .iq1_M: (256, 56)
    case .iq2_XS: (256, 74)
    case .iq2_S: (256, 82)
    case .iq3_XXS: (256, 98)
    case .iq4_XS: (256, 136)
    case .mxfp4: (32, 17)
    case .nvfp4: (64, 36)
    }
  }

  /// How many elements one block holds: 1 for plain types.
  public var elementsPerBlock: Int { block.elements }

  /// How many bytes one block takes.
  public var bytesPerBlock: Int { block.bytes }

  /// Whether the elements are real numbers, as weights are: floats, or numbers that a scale makes such.
  public var isReal: Bool {
    switch self {
    case .int64, .int32, .int16, .int8, .uint64, .uint32, .uint16, .uint8, .bool: false
    default: true
    }
  }

  /// The names of the real types, for messages: `F64, F32, F16, …`.
  package static var realNames: String { allCases.filter(\.isReal).map(\.rawValue).joined(separator: ", ") }

  /// The bytes that `count` elements take; nil when `count` does not fill whole blocks or the product overflows.
  public func byteCount(elements count: Int) -> Int? {
    guard count >= 0, count % elementsPerBlock == 0 else { return nil }
    let (bytes, overflow) = (count / elementsPerBlock).multipliedReportingOverflow(by: bytesPerBlock)
    return overflow ? nil : bytes
  }
}
