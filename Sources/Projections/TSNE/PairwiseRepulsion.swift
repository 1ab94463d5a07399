import Tensors
import Work

/// What keeps the points of a t-SNE map apart, summed over all pairs: for a few thousand points, and to measure
/// ``GridRepulsion`` by.
enum PairwiseRepulsion<Point: MapPoint> {
  /// Writes to `forces` what pushes each point, and returns the sum of 1 / (1 + d²) over all ordered pairs.
  static func apply(
    to points: UnsafePointer<Point>, count: Int, forces: UnsafeMutablePointer<Point>
  ) -> Double {
    let blockSize = 64
    // SAFETY: both have `count` elements; all rounds read, each writes the forces of its own points.
    nonisolated(unsafe) let (points, forces) = (points, forces)
    let sums = ParallelLoop.map((count + blockSize - 1) / blockSize) { block in
      var sum = 0.0
      for index in block * blockSize..<min((block + 1) * blockSize, count) {
        let point = points[index]
        var force = Point()
        var potential: Float = 0
        for other in 0..<count {
          let apart = point - points[other]
          let kernel = 1 / (1 + (apart * apart).sum())
          potential += kernel
          force += apart * (kernel * kernel)
        }
        forces[index] = force
        sum += Double(potential) - 1
      }
      return sum
    }
    return max(sums.reduce(0, +), .leastNormalMagnitude)
  }
}
