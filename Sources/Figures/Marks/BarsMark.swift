/// Bars from zero to a value, standing or lying.
public struct BarsMark: Sendable, Equatable {
  /// Where the bars stand on their axis (for lying bars: the vertical axis), in its units.
  public var positions: [Double]
  /// How far each bar reaches from zero, in the other axis's units; not-a-number draws no bar.
  public var lengths: [Double]
  /// How wide a bar is, in units of the axis it stands on.
  public var width: Double
  /// Whether the bars lie: positions on the vertical axis, lengths on the horizontal one.
  public var isHorizontal: Bool
  /// A text behind the end of each lying bar, such as its value: empty, or one for each bar.
  public var valueLabels: [String]
  /// The colour of all bars.
  public var color: MarkColor
  /// The series' name in the legend.
  public var label: String?

  /// Standing bars at `x` of the given `heights`.
  public init(
    x: [Double], heights: [Double], width: Double = 0.84, color: MarkColor = .series(0), label: String? = nil
  ) {
    self.init(
      positions: x, lengths: heights, width: width, isHorizontal: false, valueLabels: [], color: color, label: label)
  }

  /// Lying bars at `y` (0, 1, 2, … for categories) of the given `lengths`.
  public init(
    y: [Double], lengths: [Double], width: Double = 0.68, valueLabels: [String] = [], color: MarkColor = .series(0),
    label: String? = nil
  ) {
    self.init(
      positions: y, lengths: lengths, width: width, isHorizontal: true, valueLabels: valueLabels, color: color,
      label: label)
  }

  private init(
    positions: [Double], lengths: [Double], width: Double, isHorizontal: Bool, valueLabels: [String],
    color: MarkColor, label: String?
  ) {
    self.positions = positions
    self.lengths = lengths
    self.width = width
    self.isHorizontal = isHorizontal
    self.valueLabels = valueLabels
    self.color = color
    self.label = label
  }
}
