import Tensors

/// The mean and the population variance of every row of a matrix, in 64-bit arithmetic.
///
/// They are those of NumPy on the rows cast to float64: `matrix.astype(float).mean(axis: 1)` and `.var(axis: 1)`.
public struct RowStatistics: Equatable, Sendable {
  /// The arithmetic mean of each row's D values; NaN for a row that holds a NaN or an infinity.
  public let means: [Double]
  /// The population variance (divided by D) of each row's values; NaN where the mean is.
  public let variances: [Double]
  /// The rows that hold values which are NaN or infinite, in rising order.
  public let nonFiniteRows: [Int]
  /// How many values are NaN or infinite, in all rows together.
  public let nonFiniteCount: Int

  /// Reads `matrix` once, on all cores.
  ///
  /// A row that holds a NaN or an infinity has no statistics and is listed in ``nonFiniteRows``; the others are not
  /// touched by it.
  public init(of matrix: EmbeddingMatrix) {
    let blocks = matrix.mapRows { BlockStatistics(matrix, $0) }
    means = blocks.flatMap(\.means)
    variances = blocks.flatMap(\.variances)
    nonFiniteRows = blocks.flatMap(\.nonFiniteRows)
    nonFiniteCount = blocks.reduce(0) { $0 + $1.nonFiniteCount }
  }
}

/// What one block of rows adds.
private struct BlockStatistics: Sendable {
  var means: [Double] = []
  var variances: [Double] = []
  var nonFiniteRows: [Int] = []
  var nonFiniteCount = 0

  init(_ matrix: EmbeddingMatrix, _ rows: Range<Int>) {
    means.reserveCapacity(rows.count)
    variances.reserveCapacity(rows.count)
    // 64 kB of floats stay in a core's near caches; every row is measured by itself, so that the size changes no bit.
    matrix.forEachRowBlock(of: rows, step: max(1, (1 << 14) / matrix.columnCount)) { add($0) }
  }

  private mutating func add(_ block: RowBlock) {
    for row in block.rows {
      let values = block[row: row]
      let moments = RowMoments(values)
      if !moments.mean.isFinite {
        nonFiniteRows.append(row)
        nonFiniteCount += values.reduce(0) { $1.isFinite ? $0 : $0 + 1 }
      }
      // An infinity would make a mean infinite but its variance NaN: both are missing, so both are NaN.
      means.append(moments.mean.isFinite ? moments.mean : .nan)
      variances.append(moments.mean.isFinite ? moments.variance : .nan)
    }
  }
}
