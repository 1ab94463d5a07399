import Tensors

/// The mean cosine of every row to all other rows: how much each lies with the crowd.
///
/// With the unit rows û of n rows, that of row i is (û_i · Σû - 1) / (n - 1): exact over all pairs, in two passes.
public struct RowMeanCosine: Sendable {
  /// In [-1, 1]; NaN for rows of zeros or with values that are not finite, and where no other row has a direction.
  public let values: [Double]

  /// Reads `matrix` twice, on all cores.
  public init(of matrix: EmbeddingMatrix) {
    let columns = matrix.columnCount
    let norms = RowNorms(of: matrix).values
    let hasDirection = norms.map { $0.isFinite && $0 > 0 }
    let sums = matrix.mapRowRuns { rows in
      var sum = [Double](repeating: 0, count: columns)
      matrix.forEachRowBlock(of: rows) { block in
        for row in block.rows where hasDirection[row] {
          let scale = 1 / norms[row]
          for (column, value) in block[row: row].enumerated() { sum[column] += Double(value) * scale }
        }
      }
      return sum
    }
    let total = sums.reduce(into: [Double](repeating: 0, count: columns)) { total, sum in
      for column in sum.indices { total[column] += sum[column] }
    }
    let others = Double(hasDirection.count { $0 } - 1)
    values = matrix.mapRowBlocks { block in
      block.rows.map { row -> Double in
        guard hasDirection[row], others > 0 else { return .nan }
        let product = zip(block[row: row], total).reduce(0) { $0 + Double($1.0) * $1.1 }
        return max(-1, min(1, (product / norms[row] - 1) / others))
      }
    }.flatMap { $0 }
  }
}
