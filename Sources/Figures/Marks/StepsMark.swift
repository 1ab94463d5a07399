/// A histogram's outline: constant between one edge and the next, down to zero at both ends.
public struct StepsMark: Sendable, Equatable {
  /// The edges, ascending; one more than values.
  public var edges: [Double]
  /// The height between each pair of edges.
  public var values: [Double]
  /// The line's width in pixels.
  public var width: Double
  /// Whether the area below is tinted.
  public var isFilled: Bool
  /// The colour of line and tint.
  public var color: MarkColor
  /// The series' name in the legend.
  public var label: String?

  /// Steps of `values` between `edges`.
  public init(
    edges: [Double], values: [Double], width: Double = 1.6, isFilled: Bool = true, color: MarkColor = .series(0),
    label: String? = nil
  ) {
    self.edges = edges
    self.values = values
    self.width = width
    self.isFilled = isFilled
    self.color = color
    self.label = label
  }
}
