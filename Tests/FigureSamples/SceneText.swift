public import Figures

extension Scene {
  /// The scene as text, one primitive a line, places in tenths of a pixel: what the tests compare.
  ///
  /// Long lists of places are given by their number, their ends and a checksum, so that a snapshot stays small.
  public var snapshot: String {
    var lines = ["scene \(number(size.width)) x \(number(size.height)) \"\(title)\" \"\(summary)\""]
    for primitive in primitives { lines += describe(primitive, indent: "") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func describe(_ primitive: Primitive, indent: String) -> [String] {
    switch primitive {
    case .rectangles(let rectangles, let paint):
      [indent + "rectangles \(describe(paint)) \(list(rectangles.map(describe)))"]
    case .polyline(let points, let stroke):
      [
        indent + "line \(describe(stroke.paint)) width \(number(stroke.width))"
          + (stroke.dashes.isEmpty ? "" : " dashed") + " \(list(points.map(describe)))"
      ]
    case .polygon(let points, let paint): [indent + "polygon \(describe(paint)) \(list(points.map(describe)))"]
    case .markers(let points, let marker):
      [indent + "markers \(describe(marker.paint)) \(number(marker.diameter)) \(list(points.map(describe)))"]
    case .text(let run):
      [
        indent + "text \(number(run.style.size))\(run.style.isBold ? " bold" : "") \(run.ink) \(run.anchor)"
          + (run.isVertical ? " up" : "") + " \(describe(run.position)) \"\(run.text)\""
      ]
    case .image(let image, let rectangle):
      [
        indent + "image \(image.width) x \(image.height), \(image.palette.count) colours,"
          + " \(checksum(image.indices)) in \(describe(rectangle))"
      ]
    case .clip(let rectangle, let inside):
      [indent + "clip \(describe(rectangle))"] + inside.flatMap { describe($0, indent: indent + "  ") }
    }
  }

  private func list(_ texts: [String]) -> String {
    guard texts.count > 8 else { return texts.joined(separator: " ") }
    let sum = checksum(Array(texts.joined(separator: " ").utf8))
    return "\(texts.count): \(texts.prefix(2).joined(separator: " ")) … \(texts.suffix(1).joined()) \(sum)"
  }

  private func describe(_ paint: Paint) -> String {
    let ink = if case .fixed(let color) = paint.ink { color.hex } else { "\(paint.ink)" }
    return ink + (paint.opacity < 1 ? "@\(number(paint.opacity * 100))%" : "")
  }

  private func describe(_ point: Point) -> String { "(\(number(point.x)), \(number(point.y)))" }

  private func describe(_ rectangle: Rect) -> String {
    "[\(number(rectangle.x)), \(number(rectangle.y)), \(number(rectangle.width)) x \(number(rectangle.height))]"
  }

  /// Tenths, so that the last bit of a sum changes nothing.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// FNV-1a, 32 bits.
  private func checksum(_ bytes: [UInt8]) -> String {
    let sum = bytes.reduce(UInt32(0x811C_9DC5)) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    return "#" + String(sum, radix: 16)
  }
}
