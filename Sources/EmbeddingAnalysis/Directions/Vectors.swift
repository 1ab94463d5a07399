/// Arithmetic on a few vectors of D values in 64 bits; for whole matrices there are passes over their rows.
public enum Vectors {
  /// The scalar product.
  ///
  /// - Precondition: both have the same length.
  public static func dot(_ a: [Double], _ b: [Double]) -> Double {
    precondition(a.count == b.count, "product of \(a.count) values with \(b.count)")
    return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The vector with length 1; nil for a vector of zeros and for one that is not finite.
  public static func unit(_ vector: [Double]) -> [Double]? {
    let norm = dot(vector, vector).squareRoot()
    guard norm > 0, norm.isFinite else { return nil }
    return vector.map { $0 / norm }
  }

  /// The cosine similarity, in [-1, 1]; nil where a vector has no direction.
  ///
  /// `cosine([1, 0], [1, 1])` is 0.7071….
  public static func cosine(_ a: [Double], _ b: [Double]) -> Double? {
    guard let a = unit(a), let b = unit(b) else { return nil }
    return min(1, max(-1, dot(a, b)))
  }

  /// Σ w·v / Σ|w|, gensim's weighted mean; nil where what is left of the vectors is only rounding: they cancel out.
  ///
  /// `mean([[1, 0], [0, 1]], weights: [1, -1])` is [0.5, -0.5].
  ///
  /// - Precondition: there are as many weights as vectors, and at least one; the vectors have the same length.
  public static func mean(_ vectors: [[Double]], weights: [Double]? = nil) -> [Double]? {
    let weights = weights ?? vectors.map { _ in 1 }
    precondition(!vectors.isEmpty && vectors.count == weights.count, "\(weights.count) weights for \(vectors.count)")
    let total = weights.reduce(0) { $0 + $1.magnitude }
    var result = [Double](repeating: 0, count: vectors[0].count)
    var longest = 0.0
    for (vector, weight) in zip(vectors, weights) {
      precondition(vector.count == result.count, "a mean of \(result.count) values and \(vector.count)")
      longest = max(longest, dot(vector, vector).squareRoot())
      for index in result.indices { result[index] += weight / total * vector[index] }
    }
    let length = dot(result, result).squareRoot()
    return length.isFinite && length > 1e-12 * longest ? result : nil
  }
}
