#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// In how many directions rows vary, read off the variances along their principal axes.
///
/// With the shares p = λ / Σλ of the variances λ. Every measure is nil where there is no variance at all.
public struct Spectrum: Sendable, Equatable {
  /// The share of each axis in the variance, falling; empty where there is no variance.
  public let shares: [Double]
  /// exp(-Σ p ln p), from 1 to D: Roy and Vetterli's effective rank (2007) of the covariance matrix.
  public let effectiveRank: Double?
  /// The same measure of the matrix of centred rows, whose singular values are the roots of λ; never smaller.
  public let effectiveRankOfRows: Double?
  /// (Σλ)² / Σλ², from 1 to D: the participation ratio, which small variances hardly touch.
  public let participationRatio: Double?
  /// IsoScore (Rudman and others 2022), from 0 for one direction to 1 for all alike; nil for D = 1, too.
  public let isoScore: Double?

  /// Measures `variances`, which are not negative, in falling order.
  public init(variances: [Double]) {
    let total = variances.reduce(0, +)
    guard total > 0, total.isFinite else {
      shares = []
      effectiveRank = nil
      effectiveRankOfRows = nil
      participationRatio = nil
      isoScore = nil
      return
    }
    shares = variances.map { $0 / total }
    effectiveRank = Self.rank(shares)
    let roots = shares.map { $0.squareRoot() }
    let rootTotal = roots.reduce(0, +)
    effectiveRankOfRows = Self.rank(roots.map { $0 / rootTotal })
    participationRatio = 1 / shares.reduce(0) { $0 + $1 * $1 }
    isoScore = Self.isoScore(shares)
  }

  /// The least number of axes that hold at least `share` of the variance; nil where there is none.
  public func axisCount(holding share: Double) -> Int? {
    guard !shares.isEmpty else { return nil }
    var sum = 0.0
    for (index, part) in shares.enumerated() {
      sum += part
      // A sum of all shares may be rounded to just below 1.
      if sum >= share * (1 - 1e-12) { return index + 1 }
    }
    return shares.count
  }

  private static func rank(_ shares: [Double]) -> Double {
    exp(shares.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 })
  }

  /// Steps 4 to 7 of the paper: the variances' vector is given the length √D and compared with (1, …, 1).
  private static func isoScore(_ shares: [Double]) -> Double? {
    guard shares.count > 1 else { return nil }
    let dimensions = Double(shares.count)
    let scale = dimensions.squareRoot() / shares.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let distance = shares.reduce(0) { $0 + ($1 * scale - 1) * ($1 * scale - 1) }.squareRoot()
    let spread = dimensions - dimensions.squareRoot()
    let defect = distance / (2 * spread).squareRoot()
    let used = (dimensions - defect * defect * spread) * (dimensions - defect * defect * spread) / dimensions
    return (used - 1) / (dimensions - 1)
  }
}
