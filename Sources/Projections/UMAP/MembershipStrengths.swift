import Tensors
import Work

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How strongly each point belongs to its neighbours, from 0 to 1: the nearest wholly, others by how much farther they
/// are, on a scale of each point's own (McInnes, Healy and Melville 2018).
enum MembershipStrengths {
  /// Strengths for `distances` [V, count], the rows rising.
  ///
  /// `neighborCount` counts the point itself, as umap-learn's `n_neighbors` does: the strengths of a row add up to its
  /// binary logarithm.
  static func strengths(distances: [Float], count: Int, neighborCount: Int) -> [Float] {
    let pointCount = distances.count / count
    let target = log2(Double(neighborCount))
    let finite = distances.reduce(into: (sum: 0.0, count: 0)) { if $1.isFinite { $0.sum += Double($1); $0.count += 1 } }
    // The zero distances of the points to themselves count too.
    let mean = finite.sum / Double(max(finite.count + pointCount, 1))
    let blockSize = 512
    let blocks = ParallelLoop.map((pointCount + blockSize - 1) / blockSize) { block -> [Float] in
      var result: [Float] = []
      for point in block * blockSize..<min((block + 1) * blockSize, pointCount) {
        result += row(distances[point * count..<(point + 1) * count].map(Double.init), target, mean)
      }
      return result
    }
    return Array(blocks.joined())
  }

  private static func row(_ distances: [Double], _ target: Double, _ mean: Double) -> [Float] {
    let nearest = distances.first { $0 > 0 } ?? 0
    let width = width(distances, nearest, target, mean)
    return distances.map { distance in
      guard distance.isFinite else { return 0 }
      return distance <= nearest || width == 0 ? 1 : Float(exp(-(distance - nearest) / width))
    }
  }

  /// The scale at which the strengths add up to `target`, found by halving; not below a thousandth of the mean distance.
  private static func width(_ distances: [Double], _ nearest: Double, _ target: Double, _ mean: Double) -> Double {
    var (low, high, middle) = (0.0, Double.infinity, 1.0)
    for _ in 0..<64 {
      let sum = distances.reduce(0.0) { sum, distance in
        guard distance.isFinite else { return sum }
        return sum + (distance > nearest ? exp(-(distance - nearest) / middle) : 1)
      }
      if abs(sum - target) < 1e-5 { break }
      if sum > target {
        high = middle
        middle = (low + high) / 2
      } else {
        low = middle
        middle = high.isFinite ? (low + high) / 2 : middle * 2
      }
    }
    let finite = distances.filter(\.isFinite)
    let own = finite.reduce(0, +) / Double(finite.count + 1)
    return max(middle, 1e-3 * (nearest > 0 ? own : mean))
  }
}
