public import Tensors

/// What can be wrong with a safetensors file, other than with what every format has.
public enum SafetensorsProblem: Equatable, Sendable {
  case headerTooShort(bytes: Int)
  case headerTooLarge(bytes: UInt64, limit: Int)
  case headerPastEnd(bytes: Int, available: Int)
  case headerStart(found: UInt8?)
  case headerField(field: String, expected: String, found: String)
  case missingField(tensor: String, field: String)
  case duplicateField(tensor: String, field: String)
  case unknownType(tensor: String, type: String)
  case offsetsReversed(tensor: String, begin: Int, end: Int)
  case partialByte(tensor: String, type: String, shape: Shape)
  case sizeMismatch(tensor: String, type: String, shape: Shape, expected: Int, found: Int)
  case hole(tensor: String, begin: Int, expected: Int)
  case uncoveredData(covered: Int, available: Int)

  /// The problem in words.
  var text: String {
    switch self {
    case .headerTooShort(let bytes):
      "\(bytes) bytes, but a safetensors file begins with 8 bytes that say how long its header is"
    case .headerTooLarge(let bytes, let limit):
      "a header of \(bytes) bytes, where at most \(limit) are read; it may not be a safetensors file at all"
    case .headerPastEnd(let bytes, let available):
      "a header of \(bytes) bytes, but only \(available) bytes follow; it may be an incomplete download"
    case .headerStart(let found):
      "the header must begin with “{”, but begins with " + (found.map { "byte \($0)" } ?? "nothing")
        + "; it may not be a safetensors file at all"
    case .headerField(let field, let expected, let found):
      "header, “\(field)”: expected \(expected), found \(found); \(CheckpointError.distrust)"
    case .missingField(let tensor, let field):
      "header, tensor “\(tensor)”: the field “\(field)” is missing; \(CheckpointError.distrust)"
    case .duplicateField(let tensor, let field):
      "header, tensor “\(tensor)”: the field “\(field)” is there twice; \(CheckpointError.distrust)"
    case .unknownType(let tensor, let type):
      "tensor “\(tensor)” has the unknown type “\(type)”; known are "
        + SafetensorsType.all.map(\.name).joined(separator: ", ")
    case .offsetsReversed(let tensor, let begin, let end):
      "tensor “\(tensor)” begins at byte \(begin) and ends before it, at byte \(end); \(CheckpointError.distrust)"
    case .partialByte(let tensor, let type, let shape):
      "tensor “\(tensor)”: \(type) \(shape) does not take a whole number of bytes; \(CheckpointError.distrust)"
    case .sizeMismatch(let tensor, let type, let shape, let expected, let found):
      "tensor “\(tensor)”: \(type) \(shape) takes \(expected) bytes, but its offsets span \(found); \(CheckpointError.distrust)"
    case .hole(let tensor, let begin, let expected):
      "tensor “\(tensor)” begins at byte \(begin) of the data, but the one before it ends at byte \(expected); "
        + CheckpointError.distrust
    case .uncoveredData(let covered, let available):
      "the tensors take \(covered) bytes, but \(available) are there; \(CheckpointError.distrust)"
    }
  }
}
