public import Tensors

/// What can be wrong with a model's weight files: one case per way in which a header can be untrue.
///
/// What one format alone can have wrong is a type beside its reader, such as ``SafetensorsProblem``.
/// What is wrong with the bytes themselves (no such file, broken JSON or UTF-8, an early end) is a `ByteFilesError`.
public enum CheckpointError: Error, Equatable, Sendable {
  // MARK: Asking for a tensor

  case noSuchTensor(file: String, tensor: String, similar: [String])
  case unreadableType(file: String, tensor: String, type: String)

  // MARK: Any format

  /// A pointer of Git LFS stands where the file should.
  case lfsPointer(file: String)
  case duplicateTensor(file: String, tensor: String)
  case duplicateMetadata(file: String, key: String)
  /// The product of the dimensions, or the bytes they take, has no 63 bits.
  case sizeOverflow(file: String, tensor: String, type: String, shape: Shape)
  /// `end` and `available` count from the start of the tensors' data.
  case dataPastEnd(file: String, tensor: String, end: Int, available: Int)
  case overlap(file: String, tensor: String, begin: Int, other: String, otherEnd: Int)

  // MARK: Safetensors and GGUF

  case safetensors(file: String, SafetensorsProblem)
  /// `file` is the index.
  case shards(file: String, ShardProblem)
  case gguf(file: String, GGUFProblem)

  // MARK: Archives

  case zip(file: String, ZipProblem)

  // MARK: PyTorch

  /// `offset` counts from the start of the pickle's file or member.
  case pickle(file: String, offset: Int, PickleProblem)
  case pytorch(file: String, PyTorchProblem)

  // MARK: ONNX and Flax

  case onnx(file: String, ONNXProblem)
  case flax(file: String, FlaxProblem)

  // MARK: NumPy and word vectors

  /// A place in a file (a line, a key, a header's field) that holds something else than it must.
  case field(file: String, field: String, expected: String, found: String)
  case archiveTooLarge(bytes: Int, limit: Int)
}

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
    case .lfsPointer(let file):
      return (file, "this is a pointer of Git LFS and not the file itself; fetch the file with `git lfs pull`")
    case .safetensors(let file, let problem): return (file, problem.text)
    case .shards(let file, let problem): return (file, problem.text)
    case .gguf(let file, let problem): return (file, problem.text)
    case .zip(let file, let problem): return (file, problem.text)
    case .pickle(let file, let offset, let problem): return (file, "byte \(offset): \(problem.text)")
    case .pytorch(let file, let problem): return (file, problem.text)
    case .onnx(let file, let problem): return (file, problem.text)
    case .flax(let file, let problem): return (file, problem.text)
    case .field(let file, let field, let expected, let found):
      return (file, "\(field): expected \(expected), found \(found)")
    case .archiveTooLarge(let bytes, let limit):
      return ("npz", "\(bytes) bytes of arrays do not fit into an archive of at most \(limit); ask for fewer")
    }
  }

  /// What to do about a file that contradicts itself.
  static let distrust = "download or convert the model again, from a source you trust"
}
