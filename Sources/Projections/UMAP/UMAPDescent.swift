import Tensors

/// The descent of a UMAP map: in every epoch each point is drawn to those of its neighbours whose turn it is, and pushed
/// from points drawn at random.
///
/// umap-learn moves both ends of one edge after another, and in parallel gives up on the same result twice. Here a point
/// makes all of its moves of an epoch at once, one after another, while every other point stands where it stood when the
/// epoch began; so points can move at the same time, and the bits depend on nothing but the seed. An edge that
/// umap-learn comes to from either end draws the point twice: the second time from where the first would have left both.
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
    let count = points.count
    let epochSeed = SeededRandom.hash(seed &+ UInt64(truncatingIfNeeded: epoch))
    let mover = Mover(
      forces: forces, rate: rate, epoch: UInt64(truncatingIfNeeded: epoch), count: UInt64(truncatingIfNeeded: count),
      negativeSamples: negativeSamples)
    let (graph, rates) = (graph, rates)
    points.withUnsafeBufferPointer { points in
      moved.withUnsafeMutableBufferPointer { moved in
        // SAFETY: all rounds read `points`; each writes its own elements of `moved`.
        nonisolated(unsafe) let (points, moved) = (points, moved)
        ParallelLoop.run((count + Self.blockSize - 1) / Self.blockSize) { block in
          graph.ids.withUnsafeBufferPointer { ids in
            rates.withUnsafeBufferPointer { rates in
              for index in block * Self.blockSize..<min((block + 1) * Self.blockSize, count) {
                let random = SeededRandom(seed: epochSeed &+ SeededRandom.hash(UInt64(truncatingIfNeeded: index)))
                let edges = graph.offsets[index]..<graph.offsets[index + 1]
                moved[index] = mover.move(points[index], edges, ids, rates, points, random)
              }
            }
          }
        }
      }
    }
    swap(&points, &moved)
  }

  private struct Mover: Sendable {
    let forces: Forces
    let rate: Float
    let epoch: UInt64
    let count: UInt64
    let negativeSamples: Int

    @inline(__always)
    private func isTurn(_ rate: UInt32) -> Bool {
      rate > 0 && (epoch &* UInt64(rate)) &>> 31 != ((epoch &- 1) &* UInt64(rate)) &>> 31
    }

    /// Lane 0 is the pull to a neighbour, lane 1 the second pull to the neighbour before it, the others are pushes from
    /// points drawn at random.
    func move(
      _ start: Point, _ edges: Range<Int>, _ ids: UnsafeBufferPointer<Int32>, _ rates: UnsafeBufferPointer<UInt32>,
      _ points: UnsafeBufferPointer<Point>, _ seeded: SeededRandom
    ) -> Point {
      guard epoch > 0 else { return start }
      var random = seeded
      var current = start
      var before: Point?
      for edge in edges where isTurn(rates[edge]) {
        let neighbor = points[Int(ids[edge])]
        var lanes = OtherPoints(repeating: current)
        lanes.neighbor = neighbor
        lanes.neighborBefore = before ?? current
        draw(min(6, negativeSamples), from: points, &random, &lanes)
        let (pull, sum) = forces.sum(on: current, from: lanes)
        before = neighbor - pull * rate
        current += sum * rate
        // More than six pushes come in turns of their own.
        for drawn in stride(from: 6, to: negativeSamples, by: 6) {
          var more = OtherPoints(repeating: current)
          draw(min(6, negativeSamples - drawn), from: points, &random, &more)
          current += forces.sum(on: current, from: more).sum * rate
        }
      }
      if let before {
        var lanes = OtherPoints(repeating: current)
        lanes.neighborBefore = before
        current += forces.sum(on: current, from: lanes).sum * rate
      }
      return current
    }

    /// Puts `samples` points drawn at random into the lanes for them; the others hold the point itself, which has no force.
    @inline(__always)
    private func draw(
      _ samples: Int, from points: UnsafeBufferPointer<Point>, _ random: inout SeededRandom,
      _ lanes: inout OtherPoints<Point>
    ) {
      let (first, second, third) = (random.next(), random.next(), random.next())
      if samples > 0 { lanes.drawn.0 = points[index(first & 0xFFFF_FFFF)] }
      if samples > 1 { lanes.drawn.1 = points[index(first &>> 32)] }
      if samples > 2 { lanes.drawn.2 = points[index(second & 0xFFFF_FFFF)] }
      if samples > 3 { lanes.drawn.3 = points[index(second &>> 32)] }
      if samples > 4 { lanes.drawn.4 = points[index(third & 0xFFFF_FFFF)] }
      if samples > 5 { lanes.drawn.5 = points[index(third &>> 32)] }
    }

    @inline(__always)
    private func index(_ bits: UInt64) -> Int { Int(truncatingIfNeeded: (bits &* count) &>> 32) }
  }
}

/// The eight points that act on one at a time.
private struct OtherPoints<Point: MapPoint> {
  var neighbor: Point
  var neighborBefore: Point
  var drawn: (Point, Point, Point, Point, Point, Point)

  @inline(__always)
  init(repeating point: Point) {
    neighbor = point
    neighborBefore = point
    drawn = (point, point, point, point, point, point)
  }

  /// One coordinate of all eight.
  @inline(__always)
  subscript(axis: Int) -> SIMD8<Float> {
    SIMD8(
      neighbor[axis], neighborBefore[axis], drawn.0[axis], drawn.1[axis], drawn.2[axis], drawn.3[axis],
      drawn.4[axis], drawn.5[axis])
  }
}

/// The slopes of UMAP's curve: pulls in lanes 0 and 1, pushes in the others, none in any coordinate beyond 4.
private struct Forces: Sendable {
  typealias Lanes = SIMD8<Float>

  private let a: Float
  private let b: Float
  /// What the power of the distance is multiplied with above the line, and what is added there: −2ab and 0 for pulls, 0
  /// and 2b for pushes.
  private let powerFactors: Lanes
  private let constants: Lanes
  /// What keeps pushes finite: nothing for pulls, 0.001 for pushes.
  private let softening: Lanes

  init(curve: CurveFit, repulsion: Float) {
    a = Float(curve.a)
    b = Float(curve.b)
    let pull = Float(-2 * curve.a * curve.b)
    let push = Float(2 * curve.b) * repulsion
    powerFactors = Lanes(pull, pull, 0, 0, 0, 0, 0, 0)
    constants = Lanes(0, 0, push, push, push, push, push, push)
    softening = Lanes(0, 0, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001)
  }

  /// The force of lane 0 on `point`, and that of all lanes together.
  @inline(__always)
  func sum<Point: MapPoint>(on point: Point, from others: OtherPoints<Point>) -> (first: Point, sum: Point) {
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
    var (first, sum) = (Point(), Point())
    let forceX = Self.clipped(factors * x)
    (first[0], sum[0]) = (forceX[0], forceX.sum())
    let forceY = Self.clipped(factors * y)
    (first[1], sum[1]) = (forceY[0], forceY.sum())
    if Point.dimensions == 3 {
      let forceZ = Self.clipped(factors * z)
      (first[2], sum[2]) = (forceZ[0], forceZ.sum())
    }
    return (first, sum)
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
