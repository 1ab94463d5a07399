import Tensors

/// The descent of a UMAP map: in every epoch each point is drawn to those of its neighbours whose turn it is, and pushed
/// from points drawn at random.
///
/// umap-learn comes to an edge twice in an epoch, from either end, and moves both ends each time, one edge after another; in
/// parallel it gives up on the same result twice. Here an epoch has two halves, in each of which an edge whose turn it is
/// draws both of its ends once. A point makes all of its moves of a half one after another, while every other point stands
/// where it stood when the half began; so points can move at the same time, and the bits depend on nothing but the seed.
struct UMAPDescent<Point: MapPoint> {
  private let graph: SymmetricGraph
  /// How often each edge's turn comes, in 2⁻³¹ of an epoch.
  private let rates: [UInt32]
  private let forces: Forces
  private let seed: UInt64
  private let negativeSamples: Int
  private(set) var points: [Point]
  private var moved: [Point]

  private static var blockSize: Int { 256 }

  init(
    _ graph: SymmetricGraph, curve: CurveFit, repulsion: Double, negativeSamples: Int, epochs: Int, seed: UInt64,
    from points: [Point]
  ) {
    self.graph = graph
    let largest = graph.weights.max() ?? 0
    // Edges whose turn would not come once are dropped, as in umap-learn.
    rates = graph.weights.map { weight in
      largest > 0 && weight * Float(max(epochs, 11)) >= largest ? UInt32(Double(weight / largest) * 0x1p31) : 0
    }
    forces = Forces(curve: curve, repulsion: Float(repulsion))
    self.negativeSamples = negativeSamples
    self.seed = seed
    self.points = points
    moved = points
  }

  /// Moves every point through epoch `epoch`, counted from 0, by steps of `rate` of the forces.
  mutating func run(epoch: Int, rate: Float) {
    // No edge's turn comes before the first epoch has passed.
    guard epoch > 0 else { return }
    for half in 0..<2 {
      let mover = Mover(
        forces: forces, rate: rate, epoch: UInt64(truncatingIfNeeded: epoch),
        count: UInt64(truncatingIfNeeded: points.count), pushes: (negativeSamples + 1 - half) / 2)
      let halfSeed = SeededRandom.hash(seed &+ UInt64(truncatingIfNeeded: 2 * epoch + half))
      move(by: mover, halfSeed)
      swap(&points, &moved)
    }
  }

  /// Puts every point's next place into ``moved``.
  private mutating func move(by mover: Mover, _ halfSeed: UInt64) {
    let (count, graph, rates) = (points.count, graph, rates)
    points.withUnsafeBufferPointer { points in
      moved.withUnsafeMutableBufferPointer { moved in
        // SAFETY: all rounds read `points`; each writes its own elements of `moved`.
        nonisolated(unsafe) let (points, moved) = (points, moved)
        ParallelLoop.run((count + Self.blockSize - 1) / Self.blockSize) { block in
          graph.ids.withUnsafeBufferPointer { ids in
            rates.withUnsafeBufferPointer { rates in
              for index in block * Self.blockSize..<min((block + 1) * Self.blockSize, count) {
                let random = SeededRandom(seed: halfSeed &+ SeededRandom.hash(UInt64(truncatingIfNeeded: index)))
                let edges = graph.offsets[index]..<graph.offsets[index + 1]
                moved[index] = mover.move(points[index], edges, ids, rates, points, random)
              }
            }
          }
        }
      }
    }
  }

  private struct Mover: Sendable {
    let forces: Forces
    let rate: Float
    let epoch: UInt64
    let count: UInt64
    /// How many points drawn at random push for each pull.
    let pushes: Int

    @inline(__always)
    private func isTurn(_ rate: UInt32) -> Bool {
      rate > 0 && (epoch &* UInt64(rate)) &>> 31 != ((epoch &- 1) &* UInt64(rate)) &>> 31
    }

