import ModelSources

extension Error {
  /// Whether the error says that a model lacks a part (its weights, its tokenizer, its embeddings), and not that one is
  /// broken or cannot be had.
  package var saysPartIsMissing: Bool {
    switch self as any Error {
    case let error as ModelSourcesError: error.isMissing
    case WorkspaceError.noTokenizer, WorkspaceError.noEmbeddingTensor, WorkspaceError.adapterAlone,
      WorkspaceError.partAlone:
      true
    default: false
    }
  }
}
