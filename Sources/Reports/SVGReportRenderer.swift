public import Figures

/// Draws a report's figures as SVG, which needs no library outside this one.
public struct SVGReportRenderer: Report.Renderer {
  /// Which colours the figures carry.
  public var scheme: SVGWriter.Scheme

  /// Figures for light and for dark pages, unless said otherwise.
  public init(scheme: SVGWriter.Scheme = .automatic) { self.scheme = scheme }

  /// - Throws: ``ReportsError/cannotDraw(format:)`` for another format than SVG.
  public func render(_ figure: Figure, as format: FigureFormat, idPrefix: String) throws -> [UInt8] {
    guard format == .svg else { throw ReportsError.cannotDraw(format: format) }
    return Array(try figure.svg(scheme: scheme, idPrefix: idPrefix).utf8)
  }
}
