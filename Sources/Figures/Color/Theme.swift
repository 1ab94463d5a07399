/// The colours of a figure on a light or a dark page.
public struct Theme: Sendable, Equatable {
  /// Behind everything.
  public var background: RGB
  /// Titles and what is read first.
  public var text: RGB
  /// Axis labels, tick labels, notes.
  public var mutedText: RGB
  /// Axis lines, frames and ticks.
  public var axis: RGB
  /// Grid lines.
  public var grid: RGB
  /// References and guides inside a panel.
  public var neutral: RGB
  /// The series' colours, after Okabe and Ito's set (blue, vermilion, green, purple, yellow, black), their lightness moved
  /// until each stands out from the page and from the others, for colour-blind eyes too; the list starts again where there are more series.
  public var series: [RGB]

  /// Dark on white.
  public static let light = Theme(
    background: RGB(0xFFFFFF), text: RGB(0x1A1C1F), mutedText: RGB(0x5A6069), axis: RGB(0x8A9099), grid: RGB(0xE6E8EB),
    neutral: RGB(0x737982),
    series: [0x0072B2, 0xD2590F, 0x1F6B3A, 0x7B2A80, 0xB98A14, 0x383B40].map(RGB.init))

  /// Light on near black.
  public static let dark = Theme(
    background: RGB(0x16181C), text: RGB(0xECEEF1), mutedText: RGB(0xA6ADB7), axis: RGB(0x6E7680), grid: RGB(0x2A2E34),
    neutral: RGB(0x949BA6),
    series: [0x4DA9E8, 0xF58A42, 0x3FE0AE, 0xA678B5, 0xF7D060, 0xC8CCD2].map(RGB.init))

  /// The colour of a role.
  public func color(of ink: Ink) -> RGB {
    switch ink {
    case .background: background
    case .text: text
    case .mutedText: mutedText
    case .axis: axis
    case .grid: grid
    case .neutral: neutral
    case .series(let number): series.isEmpty ? text : series[Int(UInt(bitPattern: number) % UInt(series.count))]
    case .fixed(let color): color
    }
  }
}
