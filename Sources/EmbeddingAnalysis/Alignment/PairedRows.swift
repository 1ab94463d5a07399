import Tensors
import Work

/// Rows of two matrices that belong together, one pair for each word that both models have: [n, D₁] and [n, D₂].
///
/// Each side is a copy of the chosen rows, so that what is computed from it runs at the speed of memory whatever the
/// files hold.
package struct PairedRows: Sendable {
  /// The rows of the first matrix.
  package let a: Side
  /// The rows of the second.
  package let b: Side
  /// n, the number of pairs.
  package var count: Int { a.rowCount }

  /// One model's rows.
  package struct Side: Sendable {
    /// The values, row after row.
    package var values: [Float]
    /// n, the number of rows.
    package let rowCount: Int
    /// D, the number of values in a row.
    package let columnCount: Int

    /// The values of row `index`.
    func row(_ index: Int) -> ArraySlice<Float> { values[index * columnCount..<(index + 1) * columnCount] }
  }

  /// The rows `pairs` of `a` and `b`.
  ///
  /// - Precondition: the indices lie within the matrices, and the rows hold finite values (``hasFiniteRow(_:at:)``).
  package init(_ a: EmbeddingMatrix, _ b: EmbeddingMatrix, pairs: [(a: Int, b: Int)]) {
    self.a = Self.gather(a, pairs.map(\.a))
    self.b = Self.gather(b, pairs.map(\.b))
  }

  init(a: Side, b: Side) {
    precondition(a.rowCount == b.rowCount, "\(a.rowCount) rows beside \(b.rowCount)")
    self.a = a
    self.b = b
  }

  private static func gather(_ matrix: EmbeddingMatrix, _ rows: [Int]) -> Side {
    var values = [Float](repeating: 0, count: rows.count * matrix.columnCount)
    values.withUnsafeMutableBufferPointer { buffer in
      // SAFETY: each round writes the values of its own row, and the loop ends before the closure does.
      nonisolated(unsafe) let target = buffer
      let step = 256
      ParallelLoop.run((rows.count + step - 1) / step) { block in
        for index in block * step..<min((block + 1) * step, rows.count) {
          matrix.withRows(rows[index]..<rows[index] + 1) { source in
            for (column, value) in source.values.enumerated() { target[index * matrix.columnCount + column] = value }
          }
        }
      }
    }
    return Side(values: values, rowCount: rows.count, columnCount: matrix.columnCount)
  }

  /// Whether row `index` of `matrix` holds finite values alone.
  package static func hasFiniteRow(_ matrix: EmbeddingMatrix, at index: Int) -> Bool {
    matrix.withRows(index..<index + 1) { $0.values.allSatisfy(\.isFinite) }
  }

  /// The same words, those of `b` in another order: `order[i]` is the row of `b` that comes to stand beside row i of `a`.
  func shuffled(_ order: [Int]) -> PairedRows { PairedRows(a: a, b: b.reordered(order)) }

  /// Orders of n rows drawn from `seed`, the same for every measure.
  static func orders(_ count: Int, of n: Int, seed: UInt64) -> [[Int]] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in (0..<n).shuffled(using: &random) }
  }
}

extension PairedRows.Side {
  /// The rows in another order.
  func reordered(_ order: [Int]) -> Self {
    var result = Self(values: [], rowCount: order.count, columnCount: columnCount)
    result.values.reserveCapacity(order.count * columnCount)
    for index in order { result.values.append(contentsOf: row(index)) }
    return result
  }

  /// The mean of each column.
  func columnMeans() -> [Double] {
    var sums = [Double](repeating: 0, count: columnCount)
    for index in 0..<rowCount {
      for (column, value) in row(index).enumerated() { sums[column] += Double(value) }
    }
    return sums.map { $0 / Double(max(rowCount, 1)) }
  }

  /// The rows in 64 bits, the columns' means taken off.
  func centered(means: [Double]? = nil) -> [Double] {
    let means = means ?? columnMeans()
    return [Double](unsafeUninitializedCapacity: values.count) { buffer, count in
      for (index, value) in values.enumerated() { buffer[index] = Double(value) - means[index % columnCount] }
      count = values.count
    }
  }

  /// The rows scaled to length 1; a zero row stays zero.
  func normalized() -> Self {
    var result = self
    for index in 0..<rowCount {
      let norm = row(index).reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      guard norm > 0 else { continue }
      for place in index * columnCount..<(index + 1) * columnCount {
        result.values[place] = Float(Double(values[place]) / norm)
      }
    }
    return result
  }
}

/// A measure of two models, and what it gives where words are paired at random.
package struct BaselinedMeasure: Sendable, Equatable {
  /// The measure; nil where it is not defined.
  package var value: Double?
  /// Its mean over random pairings.
  package var baselineMean: Double?
  /// Its standard deviation over random pairings.
  package var baselineDeviation: Double?

  init(value: Double?, shuffled: [Double?]) {
    self.value = value
    let known = shuffled.compactMap { $0 }
    guard known.count > 1 else { return }
    let mean = known.reduce(0, +) / Double(known.count)
    baselineMean = mean
    baselineDeviation =
      (known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count - 1)).squareRoot()
  }

  package init(value: Double?, baselineMean: Double?, baselineDeviation: Double?) {
    self.value = value
    self.baselineMean = baselineMean
    self.baselineDeviation = baselineDeviation
  }
}
