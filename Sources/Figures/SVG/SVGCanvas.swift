import SafeText

/// Writes primitives as SVG elements.
///
/// Every element carries its light colours as plain attributes, which any program understands, and a class; a style sheet
/// gives the classes their dark colours. Class names begin with `es-` and mean the same in every figure, so several
/// figures can stand in one page.
struct SVGCanvas: Canvas {
  private let writer: SVGWriter
  private let scene: Scene
  private let theme: Theme
  private var body = SVGText()
  private var clipCount = 0
  private var fills: Set<Ink> = []
  private var lines: Set<Ink> = []

  init(writer: SVGWriter, scene: Scene) {
    self.writer = writer
    self.scene = scene
    theme = writer.scheme == .dark ? .dark : .light
  }

  // MARK: Primitives

  mutating func fill(_ rectangles: [Rect], _ paint: Paint) throws {
    if rectangles.count == 1, let rectangle = rectangles.first {
      body.append("<rect")
      attribute("x", rectangle.x)
      attribute("y", rectangle.y)
      attribute("width", rectangle.width)
      attribute("height", rectangle.height)
    } else {
      var path = SVGPath()
      for rectangle in rectangles { path.rectangle(rectangle) }
      begin(path)
    }
    fillAttributes(paint)
    body.append("/>\n")
  }

  mutating func fill(polygon: [Point], _ paint: Paint) throws {
    guard let first = polygon.first else { return }
    var path = SVGPath()
    path.move(to: first)
    for point in polygon.dropFirst() { path.line(to: point) }
    path.close()
    begin(path)
    fillAttributes(paint)
    body.append("/>\n")
  }

  mutating func stroke(_ points: [Point], _ stroke: Stroke) throws {
    guard let first = points.first else { return }
    var path = SVGPath()
    path.move(to: first)
    for point in points.dropFirst() { path.line(to: point) }
    begin(path)
    lineAttributes(stroke.paint, width: stroke.width)
    if points.count > 2 { body.append(" stroke-linejoin=\"round\"") }
    if !stroke.dashes.isEmpty {
      body.append(" stroke-dasharray=\"")
      for (position, dash) in stroke.dashes.enumerated() {
        if position > 0 { body.append(" ") }
        body.append(dash)
      }
      body.append("\"")
    }
    body.append("/>\n")
  }

  mutating func markers(_ points: [Point], _ marker: Marker) throws {
    // Opaque markers look the same in one path; the others must be able to add up.
    let layers =
      marker.paint.opacity < 1 ? MarkerLayers(points, diameter: marker.diameter).layers : points.isEmpty ? [] : [points]
    for layer in layers {
      var path = SVGPath()
      for point in layer {
        path.move(to: point)
        path.dot()
      }
      begin(path)
      lineAttributes(marker.paint, width: marker.diameter)
      body.append(" stroke-linecap=\"\(marker.isSquare ? "square" : "round")\"/>\n")
    }
  }

  mutating func text(_ run: TextRun) throws {
    body.append("<text")
    if run.isVertical {
      body.append(" transform=\"translate(")
      body.append(run.position.x)
      body.append(" ")
      body.append(run.position.y)
      body.append(") rotate(-90)\"")
    } else {
      attribute("x", run.position.x)
      attribute("y", run.position.y)
    }
    attribute("font-size", run.style.size)
    if run.style.isBold { body.append(" font-weight=\"700\"") }
    switch run.anchor {
    case .start: break
    case .middle: body.append(" text-anchor=\"middle\"")
    case .end: body.append(" text-anchor=\"end\"")
    }
    fillAttributes(Paint(run.ink))
    body.append(">")
    body.append(MarkupText.escape(run.text))
    body.append("</text>\n")
  }

  mutating func image(_ image: RasterImage, in rectangle: Rect) throws {
    body.append("<image")
    attribute("x", rectangle.x)
    attribute("y", rectangle.y)
    attribute("width", rectangle.width)
    attribute("height", rectangle.height)
    body.append(" preserveAspectRatio=\"none\"")
    // A grid with fewer cells than pixels shows its cells; a finer one is smoothed, so that no column is dropped.
    if Double(image.width) < rectangle.width, Double(image.height) < rectangle.height {
      body.append(" style=\"image-rendering:pixelated\"")
    }
    body.append(" href=\"data:image/png;base64,")
    body.append(Base64.encode(try writer.imageEncoder.png(image)))
    body.append("\"/>\n")
  }

