/// A straight line across the panel at one value of an axis.
public struct RuleMark: Sendable, Equatable {
  /// Which axis the value is on.
  public enum Direction: Sendable, Equatable {
    /// A vertical line at a value of the horizontal axis.
    case vertical
    /// A horizontal line at a value of the vertical axis.
    case horizontal
  }

  /// Which way the line runs.
  public var direction: Direction
  /// Where it stands.
  public var value: Double
  /// Whether it is dashed.
  public var isDashed: Bool
  /// The line's colour.
  public var color: MarkColor

  /// A vertical line at `x`.
  public init(x: Double, isDashed: Bool = true, color: MarkColor = .neutral) {
    self.direction = .vertical
    self.value = x
    self.isDashed = isDashed
    self.color = color
  }

  /// A horizontal line at `y`.
  public init(y: Double, isDashed: Bool = true, color: MarkColor = .neutral) {
    self.direction = .horizontal
    self.value = y
    self.isDashed = isDashed
    self.color = color
  }
}
