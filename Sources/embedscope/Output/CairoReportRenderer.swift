import Figures
import FiguresCairo
import Reports

/// Draws a report's figures: SVG by the writer of our own, PNG and PDF by Cairo.
struct CairoReportRenderer: Report.Renderer {
  private let renderer = FigureRenderer()
  private let encoder = PNGEncoder()

  func render(_ figure: Figure, as format: FigureFormat) throws -> [UInt8] {
    try renderer.render(figure, format: format)
  }

  func inlineSVG(_ figure: Figure, idPrefix: String) throws -> String {
    try SVGWriter(imageEncoder: encoder, idPrefix: idPrefix).write(figure.layout())
  }
}
