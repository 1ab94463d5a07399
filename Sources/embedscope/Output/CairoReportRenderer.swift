import Figures
import FiguresCairo
import Reports

/// Draws a report's figures, all in one look.
struct CairoReportRenderer: Report.Renderer {
  private let renderer: FigureRenderer
  private let style: FigureStyle

  private let fonts: FontNotes

  init(_ options: FigureOptions, _ messages: Messages) {
    fonts = FontNotes(messages)
    renderer = options.renderer
    style = options.style
  }

  func render(_ figure: Figure, as format: FigureFormat, idPrefix: String) throws -> [UInt8] {
    let figure = try styled(figure)
    try fonts.check(figure, as: format, by: renderer)
    return try renderer.render(figure, format: format, idPrefix: idPrefix)
  }

  /// Most figures of a report have no colours for numbers: they take the rest of the style.
  private func styled(_ figure: Figure) throws -> Figure {
    // The report draws some for a width of its own.
    var style = style
    style.width = figure.style.width
    var plain = style
    plain.colorMap = nil
    return try (try? figure.styled(style)) ?? figure.styled(plain)
  }
}
