extension Figure {
  /// The figure as SVG, laid out with built-in text widths: the same on every machine.
  ///
  /// ```swift
  /// let svg = try LengthsStudy().run([gpt2]).figures()[0].figure.svg()
  /// ```
  /// - Parameters:
  ///   - width: A width in pixels in place of the figure's own.
  ///   - scheme: Which colours it carries; `automatic` holds those for light and for dark pages.
  ///   - idPrefix: What the ids in it begin with, so that several can stand in one page.
  /// - Throws: `FiguresError` where a picture's numbers do not agree.
  public func svg(
    width: Double? = nil, scheme: SVGWriter.Scheme = .automatic, idPrefix: String = "es"
  ) throws -> String {
    let writer = SVGWriter(imageEncoder: PNGEncoder(), scheme: scheme, idPrefix: idPrefix)
    return String(decoding: try writer.bytes(of: layout(width: width)), as: UTF8.self)
  }
}
