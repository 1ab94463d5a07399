/// How a figure is to look, whatever it shows; what is nil stays as the figure has it.
///
/// ```swift
/// var style = FigureStyle()
/// style.width = FigureLength(3.3, .inches).pixels
/// style.fontSize = FigureLength(8, .points).pixels
/// let figure = try figure.styled(style)
/// ```
public struct FigureStyle: Sendable, Equatable {
  /// The headline; empty for none.
  public var title: String?
  /// The width in CSS pixels, of which an inch has 96.
  public var width: Double?
  /// The height in CSS pixels; the figure grows beyond it where its labels need the room.
  public var height: Double?
  /// A font family that is tried before those of ``FontFamilies``.
  public var fontFamily: String?
  /// The size of the numbers at the axes in CSS pixels; other texts, lines and margins follow in proportion.
  public var fontSize: Double?
  /// The colours that stand for numbers.
  public var colorMap: ColorMap?
  /// The horizontal axis of the first panel that has one with numbers, and every other horizontal axis of that name.
  public var x = AxisStyle()
  /// The same for vertical axes.
  public var y = AxisStyle()

  /// What an axis shows, and how.
  public struct AxisStyle: Sendable, Equatable {
    /// The numbers from end to end.
    public var range: ClosedRange<Double>?
    /// Whether equal factors are equal lengths.
    public var isLogarithmic = false

    /// As the figure has it.
    public init() {}

    var changesNothing: Bool { range == nil && !isLogarithmic }
  }

  /// As the figure has it.
  public init() {}
}

/// A length with its unit.
public struct FigureLength: Sendable, Equatable {
  /// The units of lengths, called as they are written.
  public enum Unit: String, Sendable, CaseIterable {
    case pixels = "px"
    case points = "pt"
    case millimeters = "mm"
    case centimeters = "cm"
    case inches = "in"

    fileprivate var pixels: Double {
      switch self {
      case .pixels: 1
      case .points: 96 / 72
      case .millimeters: 96 / 25.4
      case .centimeters: 96 / 2.54
      case .inches: 96
      }
    }
  }

  /// The length in CSS pixels.
  public let pixels: Double

  /// `number` times `unit`.
  public init(_ number: Double, _ unit: Unit) { pixels = number * unit.pixels }
}
