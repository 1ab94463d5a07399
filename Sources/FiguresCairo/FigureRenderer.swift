import CPangoCairo
public import Figures

/// Turns figures into files.
///
/// SVG is laid out with built-in text widths and is the same on every machine; PNG and PDF are set by Pango with the
/// fonts that are installed. Equal figures give equal bytes on the same machine.
///
/// ```swift
/// let bytes = try FigureRenderer().render(figure, format: .png)
/// ```
public struct FigureRenderer: Sendable {
  /// Which colours SVG files carry.
  public var scheme: SVGWriter.Scheme
  /// The colours of PNG and PDF.
  public var theme: Theme
  /// How many pixels of a PNG make one pixel of the figure.
  public var scale: Double

  /// A renderer; PNGs have twice the figure's size by default, for screens with fine pixels.
  public init(scheme: SVGWriter.Scheme = .automatic, theme: Theme = .light, scale: Double = 2) {
    self.scheme = scheme
    self.theme = theme
    self.scale = scale
  }

  /// The bytes of a file of `figure`.
  ///
  /// - Parameters:
  ///   - figure: What to draw.
  ///   - format: The file's format.
  ///   - width: A width in place of the figure's own.
  ///   - idPrefix: What the ids in an SVG begin with, so that several can stand in one page.
  /// - Throws: `FiguresCairoError` where the figure is too large, or memory ran out.
  public func render(
    _ figure: Figure, format: FigureFormat, width: Double? = nil, idPrefix: String = "es"
  ) throws -> [UInt8] {
    switch format {
    case .svg:
      return Array(try figure.svg(width: width, scheme: scheme, idPrefix: idPrefix).utf8)
    case .png: return try png(try scene(of: figure, width: width))
    case .pdf: return try pdf(try scene(of: figure, width: width))
    }
  }

  /// The figure laid out with the widths of the fonts that will draw it.
  private func scene(of figure: Figure, width: Double?) throws -> Scene {
    let probe = try CairoSurface.picture(Size(width: 1, height: 1))
    let text = try PangoText(cairo: probe.cairo, families: FontFamilies.names(figure.style.fontFamily))
    return figure.layout(measurer: text, width: width)
  }

  private func png(_ scene: Scene) throws -> [UInt8] {
    let scale = scale.isFinite && scale > 0 ? scale : 1
    let size = Size(
      width: (scene.outerSize.width * scale).rounded(), height: (scene.outerSize.height * scale).rounded())
    let surface = try CairoSurface.picture(size)
    // Whole pixels: the scene fills all of them, the last row and column, too.
    cairo_scale(
      surface.cairo, size.width / scene.outerSize.width * scene.scale,
      size.height / scene.outerSize.height * scene.scale)
    var canvas = try CairoCanvas(surface: surface, theme: theme, families: scene.fontFamilies)
    try scene.draw(on: &canvas)
    // 96 pixels of the figure are an inch, which has 0.0254 metres.
    return try PNGEncoder(level: 6).png(
      width: Int(size.width), height: Int(size.height), rgb: surface.rgbPixels(),
      pixelsPerMeter: Int((96 * scale / 0.0254).rounded()))
  }

  private func pdf(_ scene: Scene) throws -> [UInt8] {
    let output = ByteSink()
    // 96 pixels of the figure and 72 points of the page are an inch.
    let points = Size(width: scene.outerSize.width * 0.75, height: scene.outerSize.height * 0.75)
    let closure = Unmanaged.passUnretained(output).toOpaque()
    // SAFETY: `output` outlives the surface, which is finished before this function returns.
    let surface = try CairoSurface(
      cairo_pdf_surface_create_for_stream(
        { closure, data, length in
          guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
          Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue().bytes
            .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
          return CAIRO_STATUS_SUCCESS
        }, closure, points.width, points.height),
      what: "page", size: points)
    // No date: equal figures are equal files.
    cairo_pdf_surface_set_metadata(surface.surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
    cairo_pdf_surface_set_metadata(surface.surface, CAIRO_PDF_METADATA_TITLE, scene.title)
    cairo_scale(surface.cairo, 0.75 * scene.scale, 0.75 * scene.scale)
    var canvas = try CairoCanvas(surface: surface, theme: theme, families: scene.fontFamilies)
    try scene.draw(on: &canvas)
    cairo_show_page(surface.cairo)
    try surface.check()
    cairo_surface_finish(surface.surface)
    let status = cairo_surface_status(surface.surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw FiguresCairoError.drawing(reason: String(cString: cairo_status_to_string(status)))
    }
    return output.bytes
  }
}

/// Where Cairo's output goes.
private final class ByteSink {
  var bytes: [UInt8] = []
}
