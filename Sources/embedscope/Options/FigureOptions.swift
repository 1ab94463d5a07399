import Figures
import FiguresCairo
import Studies

/// How figures look, as typed: shared by every command that draws.
struct FigureOptions: Sendable, Equatable {
  /// On what page a figure stands.
  enum PageTheme: String, CaseIterable, Sendable {
    case light, dark, auto

    /// The colours of SVG, which can hold both.
    var scheme: SVGWriter.Scheme {
      switch self {
      case .light: .light
      case .dark: .dark
      case .auto: .automatic
      }
    }
  }

  var theme: PageTheme
  var scale: Double
  var style = FigureStyle()

  init(_ parsed: ParameterValues) throws {
    theme = try parsed[Self.theme]
    scale = try parsed[Self.scale]
    style.title = try parsed[Self.title]
    style.width = try parsed[Self.width]
    style.height = try parsed[Self.height]
    style.fontFamily = try parsed[Self.font]
    style.fontSize = try parsed[Self.fontSize]
    style.colorMap = try parsed[Self.colorMap]
    style.x.range = try parsed[Self.xRange]
    style.y.range = try parsed[Self.yRange]
    style.x.isLogarithmic = try parsed[Self.logX]
    style.y.isLogarithmic = try parsed[Self.logY]
  }

  /// What draws as these options say.
  var renderer: FigureRenderer {
    FigureRenderer(scheme: theme.scheme, theme: theme == .dark ? .dark : .light, scale: scale)
  }

  /// The figures in this look; of several each keeps its own headline behind the one that was given.
  func styled(_ figures: [NamedFigure]) throws -> [NamedFigure] {
    try figures.map { named in
      var style = style
      if let title = style.title, !title.isEmpty, figures.count > 1 { style.title = "\(title): \(named.figure.title)" }
      do {
        return NamedFigure(name: named.name, figure: try named.figure.styled(style))
      } catch let error as FiguresError {
        throw UsageError.conflict(error.description)
      }
    }
  }
}

extension FigureOptions {
  /// All of them, for commands whose answer is a figure.
  static let group = OptionGroup(
    title: "Figure",
    options: [title, theme, width, height, scale, font, fontSize, colorMap, xRange, yRange, logX, logY])

  /// Those that many figures can share.
  static let look = OptionGroup(title: "Figures", options: [theme, scale, font, fontSize, colorMap])

  private static let theme = Parameter<PageTheme>.choice(
    "theme", value: "THEME", default: .auto,
    help: "Colours for light pages, dark ones, or both: an SVG then follows its reader, PNG and PDF are light.")
  private static let title = Parameter.anyText(
    "title", value: "TEXT", help: "A headline in place of the figure's own; \"\" for none.")
  private static let width = Parameter.length(
    "width", in: 100...20_000, bare: .pixels, example: "3.3in, 84mm or 900 (pixels, 96 an inch)",
    help: "The width, such as 3.3in, 84mm or 900 (pixels, 96 an inch).")
  private static let height = Parameter.length(
    "height", in: 100...20_000, bare: .pixels, example: "2in, 50mm or 400 (pixels, 96 an inch)",
    help: "The height; more where the labels need it.")
  private static let scale = Parameter.number(
    "scale", in: 0.1...20, default: 2, help: "How many pixels of a PNG make one of the figure.")
  private static let font = Parameter.text(
    "font", value: "FAMILY", help: "The font, by its family's name; what it lacks comes from the usual ones.")
  private static let fontSize = Parameter.length(
    "font-size", in: 4...100, bare: .points, example: "8, 8pt or 11px",
    help: "The size of the numbers at the axes in points, or as in 11px; all else follows in proportion. Default: 9.")
  private static let colorMap = Parameter<ColorMap?>.choice(
    "colormap", value: "MAP", help: "The colours that stand for numbers.")
  private static let xRange = Parameter.range(
    "x-range", help: "What the horizontal axis shows, such as 0,1: that of the first panel, and others of its name.")
  private static let yRange = Parameter.range("y-range", help: "The same for the vertical axis.")
  private static let logX = Parameter.flag("log-x", help: "A logarithmic scale for that horizontal axis.")
  private static let logY = Parameter.flag("log-y", help: "A logarithmic scale for that vertical axis.")
}

extension Parameter where Value == Double? {
  /// A length in CSS pixels, from a number with a unit, or of `bare` without one.
  fileprivate static func length(
    _ name: String, in range: ClosedRange<Double>, bare: FigureLength.Unit, example: String, help: String
  ) -> Self {
    let units = FigureLength.Unit.allCases
    let bounds = "from \(Int(range.lowerBound)) to \(Int(range.upperBound)) pixels; units are "
    return .custom(
      name, value: "SIZE",
      expected: "a length such as \(example), \(bounds)\(units.map(\.rawValue).joined(separator: ", "))", help: help
    ) { text in
      let unit = units.first { text.hasSuffix($0.rawValue) }
      guard let number = FigureNumber.read(text.dropLast(unit?.rawValue.utf8.count ?? 0)) else { return nil }
      let pixels = FigureLength(number, unit ?? bare).pixels
      return range.contains(pixels) ? pixels : nil
    }
  }
}

extension Parameter where Value == ClosedRange<Double>? {
  /// Two numbers, the smaller first.
  fileprivate static func range(_ name: String, help: String) -> Self {
    .custom(name, value: "A,B", expected: "two numbers, the smaller first, such as 0,1 or -0.5,0.5", help: help) {
      text in
      let ends = text.split(separator: ",", omittingEmptySubsequences: false).map { FigureNumber.read($0) }
      guard ends.count == 2, let start = ends[0], let end = ends[1], start < end, (end - start).isFinite else {
        return nil
      }
      return start...end
    }
  }
}

private enum FigureNumber {
  /// A finite number in decimal; Swift also takes `0x1p3` and `inf`, which nobody means here.
  static func read(_ text: Substring) -> Double? {
    guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let number = Double(text), number.isFinite
    else {
      return nil
    }
    return number
  }
}
