import Tensors

/// An element type of ONNX: its number, its name, its size, and ours where we can read it.
///
/// From `TensorProto.DataType` of onnx 1.23. The types that safetensors has too are spelled as there. A class, so that a tensor's
/// description holds a reference to its row of the table.
final class ONNXType: Sendable {
  let id: Int
  let name: String
  let bits: Int
  /// nil for a type that we know of but cannot read.
  let dtype: DType?
  /// The field of a tensor's message that holds its elements one by one.
  let field: Field

  /// Where elements are that are not given as bytes.
  enum Field {
    /// Numbers of variable size, of which the lowest bits count.
    case int32Data, int64Data, uint64Data
    /// The elements themselves, one after the other.
    case floatData, doubleData
  }

  /// The type of this number; nil for text and for numbers that are not known.
  static func withID(_ id: Int) -> ONNXType? { all.first { $0.id == id } }

  private static let all: [ONNXType] = [
    .init(1, "F32", .floatData), .init(2, "U8", .int32Data), .init(3, "I8", .int32Data), .init(4, "U16", .int32Data),
    .init(5, "I16", .int32Data), .init(6, "I32", .int32Data), .init(7, "I64", .int64Data), .init(9, "BOOL", .int32Data),
    .init(10, "F16", .int32Data), .init(11, "F64", .doubleData), .init(12, "U32", .uint64Data),
    .init(13, "U64", .uint64Data), .init(14, "C64", .floatData), .init(15, "C128", bits: 128, .doubleData),
    .init(16, "BF16", .int32Data), .init(17, "F8_E4M3", .int32Data), .init(18, "F8_E4M3FNUZ", .int32Data),
    .init(19, "F8_E5M2", .int32Data), .init(20, "F8_E5M2FNUZ", .int32Data), .init(21, "U4", bits: 4, .int32Data),
    .init(22, "I4", bits: 4, .int32Data), .init(23, "F4", .int32Data), .init(24, "F8_E8M0", .int32Data),
    .init(25, "U2", bits: 2, .int32Data), .init(26, "I2", bits: 2, .int32Data),
  ]

  /// A type of safetensors.
  private init(_ id: Int, _ name: String, _ field: Field) {
    let type = SafetensorsType.named(Array(name.utf8))
    self.id = id
    self.name = name
    self.bits = type?.bits ?? 8
    self.dtype = type?.dtype
    self.field = field
  }

  /// A type that is described only.
  private init(_ id: Int, _ name: String, bits: Int, _ field: Field) {
    self.id = id
    self.name = name
    self.bits = bits
    self.dtype = nil
    self.field = field
  }

  /// Whether elements are small whole numbers, which in a model stand for others by a scale.
  var isSmallInteger: Bool { ["U8", "I8", "U4", "I4", "U2", "I2"].contains(name) }
}
