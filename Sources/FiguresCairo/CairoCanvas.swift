import CPangoCairo
import Figures

/// Draws a scene with Cairo.
struct CairoCanvas: Canvas {
  private let surface: CairoSurface
  private let text: PangoText
  private let theme: Theme
  private var cairo: OpaquePointer { surface.cairo }

  init(surface: CairoSurface, theme: Theme, families: [String]) throws {
    self.surface = surface
    self.theme = theme
    text = try PangoText(cairo: surface.cairo, families: families)
    cairo_set_line_join(surface.cairo, CAIRO_LINE_JOIN_ROUND)
  }

  mutating func fill(_ rectangles: [Rect], _ paint: Paint) throws {
    for rectangle in rectangles {
      cairo_rectangle(cairo, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
    }
    use(paint)
    cairo_fill(cairo)
    try surface.check()
  }

  mutating func fill(polygon: [Point], _ paint: Paint) throws {
    trace(polygon)
    cairo_close_path(cairo)
    use(paint)
    cairo_fill(cairo)
    try surface.check()
  }

  mutating func stroke(_ points: [Point], _ stroke: Stroke) throws {
    trace(points)
    use(stroke.paint)
    cairo_set_line_width(cairo, stroke.width)
    cairo_set_dash(cairo, stroke.dashes, Int32(clamping: stroke.dashes.count), 0)
    cairo_stroke(cairo)
    try surface.check()
  }

  mutating func markers(_ points: [Point], _ marker: Marker) throws {
    use(marker.paint)
    for point in points {
      let half = marker.diameter / 2
      if marker.isSquare {
        cairo_rectangle(cairo, point.x - half, point.y - half, marker.diameter, marker.diameter)
      } else {
        cairo_new_sub_path(cairo)
        cairo_arc(cairo, point.x, point.y, half, 0, 2 * .pi)
      }
      cairo_fill(cairo)
    }
    try surface.check()
  }

  mutating func text(_ run: TextRun) throws {
    let width = run.anchor == .start ? 0 : text.width(of: run.text, style: run.style)
    let shift = run.anchor == .start ? 0 : run.anchor == .middle ? -width / 2 : -width
    cairo_save(cairo)
    cairo_translate(cairo, run.position.x, run.position.y)
    if run.isVertical { cairo_rotate(cairo, -.pi / 2) }
    cairo_move_to(cairo, shift, 0)
    use(Paint(run.ink))
    text.show(run.text, style: run.style, on: cairo)
    cairo_restore(cairo)
    try surface.check()
  }

  mutating func image(_ image: RasterImage, in rectangle: Rect) throws {
    guard image.width > 0, image.height > 0, rectangle.width > 0, rectangle.height > 0 else { return }
    let picture = try CairoSurface.picture(Size(width: Double(image.width), height: Double(image.height)))
    try Self.copy(image, to: picture)
    let isEnlarged = Double(image.width) < rectangle.width && Double(image.height) < rectangle.height
    cairo_save(cairo)
    cairo_rectangle(cairo, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
    cairo_clip(cairo)
    cairo_translate(cairo, rectangle.x, rectangle.y)
    cairo_scale(cairo, rectangle.width / Double(image.width), rectangle.height / Double(image.height))
    cairo_set_source_surface(cairo, picture.surface, 0, 0)
    // The border's pixels go on outside, or smoothing would let the background in.
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD)
    cairo_pattern_set_filter(cairo_get_source(cairo), isEnlarged ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
    cairo_paint(cairo)
    cairo_restore(cairo)
    try surface.check()
  }

  mutating func beginClip(_ rectangle: Rect) throws {
    cairo_save(cairo)
    cairo_rectangle(cairo, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
    cairo_clip(cairo)
  }

  mutating func endClip() throws {
    cairo_restore(cairo)
    try surface.check()
  }

  private func use(_ paint: Paint) {
    let color = theme.color(of: paint.ink)
    cairo_set_source_rgba(
      cairo, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255, paint.opacity)
  }

  private func trace(_ points: [Point]) {
    for (index, point) in points.enumerated() {
      index == 0 ? cairo_move_to(cairo, point.x, point.y) : cairo_line_to(cairo, point.x, point.y)
    }
  }

  private static func copy(_ image: RasterImage, to picture: CairoSurface) throws {
    let colors = image.palette.map { UInt32($0.red) << 16 | UInt32($0.green) << 8 | UInt32($0.blue) }
    cairo_surface_flush(picture.surface)
    let stride = Int(cairo_image_surface_get_stride(picture.surface))
    guard let data = cairo_image_surface_get_data(picture.surface), let missing = colors.last,
      stride >= image.width * 4
    else { throw FiguresCairoError.drawing(reason: "the picture has no pixels") }
    var position = 0
    // SAFETY: Cairo's picture has `height` rows of `stride` bytes, and `stride` is at least 4 × `width` (checked).
    for row in 0..<image.height {
      let pixels = UnsafeMutableRawPointer(data + row * stride)
      for column in 0..<image.width {
        let index = position < image.indices.count ? Int(image.indices[position]) : colors.count
        let color = index < colors.count ? colors[index] : missing
        pixels.storeBytes(of: color, toByteOffset: column * 4, as: UInt32.self)
        position += 1
      }
    }
    cairo_surface_mark_dirty(picture.surface)
  }
}
