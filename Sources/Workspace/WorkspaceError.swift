import Checkpoints
import ModelSources
import Tensors

/// What can be wrong with a model as a whole, when each of its files is readable by itself.
public enum WorkspaceError: Error, Equatable, CustomStringConvertible {
  /// No tensor has the name or the shape of a token-embedding matrix.
  case noEmbeddingTensor(model: String, candidates: [String])
  /// The weights are what was trained on top of another model (LoRA).
  case adapterAlone(model: String)
  /// The weights are one of several files, and another one holds the token embeddings.
  case partAlone(model: String, part: Int, count: Int)
  case tensorIsNoMatrix(model: String, tensor: String, shape: String)
  /// The matrix of embeddings cannot be used: no rows, no columns, elements that are no real numbers.
  case unusableMatrix(model: String, file: String, reason: String)
  case noTokenizer(model: String, searched: String)
  /// A GGUF key that the tokenizer needs is missing or of another type.
  case ggufField(file: String, key: String, expected: String)

  public var description: String {
    switch self {
    case .noEmbeddingTensor(let model, let candidates):
      let list = candidates.isEmpty ? "it holds no matrix" : "its matrices are " + candidates.joined(separator: ", ")
      return "\(model): no tensor looks like token embeddings (\(list)); name the one to take"
    case .adapterAlone(let model):
      return
        "\(model): these weights are an adapter (LoRA), which changes another model and has no token embeddings of its "
        + "own; name the model that it was made for (adapter_config.json says which)"
    case .partAlone(let model, let part, let count):
      return
        "\(model): this is file \(part) of \(count) that belong together, and it holds no token embeddings; name their "
        + "folder, or their index"
    case .tensorIsNoMatrix(let model, let tensor, let shape):
      return
        "\(model): the tensor \(tensor) has the shape \(shape), but embeddings are a matrix [vocabulary, hidden size]"
    case .unusableMatrix(let model, let file, let reason): return "\(model): \(file): \(reason)"
    case .noTokenizer(let model, let searched):
      return "\(model): \(searched) has no vocabulary inside; name a tokenizer's file or the folder it was made from"
    case .ggufField(let file, let key, let expected):
      return "\(file): the metadata field \(key) is missing or is not \(expected)"
    }
  }
}

extension WorkspaceError {
  /// Why none of the tensors of `checkpoint` is taken for the token embeddings.
  static func noEmbeddings(in checkpoint: Checkpoint, model: String) -> WorkspaceError {
    if checkpoint.infos.contains(where: { $0.name.contains(".lora_A.") }) { return .adapterAlone(model: model) }
    if checkpoint.files.count == 1, let part = PartNames(checkpoint.files[0]), part.count > 1 {
      return .partAlone(model: model, part: part.number, count: part.count)
    }
    let matrices = checkpoint.infos.filter { $0.shape.dimensions.count == 2 }
    return .noEmbeddingTensor(model: model, candidates: matrices.prefix(8).map { "\($0.name) \($0.shape)" })
  }
}
