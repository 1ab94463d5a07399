public import Tensors

/// A matrix of embeddings: one row of D values for each of V tokens (or positions).
///
/// Nothing is read when it is made. Bulk access goes by row blocks only: 32-bit floats are handed out where the file is
/// mapped, every other type is converted block by block, so that a matrix of any size takes a few megabytes.
public struct EmbeddingMatrix: Sendable {
  /// The tensor the rows are read from.
  package let tensor: Tensor
  /// V, the number of rows: at least 1.
  public let rowCount: Int
  /// D, the number of values in a row: at least 1.
  public let columnCount: Int

  /// The name of the tensor, as the checkpoint has it.
  public var name: String { tensor.name }
  /// The type of the stored values.
  public var dtype: DType { tensor.dtype }

  /// The matrix that `tensor` of shape [V, D] holds.
  ///
  /// Throws when the tensor is no matrix, is empty, holds no real numbers, or is quantised in blocks that straddle rows.
  /// 64-bit floats are rounded to 32 bits when they are read.
  public init(_ tensor: Tensor) throws {
    let dimensions = tensor.shape.dimensions
    guard dimensions.count == 2, dimensions[0] > 0, dimensions[1] > 0 else {
      throw EmbeddingAnalysisError.notAMatrix(tensor: tensor.name, shape: tensor.shape)
    }
    switch tensor.dtype {
    case .float64, .float32, .float16, .bfloat16, .q8_0, .q4_0, .q4_1: break
    default: throw EmbeddingAnalysisError.notReal(tensor: tensor.name, found: tensor.dtype)
    }
    guard tensor.dtype.byteCount(elements: dimensions[1]) != nil else {
      throw EmbeddingAnalysisError.splitBlocks(tensor: tensor.name, columns: dimensions[1], dtype: tensor.dtype)
    }
    self.tensor = tensor
    self.rowCount = dimensions[0]
    self.columnCount = dimensions[1]
  }

  /// The D values of row `index`.
  ///
  /// - Precondition: `index` lies within 0..<``rowCount``.
  public func row(_ index: Int) -> [Float] {
    precondition((0..<rowCount).contains(index), "row \(index) of a matrix of \(rowCount) rows")
    return withRows(index..<(index + 1)) { Array($0.values) }
  }
}
