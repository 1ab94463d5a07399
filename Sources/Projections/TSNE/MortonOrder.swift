/// Points in the order in which a curve visits the cells of an octree: points of a cell follow each other (Morton 1966).
struct MortonOrder {
  /// How often cells are halved.
  static let levels = 10

  /// The points, in order.
  private(set) var ids: [Int32] = []
  /// The cells' numbers, in order: three bits for each level.
  private var codes: [UInt32] = []
  private var extent: Float = 0

  /// The side of a cell after `level` halvings.
  func side(level: Int) -> Float { extent / Float(1 << level) }

  /// Orders `points`, which lie within `box`; equal cells by the lower id.
  mutating func sort(
    _ points: UnsafePointer<SIMD4<Float>>, count: Int, box: (lower: SIMD4<Float>, upper: SIMD4<Float>)
  ) {
    extent = max((box.upper - box.lower).max(), .leastNormalMagnitude)
    let scale = Float(1 << Self.levels) / extent
    let last = Float((1 << Self.levels) - 1)
    var codes = (0..<count).map { index -> UInt32 in
      let place = (points[index] - box.lower) * scale
      return Self.spread(min(place.x, last)) << 2 | Self.spread(min(place.y, last)) << 1
        | Self.spread(min(place.z, last))
    }
    var ids = (0..<Int32(truncatingIfNeeded: count)).map { $0 }
    // By ten bits at a time, the last first; each pass keeps the order of equals.
    for shift in [UInt32(0), 10, 20] { Self.pass(&codes, &ids, shift) }
    (self.codes, self.ids) = (codes, ids)
  }

  /// The parts of a cell, whose points agree in the first `level` steps.
  func parts(of range: Range<Int>, level: Int) -> [Range<Int>] {
    let shift = UInt32(3 * (Self.levels - 1 - level))
    var start = range.lowerBound
    return (0..<8).map { part in
      var end = start
      while end < range.upperBound, codes[end] >> shift & 7 == UInt32(part) { end += 1 }
      defer { start = end }
      return start..<end
    }
  }

  private static func pass(_ codes: inout [UInt32], _ ids: inout [Int32], _ shift: UInt32) {
    var places = [Int](repeating: 0, count: 1025)
    for code in codes { places[Int(code >> shift & 1023) + 1] += 1 }
    for digit in 0..<1024 { places[digit + 1] += places[digit] }
    var (sortedCodes, sortedIDs) = (codes, ids)
    for index in codes.indices {
      let digit = Int(codes[index] >> shift & 1023)
      sortedCodes[places[digit]] = codes[index]
      sortedIDs[places[digit]] = ids[index]
      places[digit] += 1
    }
    (codes, ids) = (sortedCodes, sortedIDs)
  }

  /// The ten bits of a coordinate, two zeros between each.
  private static func spread(_ coordinate: Float) -> UInt32 {
    var bits = UInt32(coordinate)
    bits = (bits | bits << 16) & 0x0300_00FF
    bits = (bits | bits << 8) & 0x0300_F00F
    bits = (bits | bits << 4) & 0x030C_30C3
    return (bits | bits << 2) & 0x0924_9249
  }
}
