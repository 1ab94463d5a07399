import Tensors
import Work

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How likely each point is to choose each of its neighbours: a normal distribution over the distances, as wide as makes
/// the choice as uncertain as one among `perplexity` equals (van der Maaten and Hinton 2008).
enum PerplexityCalibration {
  /// Probabilities for `distances` [V, count]: each row adds up to 1.
  ///
  /// - Precondition: 1 ≤ `perplexity` ≤ `count`.
  static func probabilities(distances: [Float], count: Int, perplexity: Double) -> [Float] {
    let pointCount = distances.count / count
    let blockSize = 512
    let target = log(perplexity)
    let blocks = ParallelLoop.map((pointCount + blockSize - 1) / blockSize) { block -> [Float] in
      var result: [Float] = []
      var squares = [Double](repeating: 0, count: count)
      var weights = squares
      for point in block * blockSize..<min((block + 1) * blockSize, pointCount) {
        for index in 0..<count {
          let distance = Double(distances[point * count + index])
          squares[index] = distance.isFinite ? distance * distance : .infinity
        }
        calibrate(squares, target, &weights)
        result += weights.lazy.map { Float($0) }
      }
      return result
    }
    return Array(blocks.joined())
  }

  /// Newton's method for the precision at which the entropy is `target`, kept between bounds that shrink.
  private static func calibrate(_ squares: [Double], _ target: Double, _ weights: inout [Double]) {
    let nearest = squares.min() ?? 0
    guard nearest.isFinite else {
      for index in weights.indices { weights[index] = 0 }
      return
    }
    let mean = squares.reduce(0.0) { $0 + ($1.isFinite ? $1 - nearest : 0) } / Double(squares.count)
    var precision = mean > 0 ? 1 / mean : 1
    var (low, high) = (0.0, Double.infinity)
    for _ in 0..<64 {
      let (entropy, variance) = entropy(squares, nearest, precision, &weights)
      let difference = entropy - target
      if abs(difference) <= 1e-9 || variance == 0 { break }
      if difference > 0 { low = precision } else { high = precision }
      // The entropy falls by precision · variance.
      var next = precision + difference / (precision * variance)
      if !(next > low && next < high) { next = high.isFinite ? (low + high) / 2 : precision * 2 }
      if next == precision { break }
      precision = next
    }
  }

  /// The entropy of the choice, and the variance of the squared distance under it; `weights` gets the probabilities.
  private static func entropy(
    _ squares: [Double], _ nearest: Double, _ precision: Double, _ weights: inout [Double]
  ) -> (entropy: Double, variance: Double) {
    var (sum, first, second) = (0.0, 0.0, 0.0)
    for index in squares.indices {
      let beyond = squares[index] - nearest
      let weight = beyond.isFinite ? exp(-precision * beyond) : 0
      weights[index] = weight
      guard weight > 0 else { continue }
      sum += weight
      first += weight * beyond
      second += weight * beyond * beyond
    }
    for index in weights.indices { weights[index] /= sum }
    let mean = first / sum
    return (log(sum) + precision * mean, max(second / sum - mean * mean, 0))
  }
}
