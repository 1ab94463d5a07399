/// What can be wrong with an ONNX file.
public enum ONNXProblem: Error, Equatable, Sendable {
  case noGraph
  case noTensors
  case type(tensor: String, found: Int)
  case segment(tensor: String)
  case noData(tensor: String)
  case otherField(tensor: String, type: String)
  case size(tensor: String, type: String, shape: [Int], expected: Int, found: Int)
  case outsideFolder(tensor: String, location: String)
  case missingFile(tensor: String, location: String, reason: String)
  case pastFile(tensor: String, location: String, offset: Int, bytes: Int, available: Int)

  /// The problem in words.
  var text: String {
    switch self {
    case .noGraph: "there is no graph in it; it may not be an ONNX file at all"
    case .noTensors: "the graph has no initialisers: it was written without the weights; export the model with them"
    case .type(let tensor, let found):
      "tensor “\(tensor)” has the unknown type number \(found); \(CheckpointError.distrust)"
    case .segment(let tensor): "tensor “\(tensor)” is a part of one, which nobody writes; \(CheckpointError.distrust)"
    case .noData(let tensor):
      "tensor “\(tensor)” has no elements in the file: it was written without the weights; export the model with them"
    case .otherField(let tensor, let type):
      "tensor “\(tensor)”: its \(type) elements are in a field for others; \(CheckpointError.distrust)"
    case .size(let tensor, let type, let shape, let expected, let found):
      "tensor “\(tensor)”: \(type) \(shape) takes \(expected) bytes, but \(found) are there; \(CheckpointError.distrust)"
    case .outsideFolder(let tensor, let location):
      "tensor “\(tensor)” is said to be in “\(location)”, which is no plain file name inside the model's folder"
    case .missingFile(let tensor, let location, let reason):
      "tensor “\(tensor)” is in “\(location)”, which cannot be opened (\(reason)); download it into the same folder"
    case .pastFile(let tensor, let location, let offset, let bytes, let available):
      "tensor “\(tensor)” takes \(bytes) bytes from byte \(offset) of “\(location)”, which has \(available); "
        + "it may be an incomplete download"
    }
  }
}
