/// A figure as data: what is to be seen, without a word about pixels, fonts or files.
///
/// ``layout(measurer:width:)`` turns it into a ``Scene``, and a ``Canvas`` draws that: text goes through one escaping
/// path, so titles, labels and categories may hold any token.
///
/// ```swift
/// let lengths = Panel(
///   title: "gpt2", x: Axis("Token length"), y: Axis("Tokens"),
///   marks: [.bars(BarsMark(x: [1, 2, 3], heights: [256, 1000, 4000]))])
/// let scene = Figure("Token lengths", panels: [[lengths]]).layout()
/// ```
public struct Figure: Sendable {
  /// The headline, in bold above everything; wraps, and shrinks before it is cut.
  public var title: String
  /// A sentence under the headline; wraps.
  public var subtitle: String?
  /// What a reader who cannot see the figure should know; the title and subtitle where it is `nil`.
  public var summary: String?
  /// Rows of panels, top to bottom; the panels of a row stand side by side, and axes are aligned along rows and columns.
  public var panels: [[Panel]]
  /// Small print under the figure, one paragraph each; wraps.
  public var notes: [String]
  /// The preferred size in CSS pixels: the width is kept, the height grows where labels need room.
  public var size: Size
  /// How it is to look, beyond what it shows; see ``styled(_:)``.
  public internal(set) var style = FigureStyle()

  /// A figure of `panels`.
  public init(
    _ title: String, subtitle: String? = nil, summary: String? = nil, panels: [[Panel]], notes: [String] = [],
    size: Size = Size(width: 900, height: 440)
  ) {
    self.title = title
    self.subtitle = subtitle
    self.summary = summary
    self.panels = panels
    self.notes = notes
    self.size = size
  }
}
