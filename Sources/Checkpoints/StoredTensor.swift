import ByteFiles
import Tensors

/// A tensor whose description was checked, and the bytes that it lies in.
struct StoredTensor: Sendable {
  let info: TensorInfo
  let source: any ByteSource
  /// Offsets from the source's start; within the source, and as many bytes as type and shape take, or, where there are
  /// strides, as reach from the first element to the last.
  let range: Range<Int>
  /// How many elements apart neighbours along each dimension are; nil where they lie in order.
  let strides: [Int]?

  init(info: TensorInfo, source: any ByteSource, range: Range<Int>, strides: [Int]? = nil) {
    self.info = info
    self.source = source
    self.range = range
    self.strides = strides
  }

  /// A view of the elements, fetched first where that is needed; throws when their type cannot be read.
  func view() throws -> Tensor {
    guard let dtype = info.dtype else {
      throw CheckpointError.unreadableType(file: info.file, tensor: info.name, type: info.typeName)
    }
    try source.require(range)
    // SAFETY: the view keeps the source alive, and the range was checked against its size when the header was read.
    let bytes = UnsafeRawBufferPointer(rebasing: source.bytes[range])
    return Tensor(name: info.name, dtype: dtype, shape: info.shape, strides: strides, bytes: bytes, owner: source)
  }
}
