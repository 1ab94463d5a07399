import Tensors

/// An element type of GGUF: its number, its name, its blocks, and ours where we can read it.
///
/// From the enumeration and the block structures of ggml (`ggml.h`, `ggml-common.h`). Numbers that are missing were given to
/// types that no longer exist; a file with one of them, or with a newer one, cannot be checked and is refused.
///
/// A class, so that a tensor's description holds a reference to its row of the table.
final class GGMLType: Sendable {
  let id: UInt32
  let name: String
  let elementsPerBlock: Int
  let bytesPerBlock: Int
  /// nil for a type that we know of but cannot read.
  let dtype: DType?

  static func withID(_ id: UInt32) -> GGMLType? { all.first { $0.id == id } }

  static let all: [GGMLType] = [
    .init(0, .float32), .init(1, .float16), .init(2, .q4_0), .init(3, .q4_1), .init(8, .q8_0),
    .init(24, .int8), .init(25, .int16), .init(26, .int32), .init(27, .int64), .init(28, .float64),
    .init(30, .bfloat16),
    .init(6, "Q5_0", 32, 22), .init(7, "Q5_1", 32, 24), .init(9, "Q8_1", 32, 40),
    .init(10, "Q2_K", 256, 84), .init(11, "Q3_K", 256, 110), .init(12, "Q4_K", 256, 144),
    .init(13, "Q5_K", 256, 176), .init(14, "Q6_K", 256, 210), .init(15, "Q8_K", 256, 292),
    .init(16, "IQ2_XXS", 256, 66), .init(17, "IQ2_XS", 256, 74), .init(18, "IQ3_XXS", 256, 98),
    .init(19, "IQ1_S", 256, 50), .init(20, "IQ4_NL", 32, 18), .init(21, "IQ3_S", 256, 110),
    .init(22, "IQ2_S", 256, 82), .init(23, "IQ4_XS", 256, 136), .init(29, "IQ1_M", 256, 56),
    .init(34, "TQ1_0", 256, 54), .init(35, "TQ2_0", 256, 66), .init(39, "MXFP4", 32, 17),
    .init(40, "NVFP4", 64, 36), .init(41, "Q1_0", 128, 18),
  ]

  private init(_ id: UInt32, _ dtype: DType) {
    self.id = id
    self.name = dtype.rawValue
    self.elementsPerBlock = dtype.elementsPerBlock
    self.bytesPerBlock = dtype.bytesPerBlock
    self.dtype = dtype
  }

  private init(_ id: UInt32, _ name: String, _ elementsPerBlock: Int, _ bytesPerBlock: Int) {
    self.id = id
    self.name = name
    self.elementsPerBlock = elementsPerBlock
    self.bytesPerBlock = bytesPerBlock
    self.dtype = nil
  }
}
