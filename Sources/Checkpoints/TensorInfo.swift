public import Tensors

/// What a checkpoint says about one of its tensors, without reading the tensor.
public struct TensorInfo: Hashable, Sendable {
  /// The name as the file has it: `wte.weight`, `token_embd.weight`.
  public let name: String
  /// The element type by the file format's own name: `F32`, `BF16`, `Q6_K`.
  public let typeName: String
  /// The element type where it can be read; nil for a type that only its name and size are known of.
  public let dtype: DType?
  /// The shape, outermost dimension first; GGUF's own order is reversed.
  public let shape: Shape
  /// The number of bytes that the elements take in the file.
  public let byteCount: Int
  /// The path of the file that holds the elements: the checkpoint's only file, or one of its shards.
  public let file: String

  /// An entry with these values; only readers of files make them, and tests.
  package init(name: String, typeName: String, dtype: DType?, shape: Shape, byteCount: Int, file: String) {
    self.name = name
    self.typeName = typeName
    self.dtype = dtype
    self.shape = shape
    self.byteCount = byteCount
    self.file = file
  }
}
