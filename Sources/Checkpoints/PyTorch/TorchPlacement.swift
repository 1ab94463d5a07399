import ByteFiles
import SafeText
import Tensors

/// Finds the bytes of tensors in their storages, and checks that they lie there.
struct TorchPlacement {
  let file: String
  let storages: [ExactName: any ByteSource]

  /// More elements than a tensor may have that has some of them several times.
  private static let mostRepeated = 1 << 28

  /// The tensors with the bytes that they lie in.
  func place(_ tensors: [(name: String, tensor: TorchTensor)]) throws -> [StoredTensor] {
    var names: Set<ExactName> = []
    return try tensors.map { name, tensor in
      guard names.insert(ExactName(name)).inserted else {
        throw CheckpointError.duplicateTensor(file: file, tensor: name)
      }
      return try place(tensor, name: name)
    }
  }

  private func place(_ tensor: TorchTensor, name: String) throws -> StoredTensor {
    let (type, shape) = (tensor.type, Shape(tensor.shape))
    guard let source = storages[ExactName(tensor.storage.key)] else {
      throw PyTorchProblem.noStorage(key: tensor.storage.key)
    }
    guard let elements = shape.elementCount,
      case (let byteCount, let overflow) = elements.multipliedReportingOverflow(by: type.size), !overflow
    else { throw CheckpointError.sizeOverflow(file: file, tensor: name, type: type.shownName, shape: shape) }
    let info = TensorInfo(
      name: name, typeName: type.shownName, dtype: type.dtype, shape: shape, byteCount: byteCount, file: file)
    if elements == 0 || type.isPacked { return StoredTensor(info: info, source: source, range: 0..<0) }
    let range = try range(of: tensor, shape, name: name, available: source.count)
    guard byteCount <= range.count || elements <= Self.mostRepeated else {
      throw PyTorchProblem.repeated(tensor: name, shape: shape.dimensions, bytes: range.count)
    }
    return StoredTensor(info: info, source: source, range: range, strides: tensor.strides)
  }

  /// Where the tensor's elements are in its storage, from the first to the last.
  private func range(of tensor: TorchTensor, _ shape: Shape, name: String, available: Int) throws -> Range<Int> {
    let (storage, size) = (tensor.storage, tensor.type.size)
    // A part is counted in the storage's own elements, the offset in the tensor's.
    let partSize = storage.type?.size ?? 1
    guard let span = shape.span(strides: tensor.strides),
      case (let last, let overflow) = tensor.offset.addingReportingOverflow(span), !overflow,
      case (let end, let carry) = last.multipliedReportingOverflow(by: size), !carry,
      end <= storage.part.count * partSize, storage.part.lowerBound * partSize + end <= available
    else {
      throw PyTorchProblem.pastStorage(
        tensor: name, offset: tensor.offset, shape: shape.dimensions, strides: tensor.strides, key: storage.key,
        bytes: min(storage.part.count * partSize, available))
    }
    let start = storage.part.lowerBound * partSize
    return (start + tensor.offset * size)..<(start + end)
  }
}
