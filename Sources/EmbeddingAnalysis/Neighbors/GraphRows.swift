/// What is known of the rows before their products are formed: lengths, and which rows take part.
struct GraphRows: Sendable {
  /// The length of each row in the space it is compared in; NaN for a row that is not finite.
  let norms: [Double]
  /// Rows of zeros, where angles are compared.
  let zeroRows: [Int]
  let nonFiniteRows: [Int]

  init(_ search: NeighborSearch) {
    let norms = search.norms ?? RowNorms(of: search.matrix).values
    self.norms = norms
    nonFiniteRows = norms.indices.filter { norms[$0].isNaN }
    zeroRows = search.metric == .cosine ? norms.indices.filter { norms[$0] == 0 } : []
  }

  /// Whether the bounds on rounding of products in 32 bits hold: nothing may overflow, and what underflows must be next to
  /// nothing beside the lengths.
  var fitsSinglePrecision: Bool {
    norms.allSatisfy { $0.isNaN || $0 == 0 || (1e-15 < $0 && $0 < 1e15) }
  }
}

/// What bounds the nearness of a row from the rounded product with it.
///
/// For row i as the one that asks and row j as the one that answers, in units of i's own,
///
///     upper(i, j) = alpha[j]·product + length[i]·beta[j] + gamma[j]  >=  true nearness  >=  upper - 2·(length[i]·beta[j] + slack[j])
///
/// A sum of D products in 32 bits, in any order, is within D·u·|a||b| of the true one (u = 2⁻²⁴; Higham 2002, section 3.1);
/// 16 more units cover the roundings of the bound itself, and of rows that were rounded to 32 bits. Units: the cosine times the
/// length of i; the scalar product; 2·product - |j|², which orders by distance.
struct GraphBounds: Sendable {
  var length: [Float]
  var alpha: [Float]
  var beta: [Float]
  var gamma: [Float]
  var slack: [Float]

  /// - Parameters:
  ///   - roundings: How many times a product was rounded to 32 bits: D, or once where it was formed in 64.
  ///   - isAnswer: Which rows can be neighbours: the bound of the others is NaN, which nothing lets through.
  init(_ metric: NeighborMetric, norms: [Double], roundings: Int, isAnswer: [Bool]) {
    let unit = 0x1p-24
    let error = Double(roundings + 16) * unit * 1.01
    length = norms.map { Float($0) }
    func column(_ value: (Double) -> Double) -> [Float] {
      norms.indices.map { isAnswer[$0] ? Float(value(norms[$0])) : .nan }
    }
    switch metric {
    case .cosine:
      alpha = column { 1 / $0 }
      beta = column { _ in error }
      gamma = column { _ in 0 }
      slack = column { _ in 0 }
    case .dot:
      alpha = column { _ in 1 }
      beta = column { error * $0 }
      gamma = column { _ in 0 }
      slack = column { _ in 0 }
    case .euclidean:
      alpha = column { _ in 2 }
      beta = column { 2 * error * $0 }
      gamma = column { -$0 * $0 * (1 - 16 * unit) }
      slack = column { 16 * unit * $0 * $0 }
    }
  }

  /// What the true nearness of j to i surely does not exceed, from their rounded product.
  @inline(__always)
  func upper(_ product: Float, _ i: Int, _ j: Int) -> Float {
    product * alpha[j] + (length[i] * beta[j] + gamma[j])
  }

  /// What surely does not exceed the true nearness of j to i, from its upper bound.
  @inline(__always)
  func lower(_ upper: Float, _ i: Int, _ j: Int) -> Float {
    upper - 2 * (length[i] * beta[j] + slack[j])
  }

  /// The largest number that a true nearness of `closeness` lets through as a threshold.
  static func threshold(_ metric: NeighborMetric, closeness: Double, norm: Double) -> Float {
    let value: Double
    switch metric {
    case .cosine: value = closeness * norm
    case .dot: value = closeness
    case .euclidean: value = closeness + norm * norm
    }
    let size = metric == .euclidean ? abs(closeness) + norm * norm : abs(value)
    return Float(value - size * 0x1p-22)
  }
}
