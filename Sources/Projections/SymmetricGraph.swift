import Tensors

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
    let incoming = Incoming(ids: ids, weights: weights, count: count)
    let blockSize = 512
    let blocks = ParallelLoop.map((pointCount + blockSize - 1) / blockSize) { block in
      Block(
        points: block * blockSize..<min((block + 1) * blockSize, pointCount), ids: ids, weights: weights, count: count,
        incoming: incoming, union: union)
    }
    let edgeCount = blocks.reduce(0) { $0 + $1.ids.count }
    offsets = [0]
    offsets.reserveCapacity(pointCount + 1)
    self.ids = []
    self.weights = []
    self.ids.reserveCapacity(edgeCount)
    self.weights.reserveCapacity(edgeCount)
    for block in blocks {
      for degree in block.degrees { offsets.append((offsets.last ?? 0) + degree) }
      self.ids += block.ids
      self.weights += block.weights
    }
  }

  /// Multiplies every weight by `factor`.
  mutating func scale(by factor: Float) {
    for index in weights.indices { weights[index] *= factor }
  }
}

/// The edges that lead to each point, in the order of where they come from.
private struct Incoming: Sendable {
  var offsets: [Int]
  var sources: [Int32]
  var weights: [Float]

  init(ids: [Int32], weights: [Float], count: Int) {
    let pointCount = ids.count / count
    func counts(_ edge: Int) -> Bool {
      ids[edge] >= 0 && Int(ids[edge]) < pointCount && Int(ids[edge]) != edge / count && weights[edge] > 0
    }
    offsets = [Int](repeating: 0, count: pointCount + 1)
    for edge in ids.indices where counts(edge) { offsets[Int(ids[edge]) + 1] += 1 }
    for point in 0..<pointCount { offsets[point + 1] += offsets[point] }
    var next = offsets
    sources = [Int32](repeating: 0, count: offsets[pointCount])
    self.weights = [Float](repeating: 0, count: offsets[pointCount])
    for edge in ids.indices where counts(edge) {
      let target = Int(ids[edge])
      sources[next[target]] = Int32(truncatingIfNeeded: edge / count)
      self.weights[next[target]] = weights[edge]
      next[target] += 1
    }
  }
}

/// The undirected edges of some consecutive points.
private struct Block: Sendable {
  var degrees: [Int] = []
  var ids: [Int32] = []
  var weights: [Float] = []

  init(
    points: Range<Int>, ids: [Int32], weights: [Float], count: Int, incoming: Incoming, union: SymmetricGraph.Union
  ) {
    let pointCount = incoming.offsets.count - 1
    var outgoing: [(id: Int32, weight: Float)] = []
    for point in points {
      outgoing.removeAll(keepingCapacity: true)
      for edge in point * count..<(point + 1) * count
      where ids[edge] >= 0 && Int(ids[edge]) < pointCount && Int(ids[edge]) != point && weights[edge] > 0 {
        outgoing.append((ids[edge], weights[edge]))
      }
      outgoing.sort { $0.id < $1.id }
      let before = self.ids.count
      merge(outgoing, incoming, incoming.offsets[point]..<incoming.offsets[point + 1], union)
      degrees.append(self.ids.count - before)
    }
  }

  /// Both lists are in the order of their ids.
  private mutating func merge(
    _ outgoing: [(id: Int32, weight: Float)], _ incoming: Incoming, _ range: Range<Int>, _ union: SymmetricGraph.Union
  ) {
    var (out, into) = (0, range.lowerBound)
    while out < outgoing.count || into < range.upperBound {
      let outID = out < outgoing.count ? outgoing[out].id : .max
      let intoID = into < range.upperBound ? incoming.sources[into] : .max
      let id = min(outID, intoID)
      var (a, b): (Float, Float) = (0, 0)
      // A neighbour that is named twice counts once.
      while out < outgoing.count, outgoing[out].id == id {
        a = max(a, outgoing[out].weight)
        out += 1
      }
      while into < range.upperBound, incoming.sources[into] == id {
        b = max(b, incoming.weights[into])
        into += 1
      }
      ids.append(id)
      weights.append(union(a, b))
    }
  }
}
