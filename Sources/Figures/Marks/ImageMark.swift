/// A grid of numbers as colours, with a colour bar beside the panel.
///
/// The grid may have fewer columns than the axis has units (50,257 tokens in 1,000 columns): ``xRange`` and ``yRange``
/// say what it spans, and the axes count in those units.
public struct ImageMark: Sendable, Equatable {
  /// The number of columns of the grid.
  public var columnCount: Int
  /// The number of rows of the grid.
  public var rowCount: Int
  /// Row after row, each from left to right, the top row first: `rowCount` × `columnCount`; not-a-number is grey.
  public var values: [Float]
  /// What the columns span on the horizontal axis.
  public var xRange: ClosedRange<Double>
  /// What the rows span on the vertical axis, which runs from top to bottom.
  public var yRange: ClosedRange<Double>
  /// The values that the two ends of the colour map stand for; what lies beyond takes the end's colour, and the bar then
  /// ends in a point.
  public var limits: ClosedRange<Double>
  /// Which colours.
  public var colorMap: ColorMap
  /// The name of the colour bar.
  public var label: String?
  /// How many digits after the point the numbers in the cells have; nil writes none.
  public var valueDigits: Int?

  /// A grid of `values`, given row after row from the top.
  ///
  /// `values.count` is `rowCount` × `columnCount`; missing ones are grey. The ranges default to the grid's own indices.
  public init(
    columnCount: Int, rowCount: Int, values: [Float], xRange: ClosedRange<Double>? = nil,
    yRange: ClosedRange<Double>? = nil, limits: ClosedRange<Double>, colorMap: ColorMap = .diverging,
    label: String? = nil, valueDigits: Int? = nil
  ) {
    self.columnCount = max(columnCount, 0)
    self.rowCount = max(rowCount, 0)
    self.values = values
    self.xRange = xRange ?? 0...Double(max(columnCount, 1))
    self.yRange = yRange ?? 0...Double(max(rowCount, 1))
    self.limits = limits
    self.colorMap = colorMap
    self.label = label
    self.valueDigits = valueDigits
  }
}
