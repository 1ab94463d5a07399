/// The sizes that every figure shares, in pixels.
enum LayoutStyle {
  static let title = TextStyle(size: 17, isBold: true)
  static let smallTitle = TextStyle(size: 14.5, isBold: true)
  static let subtitle = TextStyle(size: 13)
  static let panelTitle = TextStyle(size: 13.5, isBold: true)
  static let axisLabel = TextStyle(size: 12.5)
  static let tickLabel = TextStyle(size: 12)
  static let legend = TextStyle(size: 12.5)
  static let note = TextStyle(size: 11.5)

  /// Around the whole.
  static let margin = 18.0
  /// Between panels side by side, and between rows.
  static let columnGap = 28.0
  static let rowGap = 18.0
  /// From the plot to its tick labels.
  static let tickGap = 8.0
  static let tickLength = 4.0
  /// From one row of text to the next, as a part of the font's size.
  static let leading = 1.34
  /// Panels side by side are stacked in a figure narrower than this.
  static let narrow = 560.0
  static let minimumPlotHeight = 110.0
  static let colorBarWidth = 13.0
  static let colorBarGap = 14.0

  /// The height of a line of `style`.
  static func lineHeight(_ style: TextStyle) -> Double { (style.size * leading).rounded(.up) }

  /// From the top of a line to its baseline.
  static func ascent(_ style: TextStyle) -> Double { lineHeight(style) * 0.5 + capHalf(style) }

  /// Half the height of a capital: from the middle of a line to its baseline.
  static func capHalf(_ style: TextStyle) -> Double { style.size * 0.3646 }
}

/// Lines of text set to a width, with their look.
struct TextBlock {
  var lines: [String] = []
  var style = LayoutStyle.note
  var ink = Ink.mutedText

  var height: Double { Double(lines.count) * LayoutStyle.lineHeight(style) }

  /// The block as primitives, its upper corner (the one that the anchor names) at `point`.
  func primitives(at point: Point, anchor: TextRun.Anchor = .start) -> [Primitive] {
    lines.enumerated().map { index, line in
      let y = point.y + Double(index) * LayoutStyle.lineHeight(style) + LayoutStyle.ascent(style)
      return .text(
        TextRun(
          text: line, position: Point(x: point.x, y: y), style: style, anchor: anchor, isVertical: false, ink: ink))
    }
  }

  /// The block turned to run upwards, centred on `middle`, its left edge at `x`.
  func vertical(x: Double, middle: Double) -> [Primitive] {
    lines.enumerated().map { index, line in
      let baseline = x + Double(index) * LayoutStyle.lineHeight(style) + LayoutStyle.ascent(style)
      return .text(
        TextRun(
          text: line, position: Point(x: baseline, y: middle), style: style, anchor: .middle, isVertical: true,
          ink: ink))
    }
  }
}
