import EmbeddingAnalysis
import Tensors

/// The rows of a matrix in the form in which their nearness is computed: less their mean, and of about length 1.
///
/// Neither where the rows lie nor how large they are says which are near to which, but both eat digits: in 32 bits, rows of
/// 5 ± 0.01 would all be alike. By angle, rows have length 1 first: the greater the cosine, the smaller the difference.
struct ComparableRows: Sendable {
  let matrix: EmbeddingMatrix
  /// What each row is multiplied by before the mean is taken off; NaN for rows that count for nothing.
  private let factors: [Double]
  private let mean: [Double]
  /// |b|² of each row b in this form; NaN for rows that count for nothing.
  let squares: [Double]

  init(_ matrix: EmbeddingMatrix, mapped: [Int32], metric: NeighborMetric) {
    let norms = RowNorms(of: matrix).values
    let largest = mapped.reduce(0) { max($0, norms[Int($1)]) }
    var factors = [Double](repeating: .nan, count: norms.count)
    for row in mapped.lazy.map(Int.init) {
      factors[row] = metric == .cosine ? 1 / norms[row] : largest > 0 ? 1 / largest : 1
    }
    let used = factors
    let sums = matrix.mapRowBlocks { block in
      var sum = [Double](repeating: 0, count: block.columnCount)
      for row in block.rows where used[row].isFinite {
        let values = block[row: row]
        for column in sum.indices { sum[column] += Double(values[column]) * used[row] }
      }
      return sum
    }
    var mean = [Double](repeating: 0, count: matrix.columnCount)
    for sum in sums {
      for column in mean.indices { mean[column] += sum[column] / Double(mapped.count) }
    }
    let (centre, columns) = (mean, matrix.columnCount)
    squares = matrix.mapRowBlocks { block in
      block.rows.map { row in
        let values = block[row: row]
        return (0..<columns).reduce(into: 0.0) { sum, column in
          let value = Double(values[column]) * used[row] - centre[column]
          sum += value * value
        }
      }
    }.flatMap { $0 }
    (self.matrix, self.factors, self.mean) = (matrix, factors, mean)
  }

  /// Writes `rows` to `target`, zeros for those that count for nothing.
  func write<Element: LinearAlgebraElement>(_ rows: Range<Int>, to target: UnsafeMutableBufferPointer<Element>) {
    let columns = matrix.columnCount
    mean.withUnsafeBufferPointer { mean in
      matrix.forEachRowBlock(of: rows) { block in
        for row in block.rows {
          let (values, factor, start) = (block[row: row], factors[row], (row - rows.lowerBound) * columns)
          guard !factor.isNaN else {
            for column in 0..<columns { target[start + column] = 0 }
            continue
          }
          // SAFETY: `values` and `mean` have `columns` elements, `target` as many for each of `rows`.
          for column in 0..<columns {
            target[start &+ column] = Element(Double(values[column]) * factor - mean[column])
          }
        }
      }
    }
  }

  /// The row in this form.
  subscript(row: Int) -> [Double] {
    zip(matrix.row(row), mean).map { Double($0) * factors[row] - $1 }
  }
}
