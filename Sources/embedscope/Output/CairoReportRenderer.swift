import Figures
import FiguresCairo
import Reports

/// Draws a report's figures.
struct CairoReportRenderer: Report.Renderer {
  private let renderer = FigureRenderer()

  func render(_ figure: Figure, as format: FigureFormat, idPrefix: String) throws -> [UInt8] {
    try renderer.render(figure, format: format, idPrefix: idPrefix)
  }
}
