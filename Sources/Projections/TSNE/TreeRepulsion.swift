import Tensors
import Work

/// What keeps the points of a t-SNE map in space apart, by cells of points that are far enough to count as one (Barnes and
/// Hut 1986; van der Maaten 2014).
///
/// A map in space is wide and sparse: a grid fine enough for its forces would not fit any memory. A cell counts as one
/// where its side is less than half of its distance (θ = 0.5, as in openTSNE).
struct TreeRepulsion: TSNERepulsion {
  typealias Point = SIMD4<Float>

  init() {}

  /// A cell, or a leaf of a few points; in depth-first order, so that what follows a cell are its parts.
  private struct Node: Sendable {
    /// Where its points are on average, and in the last lane how many they are.
    var middle: Point
    /// From this squared distance on it counts as one.
    var reach: Float
    /// The points, for a leaf that is looked at one by one.
    var range: Range<Int32>
    /// The node after all of its parts.
    var next: Int32
  }

  private static var leafSize: Int { 8 }
  /// One over θ².
  private static var strictness: Float { 4 }

  private var order = MortonOrder()
  private var sorted: [Point] = []
  private var nodes: [Node] = []

  mutating func apply(
    to points: UnsafePointer<Point>, count: Int, box: (lower: Point, upper: Point),
    forces: UnsafeMutablePointer<Point>
  ) -> Double {
    order.sort(points, count: count, box: box)
    sorted = order.ids.map { points[Int($0)] }
    nodes.removeAll(keepingCapacity: true)
    build(0..<count, level: 0)
    let (sorted, nodes, ids) = (sorted, nodes, order.ids)
    let blockSize = 256
    // SAFETY: `ids` has each of 0..<count once, so that every round writes forces of its own.
    nonisolated(unsafe) let forces = forces
    let sums = ParallelLoop.map((count + blockSize - 1) / blockSize) { block in
      sorted.withUnsafeBufferPointer { sorted in
        nodes.withUnsafeBufferPointer { nodes in
          var sum = 0.0
          for place in block * blockSize..<min((block + 1) * blockSize, count) {
            let (potential, force) = Self.push(sorted[place], sorted, nodes)
            forces[Int(ids[place])] = force
            // Its own 1 is no pair.
            sum += Double(potential) - 1
          }
          return sum
        }
      }
    }
    return max(sums.reduce(0, +), .leastNormalMagnitude)
  }

  /// Adds the cell of `range`, whose points agree in the first `level` steps of their order, and its parts.
  private mutating func build(_ range: Range<Int>, level: Int) {
    var middle = Point()
    for place in range { middle += sorted[place] }
    middle /= Float(range.count)
    middle.w = Float(range.count)
    let index = nodes.count
    let side = order.side(level: level)
    let isLeaf = range.count <= Self.leafSize || level == MortonOrder.levels
    // Many points in the smallest of cells are in one place.
    let reach = isLeaf && range.count > 4 * Self.leafSize ? 0 : side * side * Self.strictness
    nodes.append(
      Node(
        middle: middle, reach: reach,
        range: isLeaf ? Int32(range.lowerBound)..<Int32(range.upperBound) : 0..<0, next: 0))
    if !isLeaf {
      for part in order.parts(of: range, level: level) where !part.isEmpty { build(part, level: level + 1) }
    }
    nodes[index].next = Int32(nodes.count)
  }

  @inline(__always)
  private static func push(
    _ point: Point, _ sorted: UnsafeBufferPointer<Point>, _ nodes: UnsafeBufferPointer<Node>
  ) -> (potential: Float, force: Point) {
    var (potential, force) = (Float(0), Point())
    var index = 0
    while index < nodes.count {
      let node = nodes[index]
      var apart = point - node.middle
      apart.w = 0
      let squared = (apart * apart).sum()
      if squared >= node.reach {
        let kernel = 1 / (1 + squared)
        potential += node.middle.w * kernel
        force += apart * (node.middle.w * kernel * kernel)
        index = Int(node.next)
      } else {
        for place in node.range {
          let apart = point - sorted[Int(place)]
          let kernel = 1 / (1 + (apart * apart).sum())
          potential += kernel
          force += apart * (kernel * kernel)
        }
        index &+= 1
      }
    }
    return (potential, force)
  }
}
