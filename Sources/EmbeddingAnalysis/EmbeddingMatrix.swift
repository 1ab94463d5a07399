public import Tensors

/// A matrix of embeddings: one row of D values for each of V tokens (or positions).
///
/// Nothing is read when it is made. Bulk access goes by row blocks only: 32-bit floats are handed out where the file is
/// mapped, every other type is converted block by block, so that a matrix of any size takes a few megabytes.
public struct EmbeddingMatrix: Sendable {
  /// The tensor the rows are read from.
  package let tensor: Tensor
  /// The row of ``tensor`` that each row of the matrix is, where tokens share rows; nil where they are the same.
  let storedRows: [Int]?
  /// V, the number of rows: at least 1.
  public let rowCount: Int
  /// D, the number of values in a row: at least 1.
  public let columnCount: Int

  /// The name of the tensor, as the checkpoint has it.
  public var name: String { tensor.name }
  /// The type of the stored values; of a matrix packed into several tensors, the type that its values have.
  public var dtype: DType { tensor.dtype }
  /// How the values are stored, as a person is told: `F16`, `Q4_K`, `MLX 4-bit (groups of 64)`.
  public var typeName: String { tensor.typeName }

  /// The matrix that `tensor` of shape [V, D] holds.
  ///
  /// Throws when the tensor is no matrix, is empty, holds no real numbers, or is quantised in blocks that straddle rows.
  /// 64-bit floats are rounded to 32 bits when they are read.
  public init(_ tensor: Tensor) throws {
    let dimensions = tensor.shape.dimensions
    guard dimensions.count == 2, dimensions[0] > 0, dimensions[1] > 0 else {
      throw EmbeddingAnalysisError.notAMatrix(tensor: tensor.name, shape: tensor.shape)
    }
    guard tensor.dtype.isReal else {
      throw EmbeddingAnalysisError.notReal(tensor: tensor.name, found: tensor.dtype)
    }
    guard tensor.dtype.byteCount(elements: dimensions[1]) != nil else {
      throw EmbeddingAnalysisError.splitBlocks(tensor: tensor.name, columns: dimensions[1], dtype: tensor.dtype)
    }
    self.tensor = tensor
    self.storedRows = nil
    self.rowCount = dimensions[0]
    self.columnCount = dimensions[1]
  }

  /// The matrix whose row i is row `storedRows[i]` of `tensor`: one row per token, where tokens share rows.
  ///
  /// Throws what ``init(_:)`` throws, and when there is no row, or a number in `storedRows` is no row of `tensor`.
  package init(_ tensor: Tensor, storedRows: [Int]) throws {
    let table = try EmbeddingMatrix(tensor)
    let unknown = storedRows.enumerated().first { !(0..<table.rowCount).contains($0.element) }
    if let (row, stored) = unknown {
      throw EmbeddingAnalysisError.noSuchRow(tensor: tensor.name, row: row, stored: stored, rows: table.rowCount)
    }
    guard !storedRows.isEmpty else {
      throw EmbeddingAnalysisError.notAMatrix(tensor: tensor.name, shape: Shape([0, table.columnCount]))
    }
    self.tensor = tensor
    self.storedRows = storedRows
    self.rowCount = storedRows.count
    self.columnCount = table.columnCount
  }

  /// The matrix of these rows of this one, in this order.
  ///
  /// - Precondition: each of `rows` lies within 0..<``rowCount``.
  package func selecting(_ rows: [Int]) throws -> EmbeddingMatrix {
    try EmbeddingMatrix(tensor, storedRows: rows.map(storedRow))
  }

  /// The row of ``tensor`` that row `index` is.
  func storedRow(_ index: Int) -> Int { storedRows?[index] ?? index }

  /// The D values of row `index`.
  ///
  /// - Precondition: `index` lies within 0..<``rowCount``.
  public func row(_ index: Int) -> [Float] {
    precondition((0..<rowCount).contains(index), "row \(index) of a matrix of \(rowCount) rows")
    return withRows(index..<(index + 1)) { Array($0.values) }
  }
}
