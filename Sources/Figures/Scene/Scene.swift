/// A laid-out figure: a list of a few kinds of primitive, in the order they are painted.
///
/// All text in it has been made visible already (see SafeText) and all places are pixels.
public struct Scene: Sendable, Equatable {
  /// The size of the whole.
  public var size: Size
  /// How many CSS pixels a pixel of the scene becomes.
  public var scale = 1.0
  /// The font families of all its text, in the order they are tried.
  public var fontFamilies = FontFamilies.names
  /// The title, for readers who cannot see.
  public var title: String
  /// The description, for readers who cannot see.
  public var summary: String
  /// What is painted, the first at the bottom.
  public var primitives: [Primitive]

  /// The size in CSS pixels.
  public var outerSize: Size { Size(width: size.width * scale, height: size.height * scale) }

  /// Has `canvas` draw every primitive in turn.
  public func draw(on canvas: inout some Canvas) throws {
    for primitive in primitives { try primitive.draw(on: &canvas) }
  }
}

/// One thing to paint.
public enum Primitive: Sendable, Equatable {
  /// Filled rectangles of one paint.
  case rectangles([Rect], Paint)
  /// An open line.
  case polyline([Point], Stroke)
  /// A filled outline.
  case polygon([Point], Paint)
  /// Equal markers at many points.
  case markers([Point], Marker)
  /// A line of text.
  case text(TextRun)
  /// A picture, stretched over a rectangle.
  case image(RasterImage, Rect)
  /// Primitives of which only the part inside a rectangle shows.
  case clip(Rect, [Primitive])

  func draw(on canvas: inout some Canvas) throws {
    switch self {
    case .rectangles(let rectangles, let paint): try canvas.fill(rectangles, paint)
    case .polyline(let points, let stroke): try canvas.stroke(points, stroke)
    case .polygon(let points, let paint): try canvas.fill(polygon: points, paint)
    case .markers(let points, let marker): try canvas.markers(points, marker)
    case .text(let run): try canvas.text(run)
    case .image(let image, let rectangle): try canvas.image(image, in: rectangle)
    case .clip(let rectangle, let primitives):
      try canvas.beginClip(rectangle)
      for primitive in primitives { try primitive.draw(on: &canvas) }
      try canvas.endClip()
    }
  }
}

/// Something that can draw a scene: it knows the primitives, and nothing of charts.
public protocol Canvas {
  /// Fills rectangles.
  mutating func fill(_ rectangles: [Rect], _ paint: Paint) throws
  /// Draws an open line with round joins.
  mutating func stroke(_ points: [Point], _ stroke: Stroke) throws
  /// Fills a closed outline.
  mutating func fill(polygon: [Point], _ paint: Paint) throws
  /// Draws one marker per point, each covering those before it.
  mutating func markers(_ points: [Point], _ marker: Marker) throws
  /// Draws a line of text.
  mutating func text(_ run: TextRun) throws
  /// Draws a picture, smoothed where it is made smaller and with square pixels where it is made larger.
  mutating func image(_ image: RasterImage, in rectangle: Rect) throws
  /// Begins to show only what is inside `rectangle`.
  mutating func beginClip(_ rectangle: Rect) throws
  /// Ends the last clip begun.
  mutating func endClip() throws
}
