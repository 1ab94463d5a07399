import Tensors

/// The mean cosine of all pairs of different rows: as they are, around their mean, and without their strongest axes.
///
/// With the unit rows û of n rows, Σ over i ≠ j of û_i · û_j is |Σû|² - n: the mean is (|Σû|² - n) / (n (n - 1)), exact
/// over all pairs, in one pass. Its error is about 2⁻⁵³ times the number of dimensions.
public struct MeanCosine: Sendable {
  /// The mean in one space.
  public struct Level: Sendable, Equatable {
    /// The mean over all pairs of different rows, in [-1, 1]; nil for fewer than two rows that have a direction.
    public let mean: Double?
    /// n: the rows that have a direction, being finite and not zero.
    public let rowCount: Int
  }

  /// Of the rows as they are.
  public let stored: Level
  /// Of the rows around their mean, first as they are, then without their strongest axis, without two, and so on.
  public let centred: [Level]
  /// What each dimension adds to the mean of ``stored``, which is their sum (Timkey and van Schijndel 2021); D values, or
  /// none where there is no mean.
  public let contributions: [Double]

  /// Reads `matrix` once, on all cores.
  ///
  /// - Parameters:
  ///   - axes: Those of the same matrix.
  ///   - removed: How many axes are taken out at most, one after the other.
  /// - Precondition: 0 <= `removed` <= D.
  public init(of matrix: EmbeddingMatrix, axes: PrincipalAxes, removing removed: Int) {
    precondition((0...matrix.columnCount).contains(removed), "\(removed) of \(matrix.columnCount) axes")
    let runs = matrix.mapRowRuns { rows in
      var sums = UnitSums(columns: matrix.columnCount, levels: removed + 2)
      matrix.forEachRowBlock(of: rows) { sums.add($0, axes: axes) }
      return sums
    }
    var total = UnitSums(columns: matrix.columnCount, levels: removed + 2)
    for run in runs { total.add(run) }
    let levels = (0..<removed + 2).map { total.level($0) }
    stored = levels[0]
    centred = Array(levels[1...])
    contributions = levels[0].mean == nil ? [] : total.contributions
  }
}

/// Sums of unit rows in several spaces.
private struct UnitSums: Sendable {
  private let columns: Int
  /// Σû for each level, D values after D values: stored, centred, centred without 1, 2, … axes.
  private var sums: [Double]
  private var counts: [Int]
  /// Σû² for each dimension, of the rows as they are.
  private var squares: [Double]

  init(columns: Int, levels: Int) {
    self.columns = columns
    sums = Array(repeating: 0, count: columns * levels)
    counts = Array(repeating: 0, count: levels)
    squares = Array(repeating: 0, count: columns)
  }

  mutating func add(_ block: RowBlock, axes: PrincipalAxes) {
    let columns = columns
    let meanNorm = axes.mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
    withUnsafeTemporaryAllocation(of: Double.self, capacity: columns) { scratch in
      guard let row = scratch.baseAddress else { return }
      for id in block.rows {
        let values = block[row: id]
        for index in 0..<columns { row[index] = Double(values[index]) }
        let size = DoubleVectors.dot(row, row, count: columns)
        if size.isFinite { add(row, norm: size.squareRoot(), meanNorm: meanNorm, axes: axes) }
      }
    }
  }

  /// Adds one finite row, which is changed.
  private mutating func add(_ row: UnsafeMutablePointer<Double>, norm: Double, meanNorm: Double, axes: PrincipalAxes) {
    // SAFETY: `row`, a level's part of `sums`, `squares`, the mean and each axis hold `columns` values.
    let columns = columns
    if norm > 0 {
      count(row, norm: norm, level: 0)
      for index in 0..<columns { squares[index] += (row[index] / norm) * (row[index] / norm) }
    }
    // What is left of a row that lies in what was taken out is rounding, and has no direction.
    let limit = 1e-12 * (norm + meanNorm)
    axes.mean.withUnsafeBufferPointer { mean in
      for index in 0..<columns { row[index] -= mean[index] }
    }
    for level in 1..<counts.count {
      if level > 1 {
        axes.vectors.withUnsafeBufferPointer { vectors in
          guard let axis = vectors.baseAddress.map({ $0 + (level - 2) * columns }) else { return }
          DoubleVectors.add(axis, times: -DoubleVectors.dot(row, axis, count: columns), to: row, count: columns)
        }
      }
      let rest = DoubleVectors.dot(row, row, count: columns).squareRoot()
      if rest > limit { count(row, norm: rest, level: level) }
    }
  }

  private mutating func count(_ row: UnsafeMutablePointer<Double>, norm: Double, level: Int) {
    counts[level] += 1
    let columns = columns
    sums.withUnsafeMutableBufferPointer { sums in
      guard let target = sums.baseAddress.map({ $0 + level * columns }) else { return }
      DoubleVectors.add(row, times: 1 / norm, to: target, count: columns)
    }
  }

  mutating func add(_ other: UnitSums) {
    for index in sums.indices { sums[index] += other.sums[index] }
    for index in counts.indices { counts[index] += other.counts[index] }
    for index in squares.indices { squares[index] += other.squares[index] }
  }

  func level(_ index: Int) -> MeanCosine.Level {
    let count = Double(counts[index])
    let sum = sums[index * columns..<(index + 1) * columns]
    let mean = counts[index] > 1 ? (sum.reduce(0) { $0 + $1 * $1 } - count) / (count * (count - 1)) : nil
    return .init(mean: mean.map { min(1, max(-1, $0)) }, rowCount: counts[index])
  }

  /// ((Σû_d)² - Σû_d²) / (n (n - 1)) for each dimension d.
  var contributions: [Double] {
    let pairs = Double(counts[0]) * (Double(counts[0]) - 1)
    return (0..<columns).map { (sums[$0] * sums[$0] - squares[$0]) / pairs }
  }
}
