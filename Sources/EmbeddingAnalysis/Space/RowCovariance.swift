import Tensors
import Work

/// The mean of a matrix's finite rows, and the sums of products of what lies around it, in 64-bit arithmetic.
///
/// Numbers about a space come from it. Maps have sums of their own, in 32 bits and several times as quick, in the module
/// Projections.
struct RowCovariance: Sendable {
  let mean: [Double]
  /// How many rows are finite.
  let count: Int

  /// Reads `matrix` once, on all cores; the blocks' sums are added in the order of the rows.
  init(of matrix: EmbeddingMatrix) {
    let columns = matrix.columnCount
    let blocks = matrix.mapRowBlocks { block -> (sums: [Double], count: Int) in
      var sums = [Double](repeating: 0, count: columns)
      var count = 0
      for row in block.rows where Self.isFinite(block[row: row]) {
        let values = block[row: row]
        sums.withUnsafeMutableBufferPointer { sums in
          for column in 0..<columns { sums[column] += Double(values[column]) }
        }
        count += 1
      }
      return (sums, count)
    }
    let count = blocks.reduce(0) { $0 + $1.count }
    var sums = [Double](repeating: 0, count: columns)
    for block in blocks { for column in 0..<columns { sums[column] += block.sums[column] } }
    mean = count > 0 ? sums.map { $0 / Double(count) } : sums
    self.count = count
  }

  private static func isFinite(_ row: UnsafeBufferPointer<Float>) -> Bool {
    row.baseAddress.map { DotProducts.squares($0, count: row.count).isFinite } ?? true
  }

  /// Σ (x - μ)(x - μ)ᵀ over the finite rows, [D, D], in 64-bit arithmetic.
  ///
  /// Runs of rows are added one after the other, and each one's products run on all cores.
  func scatter(of matrix: EmbeddingMatrix, _ algebra: LinearAlgebra) -> [Double] {
    let columns = matrix.columnCount
    var result = [Double](repeating: 0, count: columns * columns)
    let step = max(1, 1 << 21) / columns + 1
    for start in stride(from: 0, to: matrix.rowCount, by: step) {
      let rows = start..<min(start + step, matrix.rowCount)
      let values = centred(matrix, rows)
      values.withUnsafeBufferPointer { values in
        result.withUnsafeMutableBufferPointer { result in
          algebra.crossProducts(
            of: MatrixView(values, rowCount: rows.count, columnCount: columns),
            into: MutableMatrixView(result, rowCount: columns, columnCount: columns), adding: true)
        }
      }
    }
    return result
  }

  /// The rows around their mean; zeros for a row that is not finite.
  private func centred(_ matrix: EmbeddingMatrix, _ rows: Range<Int>) -> [Double] {
    let columns = matrix.columnCount
    return [Double](unsafeUninitializedCapacity: rows.count * columns) { buffer, count in
      nonisolated(unsafe) let target = buffer
      // SAFETY: each round writes its own rows, all of them, before the loop ends.
      ParallelLoop.run((rows.count + 63) / 64) { part in
        let start = rows.lowerBound + part * 64
        matrix.withRows(start..<min(start + 64, rows.upperBound)) { block in
          for row in block.rows {
            let values = block[row: row]
            let place = (row - rows.lowerBound) * columns
            let isFinite = Self.isFinite(values)
            for column in 0..<columns {
              target.initializeElement(
                at: place + column, to: isFinite ? Double(values[column]) - mean[column] : 0)
            }
          }
        }
      }
      count = rows.count * columns
    }
  }
}
