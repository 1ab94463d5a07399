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
    .init(6, .q5_0), .init(7, .q5_1), .init(10, .q2_K), .init(11, .q3_K), .init(12, .q4_K), .init(13, .q5_K),
    .init(14, .q6_K), .init(16, .iq2_XXS), .init(17, .iq2_XS), .init(18, .iq3_XXS), .init(19, .iq1_S),
    .init(20, .iq4_NL), .init(21, .iq3_S), .init(22, .iq2_S), .init(23, .iq4_XS), .init(29, .iq1_M),
    .init(34, .tq1_0), .init(35, .tq2_0), .init(39, .mxfp4), .init(40, .nvfp4),
    // What only activations have while a model runs, and what nobody's reference makes floats of.
    .init(9, "Q8_1", 32, 40), .init(15, "Q8_K", 256, 292), .init(41, "Q1_0", 128, 18),
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
