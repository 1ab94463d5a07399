import Tensors

extension CheckpointError: CustomStringConvertible {
  /// The file, what is wrong in it, and what to do next.
  public var description: String {
    let (file, problem) = explanation
    return "\(file): \(problem)"
  }

  private var explanation: (file: String, problem: String) {
    switch self {
    case .noSuchTensor(let file, let tensor, let similar):
      let hint =
        similar.isEmpty
        ? "`embedscope info` lists the names" : "similar names: " + similar.map { "“\($0)”" }.joined(separator: ", ")
      return (file, "there is no tensor “\(tensor)”; \(hint)")
    case .unreadableType(let file, let tensor, let type):
      return (
        file,
        "tensor “\(tensor)” has the type \(type), which cannot be read; convert the model to one of \(DType.realNames)"
      )
    case .duplicateTensor(let file, let tensor):
      return (file, "the tensor “\(tensor)” is listed twice; \(Self.distrust)")
    case .duplicateMetadata(let file, let key):
      return (file, "the metadata has the key “\(key)” twice; \(Self.distrust)")
    case .sizeOverflow(let file, let tensor, let type, let shape):
      return (file, "tensor “\(tensor)”: \(type) \(shape) is more than memory can address; \(Self.distrust)")
    case .dataPastEnd(let file, let tensor, let end, let available):
      return (
        file,
        "tensor “\(tensor)” ends at byte \(end) of the data, but only \(available) bytes are there; "
          + "it may be an incomplete download"
      )
    case .overlap(let file, let tensor, let begin, let other, let otherEnd):
      return (
        file,
        "tensor “\(tensor)” begins at byte \(begin) of the data, inside “\(other)”, which ends at byte \(otherEnd); "
          + Self.distrust
      )
    case .zip(let file, let problem): return (file, problem.text)
    case .pickle(let file, let offset, let problem): return (file, "byte \(offset): \(problem.text)")
    case .pytorch(let file, let problem): return (file, problem.text)
    case .onnx(let file, let problem): return (file, problem.text)
    case .flax(let file, let problem): return (file, problem.text)
    case .field(let file, let field, let expected, let found):
      return (file, "\(field): expected \(expected), found \(found)")
    case .archiveTooLarge(let bytes, let limit):
      return ("npz", "\(bytes) bytes of arrays do not fit into an archive of at most \(limit); ask for fewer")
    default: return safetensorsExplanation ?? ggufExplanation ?? ("", "")
    }
  }

  /// What to do about a file that contradicts itself.
  static let distrust = "download or convert the model again, from a source you trust"
}
