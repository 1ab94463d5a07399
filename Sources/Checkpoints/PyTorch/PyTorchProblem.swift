/// What can be wrong with a checkpoint of PyTorch, other than with its archive or its pickle.
public enum PyTorchProblem: Error, Equatable, Sendable {
  // MARK: The file

  case unknown([UInt8])
  case tar
  case otherPickle(String)
  case version(String)
  case byteOrder(String)
  case noPickle(members: [String])
  case largePickle(bytes: Int, limit: Int)
  case keys(String)
  case unknownKey(String)
  case keyTwice(String)
  case leftOver(Int)
  case noTensors
  case nestedTooDeep(limit: Int)
  case longName(limit: Int)
  case tooMany(limit: Int)

  // MARK: A storage or a tensor

  case noStorage(key: String)
  case storageSize(key: String, expected: Int, found: Int)
  case elementCount(key: String, expected: Int, found: UInt64)
  case pastStorage(tensor: String, offset: Int, shape: [Int], strides: [Int], key: String, bytes: Int)
  case repeated(tensor: String, shape: [Int], bytes: Int)

  /// The problem in words.
  var text: String {
    switch self {
    case .unknown(let bytes):
      "a checkpoint of PyTorch is a zip archive or begins with a pickle, this file begins with the bytes "
        + bytes.map { String($0, radix: 16) }.joined(separator: " ")
    case .tar: "a tar archive, as PyTorch wrote them before 2017; load it with PyTorch and save it anew"
    case .otherPickle(let kind):
      "a pickle that torch.save did not write: it makes \(kind); save the tensors with torch.save, or as safetensors"
    case .version(let found):
      "the version or the system of a stream of PyTorch is \(found); \(CheckpointError.distrust)"
    case .byteOrder(let found):
      "the byte order is \(found), where little-endian can be read; load it with PyTorch and save it anew"
    case .noPickle(let members):
      "a zip archive without the one data.pkl of PyTorch's checkpoints; it begins with "
        + (members.isEmpty ? "nothing" : members.map { "“\($0)”" }.joined(separator: ", "))
    case .largePickle(let bytes, let limit):
      "the description of the tensors has \(bytes) bytes, where at most \(limit) are read; \(CheckpointError.distrust)"
    case .keys(let found): "the list of storages holds \(found); \(CheckpointError.distrust)"
    case .unknownKey(let key): "storage “\(key)” is listed, and no tensor lies in it; \(CheckpointError.distrust)"
    case .keyTwice(let key): "storage “\(key)” is listed twice; \(CheckpointError.distrust)"
    case .leftOver(let bytes): "\(bytes) bytes are left over behind the storages; \(CheckpointError.distrust)"
    case .noTensors: "there is no tensor in it; a trainer's own settings and states are no model"
    case .nestedTooDeep(let limit):
      "more than \(limit) dictionaries and lists within each other; \(CheckpointError.distrust)"
    case .longName(let limit): "a tensor's name is longer than \(limit) bytes; \(CheckpointError.distrust)"
    case .tooMany(let limit): "more than \(limit) tensors, more than any model has; \(CheckpointError.distrust)"

    case .noStorage(let key): "the storage “\(key)” is missing; it may be an incomplete download"
    case .storageSize(let key, let expected, let found):
      "storage “\(key)” takes \(expected) bytes, but \(found) are there; it may be an incomplete download"
    case .elementCount(let key, let expected, let found):
      "storage “\(key)” has \(found) elements by its own head, \(expected) by the pickle; \(CheckpointError.distrust)"
    case .pastStorage(let tensor, let offset, let shape, let strides, let key, let bytes):
      "tensor “\(tensor)” (\(shape), strides \(strides), from element \(offset)) does not lie in the \(bytes) bytes of "
        + "storage “\(key)”; \(CheckpointError.distrust)"
    case .repeated(let tensor, let shape, let bytes):
      "tensor “\(tensor)” \(shape) repeats \(bytes) bytes more often than can be read; save it contiguous"
    }
  }
}
