/// A line through points, broken where a value is not finite.
public struct LineMark: Sendable, Equatable {
  /// The points' horizontal values.
  public var x: [Double]
  /// The points' vertical values.
  public var y: [Double]
  /// The line's width in pixels: about 1 for hundreds of points, 2 for a curve.
  public var width: Double
  /// The line's colour.
  public var color: MarkColor
  /// The series' name in the legend.
  public var label: String?

  /// A line through (x, y); the longer of the two is cut.
  public init(x: [Double], y: [Double], width: Double = 1.6, color: MarkColor = .series(0), label: String? = nil) {
    self.x = x
    self.y = y
    self.width = width
    self.color = color
    self.label = label
  }

  /// A line through `y`, whose horizontal values are 0, 1, 2 and so on.
  public init(y: [Double], width: Double = 1.6, color: MarkColor = .series(0), label: String? = nil) {
    self.init(x: y.indices.map(Double.init), y: y, width: width, color: color, label: label)
  }
}
