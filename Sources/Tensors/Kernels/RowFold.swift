/// Many rows of floats folded into one, and the few numbers that describe all their values.
///
/// Rows are folded in one after the other, in 64-bit arithmetic: the result has the same bits however they are grouped
/// into calls.
package struct RowFold: Sendable {
  /// What the values of one column become.
  package enum Rule: Sendable {
    /// Their arithmetic mean.
    case mean
    /// The one that is farthest from zero, with its sign; of two that are equally far, the first.
    case maximumAbsolute
  }

  /// What the rows are folded by.
  package let rule: Rule
  /// The smallest value so far; infinity before the first.
  package private(set) var minimum = Float.infinity
  /// The largest value so far; minus infinity before the first.
  package private(set) var maximum = -Float.infinity
  /// The sum of all values: that of the columns' sums where there are such.
  package var sum: Double { rule == .mean ? sums.reduce(0, +) : extremesSum }
  /// The sum of all values without their signs.
  package private(set) var absoluteSum = 0.0
  /// How many values the sums hold.
  package private(set) var count = 0

  private let columns: Int
  /// The sum of all values (rule maximumAbsolute), else nothing.
  private var extremesSum = 0.0
  /// Column by column: the sum (rule mean), else nothing.
  private var sums: [Double]
  /// Column by column: the value farthest from zero (rule maximumAbsolute), else nothing.
  private var extremes: [Float]
  /// Column by column: how many values it holds.
  private var counts: [Int]

  /// A fold of no rows yet, for rows of `columns` values.
  package init(rule: Rule, columns: Int) {
    self.rule = rule
    self.columns = columns
    sums = [Double](repeating: 0, count: rule == .mean ? columns : 0)
    extremes = [Float](repeating: 0, count: rule == .maximumAbsolute ? columns : 0)
    counts = [Int](repeating: 0, count: columns)
  }

  /// False when a NaN or an infinity has been folded in by ``add(_:)``: the numbers are worthless then.
  package var isFinite: Bool { absoluteSum.isFinite }

  /// The folded row: one value per column, NaN where a column holds none.
  package var values: [Float] {
    (0..<columns).map { column in
      guard counts[column] > 0 else { return .nan }
      return rule == .mean ? Float(sums[column] / Double(counts[column])) : extremes[column]
    }
  }

  /// Folds in rows that hold neither NaN nor infinity, or whose ``isFinite`` is asked afterwards.
  ///
  /// - Precondition: `values` holds whole rows, one after the other.
  package mutating func add(_ values: UnsafeBufferPointer<Float>) {
    guard let start = values.baseAddress, columns > 0 else { return }
    let rows = values.count / columns
    precondition(rows * columns == values.count, "\(values.count) values in rows of \(columns)")
    for row in 0..<rows {
      let rowStart = UnsafeRawPointer(start + row &* columns)
      switch rule {
      case .mean: addToSums(rowStart)
      case .maximumAbsolute: addToExtremes(rowStart)
      }
      // The columns that do not fill a vector of four.
      for column in (columns & ~3)..<columns { addSingle(start[row &* columns &+ column], column) }
    }
    for column in 0..<(columns & ~3) { counts[column] += rows }
    count += rows * (columns & ~3)
  }

  /// Folds in rows without their NaNs and infinities: slow, for the rare rows that hold some.
  package mutating func addFinite(_ values: UnsafeBufferPointer<Float>) {
    for index in values.indices where values[index].isFinite { addSingle(values[index], index % columns) }
  }

  private mutating func addSingle(_ value: Float, _ column: Int) {
    minimum = min(minimum, value)
    maximum = max(maximum, value)
    absoluteSum += Double(value.magnitude)
    count += 1
    counts[column] += 1
    switch rule {
    case .mean: sums[column] += Double(value)
    case .maximumAbsolute:
      extremesSum += Double(value)
      if value.magnitude > extremes[column].magnitude { extremes[column] = value }
    }
  }

  private mutating func addToSums(_ row: UnsafeRawPointer) {
    let lanes = sums.withUnsafeMutableBytes { sums in
      var lanes = Lanes()
      guard let sums = sums.baseAddress else { return lanes }
      // SAFETY: `row` and `sums` have `columns` elements; the last step ends at a multiple of 4 below that.
      for column in stride(from: 0, to: columns & ~3, by: 4) {
        let value = row.loadUnaligned(fromByteOffset: column &* 4, as: SIMD4<Float>.self)
        let before = sums.loadUnaligned(fromByteOffset: column &* 8, as: SIMD4<Double>.self)
        sums.storeBytes(of: before + lanes.add(value), toByteOffset: column &* 8, as: SIMD4<Double>.self)
      }
      return lanes
    }
    take(lanes)
  }

  private mutating func addToExtremes(_ row: UnsafeRawPointer) {
    let lanes = extremes.withUnsafeMutableBytes { extremes in
      var lanes = Lanes()
      guard let extremes = extremes.baseAddress else { return lanes }
      // SAFETY: as in `addToSums`.
      for column in stride(from: 0, to: columns & ~3, by: 4) {
        let value = row.loadUnaligned(fromByteOffset: column &* 4, as: SIMD4<Float>.self)
        let before = extremes.loadUnaligned(fromByteOffset: column &* 4, as: SIMD4<Float>.self)
        lanes.sums += lanes.add(value)
        let after = before.replacing(with: value, where: Lanes.magnitude(value) .> Lanes.magnitude(before))
        extremes.storeBytes(of: after, toByteOffset: column &* 4, as: SIMD4<Float>.self)
      }
      return lanes
    }
    take(lanes)
  }

  private mutating func take(_ lanes: Lanes) {
    guard columns >= 4 else { return }
    extremesSum += lanes.sums.sum()
    absoluteSum += lanes.absoluteSums.sum()
    minimum = min(minimum, lanes.minima.min())
    maximum = max(maximum, lanes.maxima.max())
  }
}

/// The numbers about all values, four lanes at a time.
///
/// Each loop has its own, as a local variable: they stay in registers.
private struct Lanes {
  var sums = SIMD4<Double>()
  var absoluteSums = SIMD4<Double>()
  var minima = SIMD4<Float>(repeating: .infinity)
  var maxima = SIMD4<Float>(repeating: -.infinity)

  /// Takes four values in, but not into ``sums``, and returns them as doubles.
  @inline(__always)
  mutating func add(_ value: SIMD4<Float>) -> SIMD4<Double> {
    let wide = SIMD4<Double>(value)
    absoluteSums += Self.magnitude(wide)
    minima.replace(with: value, where: value .< minima)
    maxima.replace(with: value, where: value .> maxima)
    return wide
  }

  /// The values without their signs.
  @inline(__always)
  static func magnitude(_ value: SIMD4<Double>) -> SIMD4<Double> {
    // SAFETY: both types are four 64-bit lanes without padding, and every bit pattern is a value of either.
    unsafeBitCast(
      unsafeBitCast(value, to: SIMD4<UInt64>.self) & 0x7FFF_FFFF_FFFF_FFFF, to: SIMD4<Double>.self)
  }

  /// The values without their signs.
  @inline(__always)
  static func magnitude(_ value: SIMD4<Float>) -> SIMD4<Float> {
    // SAFETY: both types are four 32-bit lanes without padding, and every bit pattern is a value of either.
    unsafeBitCast(unsafeBitCast(value, to: SIMD4<UInt32>.self) & 0x7FFF_FFFF, to: SIMD4<Float>.self)
  }
}
