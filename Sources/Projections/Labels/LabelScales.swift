/// From which scale on each point of a flat map has its label, so that labels never overlap and zooming in only adds some.
///
/// A label is a box of a fixed size on the screen, centred on its point. A scale is how many pixels a unit of the map has. Two
/// boxes of half widths `a` and `b` and height `h` are free of each other from the scale min((a + b) / |Δx|, h / |Δy|) on. Points
/// are placed by falling importance; each gets the lowest scale from which on its box is free of all those before it for good
/// (Been, Daiches and Yap 2006, “Dynamic map labeling”: one range of scales for each label). So whoever draws a view takes
/// the labels in it whose scale is reached, and nothing else has to be computed.
///
/// ```swift
/// let labels = LabelScales(x: [0, 1], y: [0, 0], halfWidths: [20, 30], height: 14, order: [1, 0])
/// labels.scales      // [50, the lowest]: the second always, the first once a unit has 50 pixels
/// ```
package struct LabelScales: Sendable {
  /// For each point the lowest scale at which its label stands; infinite where it never does, because the point has no place, or
  /// lies where a more important one lies, so that it is within that one's label at every scale.
  package let scales: [Float]
  /// The lowest scale: the whole map is as wide or as high as ``smallestExtent`` pixels.
  package let minimumScale: Float
  /// The scale from which on nothing new appears.
  package let maximumScale: Float

  /// How many pixels the longer side of the whole map has where it is smallest.
  package static let smallestExtent: Float = 256

  /// Places the labels of the points (x, y), NaN for points without a place.
  ///
  /// Time and memory grow with the number of points and of levels of zoom until they are apart, not with its square.
  ///
  /// - Parameters:
  ///   - halfWidths: Half the width of each label's box, in pixels.
  ///   - height: The height of all boxes, in pixels.
  ///   - order: The points by falling importance; those not in it get no label.
  /// - Precondition: `x`, `y` and `halfWidths` are of one length, `order` holds places in them, each once at most.
  package init(x: [Float], y: [Float], halfWidths: [UInt8], height: Float, order: [Int]) {
    precondition(
      x.count == y.count && x.count == halfWidths.count, "\(x.count), \(y.count), \(halfWidths.count) points")
    let placed = order.filter { x[$0].isFinite && y[$0].isFinite }
    let bounds = MapBounds(x: x, y: y, of: placed)
    let lowest = Self.smallestExtent / bounds.extent
    var scales = [Float](repeating: .infinity, count: x.count)
    var levels = LabelLevels(
      bounds, lowestScale: lowest, boxWidth: 2 * Float(halfWidths.max() ?? 1), boxHeight: height,
      places: placed.map { (x[$0], y[$0]) })
    for (number, point) in placed.enumerated() {
      // From the deepest level at which the point has company: the first conflict found there is the last there is.
      var scale = lowest
      for level in stride(from: levels.deepest(of: number), through: 0, by: -1) {
        levels.forEachNear(number, at: level) { other in
          let rival = placed[other]
          let apart = Self.scaleOfPeace(
            dx: x[point] - x[rival], dy: y[point] - y[rival],
            width: Float(halfWidths[point]) + Float(halfWidths[rival]), height: height)
          if apart > scales[rival] { scale = max(scale, apart) }
        }
        // What is found at lower levels makes peace below this one's lowest scale.
        if scale >= levels.lowestScale(of: level) { break }
      }
      guard scale <= levels.highestScale else { continue }
      scales[point] = scale
      levels.add(number, from: scale)
    }
    self.scales = scales
    minimumScale = lowest
    maximumScale = scales.lazy.filter(\.isFinite).max() ?? lowest
  }

  /// From which scale on two boxes do not overlap; infinite for points in one place.
  private static func scaleOfPeace(dx: Float, dy: Float, width: Float, height: Float) -> Float {
    min(width / dx.magnitude, height / dy.magnitude)
  }
}

/// The rectangle that points lie in.
struct MapBounds {
  var left: Float
  var top: Float
  /// The longer side, never zero.
  var extent: Float

  init(x: [Float], y: [Float], of points: [Int]) {
    var (minX, maxX, minY, maxY) = (Float.infinity, -Float.infinity, Float.infinity, -Float.infinity)
    for point in points {
      (minX, maxX) = (min(minX, x[point]), max(maxX, x[point]))
      (minY, maxY) = (min(minY, y[point]), max(maxY, y[point]))
    }
    (left, top) = points.isEmpty ? (0, 0) : (minX, minY)
    let side = max(maxX - minX, maxY - minY)
    extent = side.isFinite && side > 0 ? side : 1
  }
}
