/// A cloud of points; those with a value that is not finite are left out.
public struct PointsMark: Sendable, Equatable {
  /// The points' horizontal values.
  public var x: [Double]
  /// The points' vertical values.
  public var y: [Double]
  /// A point's diameter in pixels.
  public var diameter: Double
  /// How much a point covers what is below it, from 0 to 1, so that crowds show as darker places.
  public var opacity: Double
  /// The points' colour.
  public var color: MarkColor
  /// The series' name in the legend.
  public var label: String?

  /// Points at (x, y); the longer of the two is cut.
  public init(
    x: [Double], y: [Double], diameter: Double = 6, opacity: Double = 0.5, color: MarkColor = .series(0),
    label: String? = nil
  ) {
    self.x = x
    self.y = y
    self.diameter = diameter
    self.opacity = opacity
    self.color = color
    self.label = label
  }
}
