import Tensors

/// The length of every row of a matrix, in 64-bit arithmetic: what cosine similarity needs in place of a normalised copy.
public struct RowNorms: Sendable {
  /// The L2 norm of each row; NaN for a row that holds a NaN or an infinity.
  public let values: [Double]

  /// Reads `matrix` once, on all cores.
  public init(of matrix: EmbeddingMatrix) {
    values = matrix.mapRowBlocks { block in
      block.rows.map { row -> Double in
        let values = block[row: row]
        guard let start = values.baseAddress else { return 0 }
        return RowNorms.norm(squares: DotProducts.squares(start, count: values.count))
      }
    }.flatMap { $0 }
  }

  /// The squares of floats cannot overflow a double: a sum that is not finite means that a value is not.
  @inline(__always)
  static func norm(squares: Double) -> Double { squares.isFinite ? squares.squareRoot() : .nan }
}
