import Tensors
import Work

/// An undirected graph with weights: for each point, whom it is tied to and how strongly.
///
/// Each edge is stored at both of its ends, with the same weight; the edges of a point are in the order of their ids.
struct SymmetricGraph: Sendable {
  /// Where each point's edges begin, and where the last one's end: one more than there are points.
  private(set) var offsets: [Int]
  private(set) var ids: [Int32]
  private(set) var weights: [Float]

  var pointCount: Int { offsets.count - 1 }

  /// How the weights of i → j and j → i become one; where there is no such edge, its weight is 0.
  enum Union: Sendable {
    /// Their mean, as in t-SNE.
    case mean
    /// a + b − a·b, the probability that at least one of two independent edges is there, as in UMAP.
    case probabilistic

    func callAsFunction(_ a: Float, _ b: Float) -> Float {
      switch self {
      case .mean: (a + b) / 2
      case .probabilistic: a + b - a * b
      }
    }
  }

  /// The union of the edges from each point to its `count` neighbours and back: `ids` and `weights` are [V, count].
  ///
  /// Neighbours beyond the points, and the point itself, are left out; so are edges of weight zero.
  init(ids: [Int32], weights: [Float], count: Int, union: Union) {
    precondition(ids.count == weights.count && count > 0 && ids.count % count == 0, "\(ids.count) edges, \(count) each")
    let pointCount = ids.count / count
    let edges = DirectedEdges(ids: ids, weights: weights, count: count)
    let blockSize = 512
    let blockCount = (pointCount + blockSize - 1) / blockSize
    @Sendable func points(_ block: Int) -> Range<Int> { block * blockSize..<min((block + 1) * blockSize, pointCount) }
    // Twice through the edges: counted, then written where they belong.
    let degrees = ParallelLoop.map(blockCount) { block in
      points(block).map { point in
        var degree = 0
        edges.forEach(of: point) { _, _, _ in degree += 1 }
        return degree
      }
    }
    var offsets = [0]
    offsets.reserveCapacity(pointCount + 1)
    for degree in degrees.joined() { offsets.append((offsets.last ?? 0) + degree) }
    let edgeCount = offsets.last ?? 0
    let starts = offsets
    var weightsOfEdges: [Float] = []
    self.ids = [Int32](unsafeUninitializedCapacity: edgeCount) { ids, idCount in
      weightsOfEdges = [Float](unsafeUninitializedCapacity: edgeCount) { weights, weightCount in
        // SAFETY: each point's edges have places of their own, as many as were counted.
        nonisolated(unsafe) let (ids, weights) = (ids, weights)
        ParallelLoop.run(blockCount) { block in
          for point in points(block) {
            var place = starts[point]
            edges.forEach(of: point) { id, a, b in
              ids.initializeElement(at: place, to: id)
              weights.initializeElement(at: place, to: union(a, b))
              place += 1
            }
          }
        }
        weightCount = edgeCount
      }
      idCount = edgeCount
    }
    self.offsets = offsets
    self.weights = weightsOfEdges
  }

  /// Multiplies every weight by `factor`.
  mutating func scale(by factor: Float) {
    for index in weights.indices { weights[index] *= factor }
  }
}

/// Edges in one direction, seen from both of their ends.
private struct DirectedEdges: Sendable {
  /// For each point the `count` points that it names, and how strongly.
  private let ids: [Int32]
  private let weights: [Float]
  private let count: Int
  /// For each point those that name it, in the order of their ids.
  private var offsets: [Int]
  private var sources: [Int32]
  private var sourceWeights: [Float]

  init(ids: [Int32], weights: [Float], count: Int) {
    self.ids = ids
    self.weights = weights
    self.count = count
    let pointCount = ids.count / count
    offsets = [Int](repeating: 0, count: pointCount + 1)
    sources = []
    sourceWeights = []
    for edge in ids.indices where counts(edge) { offsets[Int(ids[edge]) + 1] += 1 }
    for point in 0..<pointCount { offsets[point + 1] += offsets[point] }
    var next = offsets
    sources = [Int32](repeating: 0, count: offsets[pointCount])
    sourceWeights = [Float](repeating: 0, count: offsets[pointCount])
    for edge in ids.indices where counts(edge) {
      let target = Int(ids[edge])
      sources[next[target]] = Int32(truncatingIfNeeded: edge / count)
      sourceWeights[next[target]] = weights[edge]
      next[target] += 1
    }
  }

  private func counts(_ edge: Int) -> Bool {
    ids[edge] >= 0 && Int(ids[edge]) < ids.count / count && Int(ids[edge]) != edge / count && weights[edge] > 0
  }

  /// Calls `body` with every point that `point` names or that names it, in the order of their ids, and with the weights there and
  /// back: 0 where there is no such edge.
  func forEach(of point: Int, _ body: (_ id: Int32, _ there: Float, _ back: Float) -> Void) {
    let named = (point * count..<(point + 1) * count).filter(counts).sorted { ids[$0] < ids[$1] }
    var (out, into) = (0, offsets[point])
    let end = offsets[point + 1]
    while out < named.count || into < end {
      let outID = out < named.count ? ids[named[out]] : .max
      let intoID = into < end ? sources[into] : .max
      let id = min(outID, intoID)
      var (a, b): (Float, Float) = (0, 0)
      // A neighbour that is named twice counts once.
      while out < named.count, ids[named[out]] == id {
        a = max(a, weights[named[out]])
        out += 1
      }
      while into < end, sources[into] == id {
        b = max(b, sourceWeights[into])
        into += 1
      }
      body(id, a, b)
    }
  }
}
