/// The points of a map in grids of cells, one grid for each doubling of the scale: what finds the labels that could be in the way
/// of another.
///
/// A cell of a level is as large as the largest label is at the level's lowest scale, so that whatever overlaps a label
/// within the level lies in the nine cells around it. A point that is alone in these is alone at every deeper level, too:
/// only points in company are kept there, and most leave after a few levels.
struct LabelLevels {
  /// How many levels there are at most: the deepest has 2²⁶ times the lowest scale, where a float hardly tells points apart.
  private static let limit = 26

  private let bounds: MapBounds
  private let lowest: Float
  private let cellWidth: Float
  private let cellHeight: Float
  private let places: [(x: Float, y: Float)]
  /// The deepest level at which each point has company; -1 for a point that never has.
  private var deepest: [Int8]
  /// For each level the last point added to a cell, and for each entry the one before it.
  private var heads: [[UInt64: Int32]]
  private var entries: [(point: Int32, next: Int32)] = []

  init(
    _ bounds: MapBounds, lowestScale: Float, boxWidth: Float, boxHeight: Float, places: [(x: Float, y: Float)]
  ) {
    self.bounds = bounds
    lowest = lowestScale
    cellWidth = boxWidth / lowestScale
    cellHeight = boxHeight / lowestScale
    self.places = places
    deepest = [Int8](repeating: -1, count: places.count)
    heads = []
    var crowded = Array(places.indices)
    while !crowded.isEmpty, heads.count < Self.limit {
      let level = heads.count
      var counts: [UInt64: Int32] = [:]
      for point in crowded { counts[key(point, level), default: 0] += 1 }
      crowded = crowded.filter { point in
        var company = 0
        forEachKey(around: point, level) { company += Int(counts[$0] ?? 0) }
        return company > 1
      }
      for point in crowded { deepest[point] = Int8(level) }
      heads.append([:])
    }
  }

  /// The scale up to which points that differ are told apart.
  var highestScale: Float { lowestScale(of: Self.limit) }

  /// The lowest scale of a level.
  func lowestScale(of level: Int) -> Float { lowest * Float(UInt64(1) << UInt64(level)) }

  /// The deepest level at which `point` has company.
  func deepest(of point: Int) -> Int { Int(deepest[point]) }

  /// Calls `body` with all points that were added to the cells around `point`.
  func forEachNear(_ point: Int, at level: Int, _ body: (Int) -> Void) {
    forEachKey(around: point, level) { key in
      var entry = heads[level][key] ?? -1
      while entry >= 0 {
        body(Int(entries[Int(entry)].point))
        entry = entries[Int(entry)].next
      }
    }
  }

  /// Adds a point whose label stands from `scale` on.
  mutating func add(_ point: Int, from scale: Float) {
    var level = deepest(of: point)
    while level >= 0, scale < lowestScale(of: level + 1) {
      let key = key(point, level)
      entries.append((Int32(point), heads[level][key] ?? -1))
      heads[level][key] = Int32(entries.count - 1)
      level -= 1
    }
  }

  private func cell(_ point: Int, _ level: Int) -> (x: Int, y: Int) {
    let zoom = Double(UInt64(1) << UInt64(level))
    return (
      Int((Double(places[point].x) - Double(bounds.left)) / Double(cellWidth) * zoom),
      Int((Double(places[point].y) - Double(bounds.top)) / Double(cellHeight) * zoom)
    )
  }

  private static func key(_ x: Int, _ y: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: x) << 32 | UInt64(UInt32(truncatingIfNeeded: y))
  }

  private func key(_ point: Int, _ level: Int) -> UInt64 {
    let cell = cell(point, level)
    return Self.key(cell.x, cell.y)
  }

  private func forEachKey(around point: Int, _ level: Int, _ body: (UInt64) -> Void) {
    let cell = cell(point, level)
    for x in cell.x - 1...cell.x + 1 {
      for y in cell.y - 1...cell.y + 1 { body(Self.key(x, y)) }
    }
  }
}
