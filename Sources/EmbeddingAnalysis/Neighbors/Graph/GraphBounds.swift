import Tensors

/// What bounds the nearness of rows from their rounded products: from above, for the kernels, and from below.
///
/// Units are those of the query row: the cosine times its length; the scalar product; 2·product - |j|², which orders by
/// distance.
struct GraphBounds: Sendable {
  /// The bounds from above; that of a row that is no candidate is NaN.
  let pairs: PairBounds
  private let metric: NeighborMetric
  /// The row's length where nearness is measured by it.
  private let lengths: [Double]
  /// What of the terms shift and gamma is there for rounding alone.
  private let shiftSlack, gammaSlack: [Float]

  /// The unit roundoff of 32-bit floats.
  private static let unit = 0x1p-24

  /// The bounds for products formed in floats.
  ///
  /// A sum of D products in 32 bits, in any order, is within D·u·|a||b| of the true one (u = 2⁻²⁴; Higham 2002, section 3.1);
  /// 16 more units cover the roundings of the bound itself, and of rows that were rounded to 32 bits.
  ///
  /// - Parameters:
  ///   - roundings: How many times a product was rounded to 32 bits: D, or once where it was formed in 64.
  ///   - isCandidate: Which rows can be neighbours.
  init(_ metric: NeighborMetric, norms: [Double], roundings: Int, isCandidate: [Bool]) {
    let error = Double(roundings + 16) * Self.unit * 1.01
    self.init(
      metric, norms, norms.map { Row(length: $0, shift: 0, reach: $0, spread: 0, error: $0 * error) }, isCandidate)
  }

  /// The bounds for products of bytes, which stand for rows y without a mean, and are off by e each:
  /// |e_i||y_j| + |y_i||e_j| + |e_i||e_j|.
  ///
  /// - Parameters:
  ///   - norms: The rows' lengths with the mean.
  ///   - meanSquared: The mean's product with itself.
  ///   - isCandidate: Which rows can be neighbours.
  init(_ metric: NeighborMetric, norms: [Double], _ rows: [ByteRows.Row], meanSquared: Double, isCandidate: [Bool]) {
    let measured = rows.map { row -> Row in
      let error = row.residual * 1.000_001 + row.length * 16 * Self.unit
      // Distances are the same without the mean. A product with it is y·z + y·mean + z·mean + mean·mean: half of the last each.
      let shift = metric == .euclidean ? 0 : row.withMean + meanSquared / 2
      return Row(length: row.length, shift: shift, reach: row.length + error, spread: error, error: error)
    }
    self.init(metric, norms, measured, isCandidate)
  }

  /// A product with row j is within reach·(j's error) + spread·(j's length) of the true one, less both shifts.
  private struct Row {
    var length: Double
    var shift: Double
    var reach: Double
    var spread: Double
    var error: Double
  }

  private init(_ metric: NeighborMetric, _ norms: [Double], _ rows: [Row], _ isCandidate: [Bool]) {
    let slack = 16 * Self.unit
    let factors = norms.map { metric == .cosine ? 1 / $0 : metric == .dot ? 1 : 2 }
    let summands = zip(rows, factors).map { metric == .euclidean ? -$0.length * $0.length : $1 * $0.shift }
    self.metric = metric
    lengths = metric == .cosine ? norms : rows.map(\.length)
    shiftSlack = rows.map { Float(slack * $0.shift.magnitude) }
    gammaSlack = summands.map { Float(slack * $0.magnitude) }
    pairs = PairBounds(rowCount: rows.count) { term, index in
      let row = rows[index]
      switch term {
      case .shift: return row.shift + slack * row.shift.magnitude
      case .reach: return row.reach
      case .spread: return row.spread
      case .alpha: return isCandidate[index] ? factors[index] : .nan
      case .beta: return factors[index] * row.error
      case .gamma: return summands[index] + slack * summands[index].magnitude
      case .delta: return factors[index] * row.length
      }
    }
  }

  /// What the true nearness of j to i surely does not exceed, from their rounded product.
  @inline(__always)
  func upper(_ product: Float, _ i: Int, _ j: Int) -> Float { pairs.upper(product, i, j) }

  /// What surely does not exceed the true nearness of j to i, from its upper bound.
  @inline(__always)
  func lower(_ upper: Float, _ i: Int, _ j: Int) -> Float {
    upper - 2 * (pairs.error(i, j) + (pairs[.alpha, j] * shiftSlack[i] + gammaSlack[j]))
  }

  /// The largest number that a true `similarity` to row i lets through as a threshold.
  func threshold(_ i: Int, similarity: Double) -> Float {
    let squared = lengths[i] * lengths[i]
    switch metric {
    case .cosine: return Self.below(similarity * lengths[i], size: abs(similarity) * lengths[i])
    case .dot: return Self.below(similarity, size: abs(similarity))
    case .euclidean: return Self.below(similarity + squared, size: abs(similarity) + squared)
    }
  }

  private static func below(_ value: Double, size: Double) -> Float { Float(value - size * 0x1p-22) }
}
