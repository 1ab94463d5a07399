import Tensors

/// An element type of the safetensors format: its name, its size, and ours where we can read it.
///
/// The list is that of safetensors 0.8.0. A type that is not in it makes its file unreadable as a whole, as it does for the
/// reference: without the size of its elements nothing in the file can be checked.
///
/// A class, so that a tensor's entry holds a reference to its row of the table.
final class SafetensorsType: Sendable {
  let name: String
  /// The size of one element; types of 4 and 6 bits share bytes.
  let bits: Int
  /// nil for a type that we know of but cannot read.
  let dtype: DType?

  static let all: [SafetensorsType] = [
    .init(.bool), .init(.uint8), .init(.int8), .init(.int16), .init(.uint16), .init(.float16), .init(.bfloat16),
    .init(.int32), .init(.uint32), .init(.float32), .init(.float64), .init(.int64), .init(.uint64),
    .init(.float8E5M2), .init(.float8E4M3), .init(.float8E8M0), .init(.float8E4M3FNUZ), .init(.float8E5M2FNUZ),
    .init("F4", bits: 4), .init("F6_E2M3", bits: 6), .init("F6_E3M2", bits: 6), .init("C64", bits: 64),
  ]

  static func named(_ name: [UInt8]) -> SafetensorsType? {
    all.first { $0.name.utf8.elementsEqual(name) }
  }

  private convenience init(_ dtype: DType) {
    self.init(dtype.rawValue, bits: dtype.bytesPerBlock * 8, dtype: dtype)
  }

  private init(_ name: String, bits: Int, dtype: DType? = nil) {
    self.name = name
    self.bits = bits
    self.dtype = dtype
  }
}