    /// Where a point at `start` gets to.
    func move(
      _ start: Point, _ edges: Range<Int>, _ ids: UnsafeBufferPointer<Int32>, _ rates: UnsafeBufferPointer<UInt32>,
      _ points: UnsafeBufferPointer<Point>, _ seeded: SeededRandom
    ) -> Point {
      var random = seeded
      var current = start
      for edge in edges where isTurn(rates[edge]) {
        var others = OtherPoints(repeating: current)
        others.neighbor = points[Int(ids[edge])]
        draw(min(3, pushes), from: points, &random, &others)
        current += forces.sum(on: current, from: others) * rate
        // More than three pushes come in turns of their own.
        for drawn in stride(from: 3, to: pushes, by: 3) {
          var more = OtherPoints(repeating: current)
          draw(min(3, pushes - drawn), from: points, &random, &more)
          current += forces.sum(on: current, from: more) * rate
        }
      }
      return current
    }

    /// Puts `samples` points drawn at random into the lanes for them; the others hold the point itself, which has no force.
    @inline(__always)
    private func draw(
      _ samples: Int, from points: UnsafeBufferPointer<Point>, _ random: inout SeededRandom,
      _ others: inout OtherPoints<Point>
    ) {
      let first = random.next()
      if samples > 0 { others.drawn.0 = points[index(first & 0xFFFF_FFFF)] }
      if samples > 1 { others.drawn.1 = points[index(first &>> 32)] }
      if samples > 2 { others.drawn.2 = points[index(random.next() &>> 32)] }
    }

    @inline(__always)
    private func index(_ bits: UInt64) -> Int { Int(truncatingIfNeeded: (bits &* count) &>> 32) }
  }
}

/// The four points that act on one at a time: a neighbour that pulls and three that push.
private struct OtherPoints<Point: MapPoint> {
  var neighbor: Point
  var drawn: (Point, Point, Point)

  @inline(__always)
  init(repeating point: Point) {
    neighbor = point
    drawn = (point, point, point)
  }

  /// One coordinate of all four.
  @inline(__always)
  subscript(axis: Int) -> SIMD4<Float> {
    SIMD4(neighbor[axis], drawn.0[axis], drawn.1[axis], drawn.2[axis])
  }
}

/// The slopes of UMAP's curve: a pull in lane 0, pushes in the others, none in any coordinate beyond 4.
private struct Forces: Sendable {
  typealias Lanes = SIMD4<Float>

  private let a: Float
  private let b: Float
  /// What the power of the distance is multiplied with above the line, and what is added there: −2ab and 0 for the pull,
  /// 0 and 2b for pushes.
  private let powerFactors: Lanes
  private let constants: Lanes
  /// What keeps pushes finite: nothing for the pull, 0.001 for pushes.
  private let softening: Lanes

  init(curve: CurveFit, repulsion: Float) {
    a = Float(curve.a)
    b = Float(curve.b)
    let push = Float(2 * curve.b) * repulsion
    powerFactors = Lanes(Float(-2 * curve.a * curve.b), 0, 0, 0)
    constants = Lanes(0, push, push, push)
    softening = Lanes(0, 0.001, 0.001, 0.001)
  }

  /// The force of all four together on `point`.
  @inline(__always)
  func sum<Point: MapPoint>(on point: Point, from others: OtherPoints<Point>) -> Point {
    let x = point[0] - others[0]
    let y = point[1] - others[1]
    var squared = x * x + y * y
    var z = Lanes()
    if Point.dimensions == 3 {
      z = point[2] - others[2]
      squared += z * z
    }
    // Equal places have no direction: whatever the factor, the force is zero.
    squared.replace(with: 1e-12, where: squared .< 1e-12)
    let power = FastLanes.power(squared, b)
    let factors =
      (powerFactors * power + constants) * FastLanes.reciprocal((power * a + 1) * (squared + softening))
    var sum = Point()
    sum[0] = Self.clipped(factors * x).sum()
    sum[1] = Self.clipped(factors * y).sum()
    if Point.dimensions == 3 { sum[2] = Self.clipped(factors * z).sum() }
    return sum
  }

  @inline(__always)
  private static func clipped(_ force: Lanes) -> Lanes {
    force.replacing(with: -4, where: force .< -4).replacing(with: 4, where: force .> 4)
  }
}

extension SeededRandom {
  /// The first number of the sequence that `seed` begins.
  static func hash(_ seed: UInt64) -> UInt64 {
    var random = SeededRandom(seed: seed)
    return random.next()
  }
}
