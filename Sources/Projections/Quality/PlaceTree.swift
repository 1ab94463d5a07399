/// The points of a map in a tree that halves them along the wider axis again and again, to find neighbours in the map
/// (Bentley 1975).
struct PlaceTree: Sendable {
  private let coordinates: [Float]
  private let dimensions: Int
  /// The points in the order of the leaves.
  private var order: [Int32]
  /// Per node, in depth-first order: the axis, and the coordinate that parts its points; leaves have axis -1.
  private var nodes: [Node] = []

  private struct Node: Sendable {
    var axis: Int
    var split: Float
    var range: Range<Int>
    /// The second child; the first follows its parent.
    var second: Int
  }

  private static var leafSize: Int { 16 }

  /// The tree of `points`, which are places in `coordinates` [V, dimensions].
  init(of points: [Int32], coordinates: [Float], dimensions: Int) {
    self.coordinates = coordinates
    self.dimensions = dimensions
    order = points
    if !points.isEmpty { build(0..<points.count) }
  }

  private mutating func build(_ range: Range<Int>) {
    let node = nodes.count
    nodes.append(Node(axis: -1, split: 0, range: range, second: 0))
    guard range.count > Self.leafSize, let axis = widestAxis(range) else { return }
    let (coordinates, dimensions) = (coordinates, dimensions)
    order[range].sort {
      let (a, b) = (coordinates[Int($0) * dimensions + axis], coordinates[Int($1) * dimensions + axis])
      return a < b || (a == b && $0 < $1)
    }
    let middle = range.lowerBound + range.count / 2
    nodes[node].axis = axis
    nodes[node].split = coordinates[Int(order[middle]) * dimensions + axis]
    build(range.lowerBound..<middle)
    nodes[node].second = nodes.count
    build(middle..<range.upperBound)
  }

  /// The axis along which the points spread most; nil where all lie in one place.
  private func widestAxis(_ range: Range<Int>) -> Int? {
    var widest: (axis: Int, width: Float)?
    for axis in 0..<dimensions {
      var (low, high) = (Float.infinity, -Float.infinity)
      for point in order[range] {
        let value = coordinates[Int(point) * dimensions + axis]
        low = min(low, value)
        high = max(high, value)
      }
      if high - low > widest?.width ?? 0 { widest = (axis, high - low) }
    }
    return widest?.axis
  }

  /// The `count` points nearest to `point`, without itself, the nearest first; ties go to the lower id.
  func nearest(to point: Int, count: Int) -> [Int32] {
    var found = Nearest(limit: count)
    if !nodes.isEmpty { search(0, point, &found) }
    return found.list.map(\.id)
  }

  private func search(_ index: Int, _ point: Int, _ found: inout Nearest) {
    let node = nodes[index]
    guard node.axis >= 0 else {
      for other in order[node.range] where Int(other) != point {
        var squared = 0.0
        for axis in 0..<dimensions {
          let apart =
            Double(coordinates[Int(other) * dimensions + axis]) - Double(coordinates[point * dimensions + axis])
          squared += apart * apart
        }
        found.offer(other, squared)
      }
      return
    }
    let beyond = Double(coordinates[point * dimensions + node.axis]) - Double(node.split)
    let (near, far) = beyond < 0 ? (index + 1, node.second) : (node.second, index + 1)
    search(near, point, &found)
    if beyond * beyond <= found.reach { search(far, point, &found) }
  }

  /// The nearest points so far, in order.
  private struct Nearest {
    let limit: Int
    var list: [(id: Int32, squared: Double)] = []

    init(limit: Int) {
      self.limit = limit
      list.reserveCapacity(limit + 1)
    }

    /// How far away a point may be that still counts.
    var reach: Double { list.count < limit ? .infinity : list.last?.squared ?? .infinity }

    mutating func offer(_ id: Int32, _ squared: Double) {
      guard limit > 0 else { return }
      if list.count == limit, let last = list.last, (squared, id) >= (last.squared, last.id) { return }
      let place = list.firstIndex { (squared, id) < ($0.squared, $0.id) } ?? list.count
      list.insert((id, squared), at: place)
      if list.count > limit { list.removeLast() }
    }
  }
}
