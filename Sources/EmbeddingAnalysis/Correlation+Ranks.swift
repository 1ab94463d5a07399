#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension Correlation {
  /// A correlation coefficient with the probability of one as large, either way, if there were no connection.
  public struct Coefficient: Sendable, Equatable, Codable {
    /// The coefficient, in [-1, 1].
    public var r: Double
    /// The two-sided p-value, by Student's t distribution with n - 2 degrees of freedom; nil for n < 3.
    public var p: Double?
  }

  /// Pearson's coefficient of two lists, as `scipy.stats.pearsonr(a, b)`; nil where it is not defined: fewer than two values,
  /// a list of equal values, a number that is not finite.
  ///
  /// `pearson(of: [1, 2, 3], and: [2, 4, 7])?.r` is 0.9933….
  ///
  /// - Precondition: both have the same length.
  public static func pearson(of a: [Double], and b: [Double]) -> Coefficient? {
    precondition(a.count == b.count, "correlation of \(a.count) values with \(b.count)")
    guard let firstA = a.first, let firstB = b.first, a.contains(where: { $0 != firstA }),
      b.contains(where: { $0 != firstB })
    else { return nil }
    let (aroundA, normA) = centred(a)
    let (aroundB, normB) = centred(b)
    let r = zip(aroundA, aroundB).reduce(0) { $0 + $1.0 / normA * ($1.1 / normB) }
    guard r.isFinite else { return nil }
    let bounded = min(1, max(-1, r))
    return Coefficient(r: bounded, p: pValue(bounded, count: a.count))
  }

  /// Spearman's rank coefficient of two lists, as `scipy.stats.spearmanr(a, b)`: Pearson's of their ranks, where equal
  /// values share the mean of their ranks; nil where that is not defined.
  ///
  /// `spearman(of: [1, 2, 2, 9], and: [1, 4, 3, 5])?.r` is 0.9486….
  ///
  /// - Precondition: both have the same length.
  public static func spearman(of a: [Double], and b: [Double]) -> Coefficient? {
    guard !a.contains(where: \.isNaN), !b.contains(where: \.isNaN) else { return nil }
    return pearson(of: ranks(a), and: ranks(b))
  }

  /// The place of each value in rising order, from 1; equal values have the mean of their places.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  private static func centred(_ values: [Double]) -> (values: [Double], norm: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let around = values.map { $0 - mean }
    return (around, around.reduce(0) { $0 + $1 * $1 }.squareRoot())
  }

  /// I(1 - r²; n/2 - 1, 1/2), which is the two-sided tail of Student's t for t = r √((n - 2) / (1 - r²)).
  private static func pValue(_ r: Double, count: Int) -> Double? {
    guard count > 2 else { return nil }
    return IncompleteBeta.regularised((1 - r) * (1 + r), a: Double(count) / 2 - 1, b: 0.5)
  }
}

/// The regularised incomplete beta function.
enum IncompleteBeta {
  /// I(x; a, b) for x in [0, 1], to about 1e-13, by its continued fraction (DLMF 8.17.22).
  static func regularised(_ x: Double, a: Double, b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges quickly on this side of the mean; I(x; a, b) = 1 - I(1 - x; b, a) gives the other.
    if x > (a + 1) / (a + b + 2) { return 1 - regularised(1 - x, a: b, b: a) }
    let front = exp(a * log(x) + b * log1p(-x) - logBeta(a, b)) / a
    return front / fraction(x, a, b)
  }

  /// 1 + d₁/(1 + d₂/(1 + …)), evaluated from the front by Lentz's method.
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var value = 1.0
    var numerator = 1.0
    var denominator = 0.0
    for step in 1...100_000 {
      let m = Double(step / 2)
      let term =
        step % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      denominator = 1 / (1 + term * denominator)
      numerator = 1 + term / numerator
      value *= numerator * denominator
      if abs(numerator * denominator - 1) < 1e-15 { break }
    }
    return value
  }

  private static func logBeta(_ a: Double, _ b: Double) -> Double { lgamma(a) + lgamma(b) - lgamma(a + b) }
}
