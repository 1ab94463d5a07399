/// What can be wrong with a checkpoint of Flax.
public enum FlaxProblem: Error, Equatable, Sendable {
  case noArrays
  case leftOver(Int)
  case nestedTooDeep(limit: Int)
  case longName(limit: Int)
  case key(below: String)
  case array(String)
  case code(offset: Int)
  case count(found: Int, left: Int)
  case type(array: String, found: String)
  case size(array: String, type: String, shape: [Int], expected: Int, found: Int)

  /// The problem in words.
  var text: String {
    switch self {
    case .noArrays: "there is no array of Flax in it"
    case .leftOver(let bytes): "\(bytes) bytes are left over behind the arrays; \(CheckpointError.distrust)"
    case .nestedTooDeep(let limit):
      "more than \(limit) maps and arrays within each other; \(CheckpointError.distrust)"
    case .longName(let limit): "an array's name is longer than \(limit) bytes; \(CheckpointError.distrust)"
    case .key(let name): "a key below “\(name)” is no text; \(CheckpointError.distrust)"
    case .array(let name): "array “\(name)” is not shape, type and bytes; \(CheckpointError.distrust)"
    case .code(let offset): "byte \(offset): a code that MessagePack does not have; it may not be such a file at all"
    case .count(let found, let left):
      "\(found) values, where \(left) bytes are left; it may be an incomplete download"
    case .type(let array, let found): "array “\(array)” has the unknown type “\(found)”; \(CheckpointError.distrust)"
    case .size(let array, let type, let shape, let expected, let found):
      "array “\(array)”: \(type) \(shape) takes \(expected) bytes, but \(found) are there; \(CheckpointError.distrust)"
    }
  }
}
