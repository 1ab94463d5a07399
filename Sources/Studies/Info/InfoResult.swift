/// Where a model comes from and what its files say of themselves; what it lacks is nil and stands in ``notes``.
public struct InfoResult: ResultByModel {
  public static let study = "info"

  /// A file that was opened.
  public struct File: Codable, Sendable, Equatable {
    public var name: String
    /// Where it lies on this machine.
    public var path: String
    public var bytes: Int
    /// How many of them are here, where only parts were fetched.
    public var bytesHere: Int?
  }

  /// A tensor of the file of weights.
  public struct Tensor: Codable, Sendable, Equatable {
    public var name: String
    /// The type its elements are stored as, by the file's own name for it.
    public var dtype: String
    /// Outermost dimension first.
    public var shape: [Int]
    public var bytes: Int
  }

  /// One model's files.
  public struct Model: Codable, Sendable {
    public var model: String
    /// The model argument as it was given.
    public var identifier: String
    /// The commit of a hub model's files.
    public var commit: String?
    /// The format of the weights: `safetensors`, `gguf`.
    public var format: String?
    /// The family, as config.json's `model_type` or a GGUF file's `general.architecture` has it.
    public var family: String?
    /// The tensor taken for the token embeddings.
    public var embeddingTensor: String?
    /// V, its rows.
    public var matrixRows: Int?
    /// D, its columns.
    public var matrixColumns: Int?
    /// The type its elements are stored as, by the file's own name for it.
    public var dtype: String?
    /// The bytes that its elements take in the file: what fetching them costs.
    public var embeddingBytes: Int?
    /// The number of parameters, tied ones once: those of the family's base model, or of all tensors.
    public var parameters: Int?
    /// Of which modules they are, where the family is known.
    public var parametersByModule: [ArchitectureResult.ModuleParameters]?
    /// The bytes of all tensors.
    public var weightBytes: Int?
    /// How many tokens the tokenizer has, added ones included.
    public var tokenizerSize: Int?
    /// How many of them stand beside the tokenizer's own vocabulary.
    public var addedTokens: Int?
    /// The control tokens, such as `<|endoftext|>`, by their ids.
    public var specialTokens: [TokenDescription]
    /// The special tokens that the tokenizer puts around a text.
    public var aroundText: [TokenDescription]
    public var files: [File]
    /// What the file of weights says beside its tensors: GGUF's keys and values, or safetensors' `__metadata__`.
    public var metadata: [InfoMetadata]
    public var tensors: [Tensor]
    /// What is missing or cannot be read, in sentences.
    public var notes: [String]
  }

  public var models: [Model]
}

extension InfoResult {
  /// One row per model and tensor.
  public func tables() -> [Table] {
    let rows = models.flatMap { model in
      model.tensors.map { tensor -> [Table.Field] in
        [
          .text(model.model), .text(tensor.name), .text(tensor.dtype),
          .text(tensor.shape.map(String.init).joined(separator: "×")), .integer(tensor.bytes),
        ]
      }
    }
    return [Table(name: "tensors", columns: ["model", "tensor", "dtype", "shape", "bytes"], rows: rows)]
  }
}
