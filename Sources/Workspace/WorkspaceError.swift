/// What can be wrong with a model as a whole, when each of its files is readable by itself.
public enum WorkspaceError: Error, Equatable, CustomStringConvertible {
  /// No tensor has the name or the shape of a token-embedding matrix.
  case noEmbeddingTensor(model: String, candidates: [String])
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
      return "\(model): no tensor looks like token embeddings; name one with --tensor (\(list))"
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
