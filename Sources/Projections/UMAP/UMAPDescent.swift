import CVectorKernels
import Tensors
import Work

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
  private let curve: CurveFit
  private let repulsion: Double
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
    self.curve = curve
    self.repulsion = repulsion
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
      move(
        embedscope_layout_step(
          a: Float(curve.a), b: Float(curve.b), pull: Float(-2 * curve.a * curve.b),
          push: Float(2 * curve.b * repulsion), rate: rate,
          pushes: UInt32(truncatingIfNeeded: (negativeSamples + 1 - half) / 2)),
        epoch: UInt64(truncatingIfNeeded: epoch),
        seed: SeededRandom.hash(seed &+ UInt64(truncatingIfNeeded: 2 * epoch + half)))
      swap(&points, &moved)
    }
  }

  /// Puts every point's next place into ``moved``.
  private mutating func move(_ step: embedscope_layout_step, epoch: UInt64, seed: UInt64) {
    let (count, graph, rates) = (points.count, graph, rates)
    points.withUnsafeBytes { points in
      moved.withUnsafeMutableBytes { moved in
        // SAFETY: all rounds read `points`; each writes its own elements of `moved`.
        nonisolated(unsafe) let places = (
          from: points.assumingMemoryBound(to: Float.self).baseAddress,
          to: moved.assumingMemoryBound(to: Float.self).baseAddress
        )
        ParallelLoop.run((count + Self.blockSize - 1) / Self.blockSize) { block in
          guard let from = places.from, let to = places.to else { return }
          let rows = block * Self.blockSize..<min((block + 1) * Self.blockSize, count)
          let turns = Turns(of: rows, graph, rates, epoch: epoch)
          let seeds = rows.map { seed &+ SeededRandom.hash(UInt64(truncatingIfNeeded: $0)) }
          // SAFETY: a place is two floats, or four; ids and rows are rows of both; and each row has two offsets.
          withUnsafePointer(to: step) { step in
            embedscope_move_points(
              from, count, Point.dimensions, rows.lowerBound, rows.upperBound, turns.offsets, turns.ids, seeds, step,
              to)
          }
        }
      }
    }
  }

  /// The neighbours whose turn it is to pull at some consecutive points.
  private struct Turns {
    /// Where each point's neighbours begin, and where the last one's end.
    private(set) var offsets: [UInt32] = [0]
    private(set) var ids: [Int32]

    init(of rows: Range<Int>, _ graph: SymmetricGraph, _ rates: [UInt32], epoch: UInt64) {
      let edges = graph.offsets[rows.lowerBound]..<graph.offsets[rows.upperBound]
      offsets.reserveCapacity(rows.count + 1)
      var offsets = offsets
      // One more than there are edges: an edge is written before it is known whether its turn has come.
      ids = [Int32](unsafeUninitializedCapacity: edges.count + 1) { ids, count in
        for row in rows {
          for edge in graph.offsets[row]..<graph.offsets[row + 1] {
            let rate = UInt64(rates[edge])
            ids.initializeElement(at: count, to: graph.ids[edge])
            count += (epoch &* rate) &>> 31 != ((epoch &- 1) &* rate) &>> 31 ? 1 : 0
          }
          offsets.append(UInt32(truncatingIfNeeded: count))
        }
      }
      self.offsets = offsets
    }
  }
}

extension SeededRandom {
  /// The first number of the sequence that `seed` begins.
  static func hash(_ seed: UInt64) -> UInt64 {
    var random = SeededRandom(seed: seed)
    return random.next()
  }
}
