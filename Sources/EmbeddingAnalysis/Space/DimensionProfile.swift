import Tensors

/// How each dimension of a matrix behaves over all rows, beside the other dimensions.
public struct DimensionProfile: Sendable {
  /// One dimension.
  public struct Dimension: Sendable, Equatable, Codable {
    /// The column of the matrix.
    public var index: Int
    /// The mean of its values.
    public var mean: Double
    /// The population variance of its values.
    public var variance: Double
    /// The mean of its values without their signs.
    public var meanAbsolute: Double
    /// How many standard deviations ``meanAbsolute`` lies from that of all dimensions; nil where all are alike.
    public var zMeanAbsolute: Double?
    /// The same for ``variance``.
    public var zVariance: Double?
    /// The share in the sum of all squared values, which is that of the rows' squared norms; nil where all are zero.
    public var squaredNormShare: Double?
    /// Whether all its values are the same number.
    public var isConstant: Bool

    /// Whether its magnitude or its variance lies more than three standard deviations above the dimensions' mean.
    public var isOutlier: Bool { max(zMeanAbsolute ?? 0, zVariance ?? 0) > 3 }
  }

  /// All D of them, by index; of the rows that are finite.
  public let dimensions: [Dimension]

  /// Reads `matrix` once, on all cores.
  ///
  /// - Parameter axes: Those of the same matrix, which hold the means and variances.
  public init(of matrix: EmbeddingMatrix, axes: PrincipalAxes) {
    let columns = matrix.columnCount
    let runs = matrix.mapRowRuns { rows in
      var sums = ColumnSums(columns: columns)
      matrix.forEachRowBlock(of: rows) { sums.add($0) }
      return sums
    }
    var total = ColumnSums(columns: columns)
    for run in runs { total.add(run) }
    let count = Double(axes.rowCount)
    let absolutes = total.absolutes.map { $0 / count }
    let zAbsolute = Self.standardScores(absolutes)
    let zVariance = Self.standardScores(axes.columnVariances)
    let squares = total.squares.reduce(0, +)
    dimensions = (0..<columns).map { index in
      Dimension(
        index: index, mean: axes.mean[index], variance: axes.columnVariances[index], meanAbsolute: absolutes[index],
        zMeanAbsolute: zAbsolute?[index], zVariance: zVariance?[index],
        squaredNormShare: squares > 0 ? total.squares[index] / squares : nil,
        isConstant: total.minima[index] == total.maxima[index])
    }
  }

  /// How many population standard deviations each value lies from their mean; nil where they are all alike.
  static func standardScores(_ values: [Double]) -> [Double]? {
    guard let first = values.first, values.contains(where: { $0 != first }) else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    guard deviation > 0, deviation.isFinite else { return nil }
    return values.map { ($0 - mean) / deviation }
  }
}

/// Sums down the columns of the rows that are finite.
private struct ColumnSums: Sendable {
  var absolutes: [Double]
  var squares: [Double]
  var minima: [Float]
  var maxima: [Float]

  init(columns: Int) {
    absolutes = Array(repeating: 0, count: columns)
    squares = absolutes
    minima = Array(repeating: .infinity, count: columns)
    maxima = Array(repeating: -.infinity, count: columns)
  }

  mutating func add(_ block: RowBlock) {
    for id in block.rows {
      let row = block[row: id]
      guard let start = row.baseAddress, DotProducts.squares(start, count: row.count).isFinite else { continue }
      for index in row.indices {
        let value = Double(row[index])
        absolutes[index] += value.magnitude
        squares[index] += value * value
        minima[index] = min(minima[index], row[index])
        maxima[index] = max(maxima[index], row[index])
      }
    }
  }

  mutating func add(_ other: ColumnSums) {
    for index in absolutes.indices {
      absolutes[index] += other.absolutes[index]
      squares[index] += other.squares[index]
      minima[index] = min(minima[index], other.minima[index])
      maxima[index] = max(maxima[index], other.maxima[index])
    }
  }
}