  mutating func beginClip(_ rectangle: Rect) throws {
    clipCount += 1
    let id = "\(MarkupText.escape(writer.idPrefix))-clip\(clipCount)"
    body.append("<clipPath id=\"\(id)\"><rect")
    attribute("x", rectangle.x)
    attribute("y", rectangle.y)
    attribute("width", rectangle.width)
    attribute("height", rectangle.height)
    body.append("/></clipPath>\n<g clip-path=\"url(#\(id))\">\n")
  }

  mutating func endClip() throws { body.append("</g>\n") }

  // MARK: The whole

  /// The document around what has been drawn.
  func finish() -> [UInt8] {
    let prefix = MarkupText.escape(writer.idPrefix)
    var whole = SVGText()
    whole.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"es-figure\" viewBox=\"0 0 ")
    whole.append(scene.size.width)
    whole.append(" ")
    whole.append(scene.size.height)
    whole.append("\" width=\"")
    whole.append(scene.outerSize.width)
    whole.append("\" height=\"")
    whole.append(scene.outerSize.height)
    let families = scene.fontFamilies.map { $0.contains(" ") ? "'\(MarkupText.escape($0))'" : MarkupText.escape($0) }
      .joined(separator: ",")
    whole.append("\" font-family=\"\(families)\" fill=\"none\" role=\"img\"")
    whole.append(" aria-labelledby=\"\(prefix)-title \(prefix)-summary\">\n")
    whole.append("<title id=\"\(prefix)-title\">\(MarkupText.escape(scene.title))</title>\n")
    whole.append("<desc id=\"\(prefix)-summary\">\(MarkupText.escape(scene.summary))</desc>\n")
    if writer.scheme == .automatic { whole.append(darkStyle()) }
    whole.append(body.bytes)
    whole.append("</svg>\n")
    return whole.bytes
  }

  private func darkStyle() -> String {
    func rules(_ inks: Set<Ink>, _ kind: String, _ property: String) -> [String] {
      inks.compactMap { ink in
        Self.className(of: ink).map { ".es-\(kind)-\($0){\(property):\(Theme.dark.color(of: ink).hex)}" }
      }.sorted()
    }
    let all = rules(fills, "fill", "fill") + rules(lines, "line", "stroke")
    return "<style>@media (prefers-color-scheme:dark){\(all.joined())}</style>\n"
  }

  // MARK: Attributes

  private mutating func attribute(_ name: String, _ pixels: Double) {
    body.append(" \(name)=\"")
    body.append(pixels)
    body.append("\"")
  }

  private mutating func begin(_ path: SVGPath) {
    body.append("<path d=\"")
    body.append(path.text.bytes)
    body.append("\"")
  }

  private mutating func fillAttributes(_ paint: Paint) {
    fills.insert(paint.ink)
    paintAttributes(paint, kind: "fill", property: "fill")
  }

  private mutating func lineAttributes(_ paint: Paint, width: Double) {
    lines.insert(paint.ink)
    paintAttributes(paint, kind: "line", property: "stroke")
    if width != 1 { attribute("stroke-width", width) }
  }

  private mutating func paintAttributes(_ paint: Paint, kind: String, property: String) {
    if let name = Self.className(of: paint.ink) { body.append(" class=\"es-\(kind)-\(name)\"") }
    body.append(" \(property)=\"\(theme.color(of: paint.ink).hex)\"")
    if paint.opacity < 1 { attribute("\(property)-opacity", paint.opacity) }
  }

  /// The class of a role; a colour that stands for a value has none, since it is the same in every theme.
  private static func className(of ink: Ink) -> String? {
    switch ink {
    case .background: "background"
    case .text: "text"
    case .mutedText: "muted"
    case .axis: "axis"
    case .grid: "grid"
    case .neutral: "neutral"
    case .series(let number): "series\(Int(UInt(bitPattern: number) % UInt(max(Theme.light.series.count, 1))))"
    case .fixed: nil
    }
  }
}
