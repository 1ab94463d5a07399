import Tensors

/// An element type of PyTorch: its names, its size, and ours where we can read it.
///
/// The types that safetensors has too are spelled as there, so that a model has the same types whatever it is wrapped in. A class,
/// so that a tensor's description holds a reference to its row of the table.
final class TorchType: Sendable, Equatable {
  /// What `torch` calls it: `float32`.
  let name: String
  /// What is shown: `F32`.
  let shownName: String
  let bits: Int
  /// nil for a type that we know of but cannot read.
  let dtype: DType?
  /// The class of storages of this type, for those that have one.
  private let storage: String?

  static func == (left: TorchType, right: TorchType) -> Bool { left === right }

  /// The type that `torch` calls `name`.
  static func named(_ name: String) -> TorchType? { all.first { $0.name == name } }

  /// The type of the storages of a class such as `FloatStorage`.
  static func storage(named name: String) -> TorchType? { all.first { $0.storage == name } }

  private static let all: [TorchType] = [
    .init("float64", "F64", "DoubleStorage"), .init("float32", "F32", "FloatStorage"),
    .init("float16", "F16", "HalfStorage"), .init("bfloat16", "BF16", "BFloat16Storage"),
    .init("int64", "I64", "LongStorage"), .init("int32", "I32", "IntStorage"), .init("int16", "I16", "ShortStorage"),
    .init("int8", "I8", "CharStorage"), .init("uint8", "U8", "ByteStorage"), .init("bool", "BOOL", "BoolStorage"),
    .init("uint16", "U16"), .init("uint32", "U32"), .init("uint64", "U64"),
    .init("float8_e4m3fn", "F8_E4M3"), .init("float8_e5m2", "F8_E5M2"), .init("float8_e8m0fnu", "F8_E8M0"),
    .init("float8_e4m3fnuz", "F8_E4M3FNUZ"), .init("float8_e5m2fnuz", "F8_E5M2FNUZ"),
    .init("complex64", "C64", "ComplexFloatStorage"),
    .init("complex128", bits: 128, "ComplexDoubleStorage"), .init("complex32", bits: 32, "ComplexHalfStorage"),
    .init("float4_e2m1fn_x2", bits: 8), .init("quint8", bits: 8, "QUInt8Storage"),
    .init("qint8", bits: 8, "QInt8Storage"), .init("qint32", bits: 32, "QInt32Storage"),
    .init("quint4x2", bits: 8, "QUInt4x2Storage"), .init("quint2x4", bits: 8, "QUInt2x4Storage"),
    .init("bits8", bits: 8), .init("bits16", bits: 16),
  ]

  /// A type of safetensors.
  private init(_ name: String, _ shownName: String, _ storage: String? = nil) {
    let type = SafetensorsType.named(Array(shownName.utf8))
    self.name = name
    self.shownName = shownName
    self.bits = type?.bits ?? 8
    self.dtype = type?.dtype
    self.storage = storage
  }

  /// A type that is described only.
  private init(_ name: String, bits: Int, _ storage: String? = nil) {
    self.name = name
    self.shownName = name
    self.bits = bits
    self.dtype = nil
    self.storage = storage
  }

  /// The size of one element.
  var size: Int { bits / 8 }
  /// Whether several elements share a byte, so that nothing can be said of where one is.
  var isPacked: Bool { name == "quint4x2" || name == "quint2x4" }
}
