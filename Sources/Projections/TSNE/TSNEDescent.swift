import Tensors
import Work

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The descent of a t-SNE map: points, their speeds and their gains.
///
/// Every sum over points is made in blocks of fixed size, added in order; every point is moved by one round of a loop,
/// from places that all rounds read and none writes. So the bits do not depend on the number of cores.
struct TSNEDescent<Point: MapPoint> {
  private let affinities: SymmetricGraph
  private(set) var points: [Point]
  private var moved: [Point]
  private var forces: [Point]
  private var updates: [Point]
  private var gains: [Point]
  private var repulsion = Point.Repulsion()

  private static var blockSize: Int { 512 }
  /// Up to here all pairs cost less than the grid.
  private static var fewPoints: Int { 1500 }
  /// No step is longer than this, as in openTSNE.
  private static var longestStep: Float { 5 }

  init(_ affinities: SymmetricGraph, from points: [Point]) {
    self.affinities = affinities
    self.points = points
    moved = points
    forces = [Point](repeating: Point(), count: points.count)
    updates = forces
    gains = [Point](repeating: Point(repeating: 1), count: points.count)
  }

  struct Step {
    var exaggeration: Float
    var learningRate: Float
    var momentum: Float
  }

  /// Moves every point once.
  mutating func take(_ step: Step) {
    let normalisation = repel()
    let mover = Mover(step: step, scale: Float(1 / normalisation), longest: Self.longestStep)
    let (count, blockSize) = (points.count, Self.blockSize)
    let affinities = affinities
    var mean = Self.zeros
    withBuffers { points, moved, forces, updates, gains in
      // SAFETY: all rounds read `points`; each writes the other elements of its own block of points.
      nonisolated(unsafe) let (points, moved, forces, updates, gains) = (points, moved, forces, updates, gains)
      let sums = ParallelLoop.map((count + blockSize - 1) / blockSize) { block in
        var sum = Self.zeros
        affinities.ids.withUnsafeBufferPointer { ids in
          affinities.weights.withUnsafeBufferPointer { weights in
            for index in block * blockSize..<min((block + 1) * blockSize, count) {
              let range = affinities.offsets[index]..<affinities.offsets[index + 1]
              let pull = Self.pull(points, index, range, ids, weights)
              moved[index] = mover.move(
                points[index], pull: pull, push: forces[index], update: &updates[index], gain: &gains[index])
              for axis in 0..<Point.dimensions { sum[axis] += Double(moved[index][axis]) }
            }
          }
        }
        return sum
      }
      for sum in sums { mean += sum }
    }
    centre(mean / Double(max(count, 1)))
  }

  /// How much the map's probabilities differ from those of the rows: the Kullback-Leibler divergence, in nats.
  mutating func divergence() -> Double {
    let normalisation = repel()
    let (blockSize, count) = (Self.blockSize, points.count)
    let (points, affinities) = (points, affinities)
    let sums = ParallelLoop.map((count + blockSize - 1) / blockSize) { block in
      var sum = SIMD2<Double>()
      for index in block * blockSize..<min((block + 1) * blockSize, count) {
        for edge in affinities.offsets[index]..<affinities.offsets[index + 1] {
          let apart = points[index] - points[Int(affinities.ids[edge])]
          let weight = Double(affinities.weights[edge])
          guard weight > 0 else { continue }
          sum += SIMD2(weight * (log(weight) + log(1 + Double((apart * apart).sum()))), weight)
        }
      }
      return sum
    }
    let total = sums.reduce(SIMD2()) { $0 + $1 }
    return total.y > 0 ? total.x + total.y * log(normalisation) : 0
  }

  private static var zeros: SIMD4<Double> { SIMD4() }

  /// The sum of p / (1 + d²) · (yᵢ − yⱼ) over a point's neighbours.
  @inline(__always)
  private static func pull(
    _ points: UnsafePointer<Point>, _ index: Int, _ range: Range<Int>, _ ids: UnsafeBufferPointer<Int32>,
    _ weights: UnsafeBufferPointer<Float>
  ) -> Point {
    let point = points[index]
    var (even, odd) = (Point(), Point())
    var edge = range.lowerBound
    // Two sums, so that one need not wait for the other.
    while edge &+ 1 < range.upperBound {
      let apart = point - points[Int(ids[edge])]
      let apart2 = point - points[Int(ids[edge &+ 1])]
      even += apart * (weights[edge] / (1 + (apart * apart).sum()))
      odd += apart2 * (weights[edge &+ 1] / (1 + (apart2 * apart2).sum()))
      edge &+= 2
    }
    if edge < range.upperBound {
      let apart = point - points[Int(ids[edge])]
      even += apart * (weights[edge] / (1 + (apart * apart).sum()))
    }
    return even + odd
  }

  /// Fills ``forces``; returns the sum of 1 / (1 + d²).
  private mutating func repel() -> Double {
    let count = points.count
    let box = bounds()
    return points.withUnsafeBufferPointer { points in
      forces.withUnsafeMutableBufferPointer { forces in
        guard let points = points.baseAddress, let forces = forces.baseAddress else { return 1 }
        if count <= Self.fewPoints { return PairwiseRepulsion.apply(to: points, count: count, forces: forces) }
        return repulsion.apply(to: points, count: count, box: box, forces: forces)
      }
    }
  }

  private func bounds() -> (lower: Point, upper: Point) {
    var (lower, upper) = (points.first ?? Point(), points.first ?? Point())
    for point in points {
      lower = pointwiseMin(lower, point)
      upper = pointwiseMax(upper, point)
    }
    return (lower, upper)
  }

  /// Takes the moved points over, with their mean at the origin.
  private mutating func centre(_ mean: SIMD4<Double>) {
    var middle = Point()
    for axis in 0..<Point.dimensions { middle[axis] = Float(mean[axis]) }
    for index in points.indices { points[index] = moved[index] - middle }
  }

  private mutating func withBuffers(
    _ body: (
      UnsafePointer<Point>, UnsafeMutablePointer<Point>, UnsafePointer<Point>, UnsafeMutablePointer<Point>,
      UnsafeMutablePointer<Point>
    ) -> Void
  ) {
    points.withUnsafeBufferPointer { points in
      moved.withUnsafeMutableBufferPointer { moved in
        forces.withUnsafeBufferPointer { forces in
          updates.withUnsafeMutableBufferPointer { updates in
            gains.withUnsafeMutableBufferPointer { gains in
              guard let points = points.baseAddress, let moved = moved.baseAddress, let forces = forces.baseAddress,
                let updates = updates.baseAddress, let gains = gains.baseAddress
              else { return }
              body(points, moved, forces, updates, gains)
            }
          }
        }
      }
    }
  }

  /// One step of one point: momentum, and a gain for each coordinate that grows while its direction holds (Jacobs 1988).
  private struct Mover: Sendable {
    let step: Step
    /// One over the sum of 1 / (1 + d²).
    let scale: Float
    let longest: Float

    @inline(__always)
    func move(_ point: Point, pull: Point, push: Point, update: inout Point, gain: inout Point) -> Point {
      let gradient = pull * step.exaggeration - push * scale
      let turned = Self.sign(update) .!= Self.sign(gradient)
      gain = (gain * 0.8 + 0.01).replacing(with: gain + 0.2, where: turned)
      update = update * step.momentum - gain * gradient * step.learningRate
      let length = (update * update).sum().squareRoot()
      if length > longest { update *= longest / length }
      return point + update
    }

    @inline(__always)
    private static func sign(_ value: Point) -> Point {
      Point().replacing(with: 1, where: value .> 0).replacing(with: -1, where: value .< 0)
    }
  }
}
