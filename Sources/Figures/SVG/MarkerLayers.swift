/// Markers sorted into layers in which none overlaps another.
///
/// A layer can be one SVG path of dots and still look as if each marker had been painted on its own: half-transparent
/// markers add up where they overlap, which within one path they would not. 768 circles of 35 bytes become a few paths
/// with about 12 bytes per point.
struct MarkerLayers {
  private let diameter: Double
  /// Per layer the places taken, in cells as wide as a marker.
  private var cells: [[Cell: [Point]]] = []
  /// The layers, each with its points in their order.
  private(set) var layers: [[Point]] = []

  private struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  /// The points in as many layers as the densest place needs, at most `limit`.
  init(_ points: [Point], diameter: Double, limit: Int = 64) {
    self.diameter = max(diameter, 0.1)
    for point in points where point.x.isFinite && point.y.isFinite { place(point, limit: max(limit, 1)) }
  }

  private mutating func place(_ point: Point, limit: Int) {
    let limitOfPixels = 1e7
    let (x, y) = (min(max(point.x, -limitOfPixels), limitOfPixels), min(max(point.y, -limitOfPixels), limitOfPixels))
    let cell = Cell(column: Int((x / diameter).rounded(.down)), row: Int((y / diameter).rounded(.down)))
    let free = layers.indices.first { !isTaken(around: cell, by: point, in: $0) }
    let layer = free ?? (layers.count < limit ? layers.count : limit - 1)
    if layer == layers.count {
      layers.append([])
      cells.append([:])
    }
    layers[layer].append(point)
    cells[layer][cell, default: []].append(point)
  }

  private func isTaken(around cell: Cell, by point: Point, in layer: Int) -> Bool {
    for row in cell.row - 1...cell.row + 1 {
      for column in cell.column - 1...cell.column + 1 {
        for other in cells[layer][Cell(column: column, row: row)] ?? [] {
          let (dx, dy) = (other.x - point.x, other.y - point.y)
          if dx * dx + dy * dy < diameter * diameter { return true }
        }
      }
    }
    return false
  }
}
