import ByteFiles
import Tensors

/// A tensor whose description was checked, and the file and bytes that it lies in.
struct StoredTensor: Sendable {
  let info: TensorInfo
  let file: MappedFile
  /// Offsets from the file's start; within the file, and as many bytes as type and shape take.
  let range: Range<Int>

  /// A view of the elements; throws when their type cannot be read.
  func view() throws -> Tensor {
    guard let dtype = info.dtype else {
      throw CheckpointError.unreadableType(file: file.path, tensor: info.name, type: info.typeName)
    }
    // SAFETY: the view keeps the file mapped, and the range was checked against its size when the header was read.
    let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[range])
    return Tensor(name: info.name, dtype: dtype, shape: info.shape, bytes: bytes, owner: file)
  }
}
