import Checkpoints
import EmbeddingAnalysis
import ModelSources
import Tensors
import Tokenization
public import Workspace

/// Where a model comes from and what its files hold.
public struct InfoStudy: Sendable {
  /// A study of the files, their tensors and the tokenizer's size.
  public init() {}

  /// Opens the tokenizer and the headers of the weight files.
  public func run(_ model: OpenModel) throws -> InfoResult {
    let embeddings = try model.tokenEmbeddingsIfAny()
    let tensors =
      embeddings == nil
      ? []
      : try model.checkpoint().infos.map { info in
        InfoResult.Tensor(name: info.name, dtype: info.typeName, shape: info.shape.dimensions, bytes: info.byteCount)
      }
    return InfoResult(
      model: model.displayName, identifier: model.identifier, commit: model.commit, embeddingTensor: embeddings?.name,
      tokenizerSize: try model.tokenizer().vocabulary.count,
      files: model.filesRead().map { .init(name: $0.name, path: $0.path, bytes: $0.size) }, tensors: tensors)
  }
}
