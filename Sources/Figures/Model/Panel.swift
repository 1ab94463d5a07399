/// One pair of axes with the marks drawn between them.
///
/// A legend appears by itself when at least two series have a label; panels with the same legend share one above them,
/// and heat maps with the same limits share one colour bar.
public struct Panel: Sendable {
  /// What this panel shows, in bold above it; wraps.
  public var title: String?
  /// A remark opposite the title, such as what lies outside the axes.
  public var note: String?
  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
  /// What is drawn, the first at the bottom.
  public var marks: [Mark]
  /// The panel's part of its row's width, relative to its neighbours.
  public var widthShare: Double
  /// The part of the figure's height that the panel's row gets, relative to the other rows (the largest in the row counts).
  public var heightShare: Double

  /// A panel of `marks` between two axes.
  public init(
    title: String? = nil, note: String? = nil, x: Axis = Axis(), y: Axis = Axis(), marks: [Mark],
    widthShare: Double = 1, heightShare: Double = 1
  ) {
    self.title = title
    self.note = note
    self.x = x
    self.y = y
    self.marks = marks
    self.widthShare = widthShare
    self.heightShare = heightShare
  }
}
