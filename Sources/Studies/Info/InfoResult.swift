import Figures

/// Where a model comes from and what its files hold.
public struct InfoResult: StudyResult {
  public static let study = "info"

  /// A file that was opened.
  public struct File: Codable, Sendable, Equatable {
    public var name: String
    /// Where it lies on this machine.
    public var path: String
    public var bytes: Int
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

  public var model: String
  /// The model argument as it was given.
  public var identifier: String
  /// The commit of a hub model's files.
  public var commit: String?
  /// The tensor taken for the token embeddings.
  public var embeddingTensor: String?
  public var tokenizerSize: Int
  public var files: [File]
  public var tensors: [Tensor]
}

extension InfoResult {
  /// One row per tensor.
  public func tables() -> [Table] {
    let rows = tensors.map { tensor -> [Table.Field] in
      [
        .text(tensor.name), .text(tensor.dtype), .text(tensor.shape.map(String.init).joined(separator: "×")),
        .integer(tensor.bytes),
      ]
    }
    return [Table(name: "tensors", columns: ["tensor", "dtype", "shape", "bytes"], rows: rows)]
  }

  /// There is nothing to draw.
  public func figures() -> [NamedFigure] { [] }
}
