/// Measures of how two lists of numbers go together.
public enum Correlation {
  /// Pearson's correlation coefficient r of two lists of equal length, in [-1, 1], computed in 64-bit arithmetic.
  ///
  /// `pearson([1, 2, 3], [2, 4, 7])` is 0.9933…; the same as `numpy.corrcoef(a, b)[0, 1]` on float64. The result is nil
  /// where r is not defined: fewer than two values, a list whose values are all equal, a NaN or an infinity.
  ///
  /// - Precondition: `a` and `b` have the same length; compare vectors of different length over what they share.
  public static func pearson(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Double? {
    pearson(values: Array(a), values: Array(b))
  }

  private static func pearson(values a: [Float], values b: [Float]) -> Double? {
    precondition(a.count == b.count, "correlation of \(a.count) values with \(b.count)")
    // A mean may be rounded, and leave a list of equal values a variance: compare the values themselves.
    guard let firstA = a.first, let firstB = b.first, a.contains(where: { $0 != firstA }),
      b.contains(where: { $0 != firstB })
    else { return nil }
    let meanA = a.reduce(0.0) { $0 + Double($1) } / Double(a.count)
    let meanB = b.reduce(0.0) { $0 + Double($1) } / Double(b.count)
    var squaresA = 0.0
    var squaresB = 0.0
    var products = 0.0
    for (valueA, valueB) in zip(a, b) {
      let distanceA = Double(valueA) - meanA
      let distanceB = Double(valueB) - meanB
      squaresA += distanceA * distanceA
      squaresB += distanceB * distanceB
      products += distanceA * distanceB
    }
    let r = products / squaresA.squareRoot() / squaresB.squareRoot()
    // Rounding can carry r a little past its bounds.
    return r.isFinite ? min(max(r, -1), 1) : nil
  }
}
