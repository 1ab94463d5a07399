import Figures

extension FigureSample {
  /// What the figure shows, as JSON: panels, axes, and the numbers of each mark.
  public var json: String {
    let rows = figure.panels.map { row in
      "[" + row.map { Self.object(panel($0)) }.joined(separator: ",\n") + "]"
    }
    return Self.object([
      ("name", Self.text(name)), ("title", Self.text(figure.title)),
      ("size", "[\(figure.size.width),\(figure.size.height)]"), ("panels", "[" + rows.joined(separator: ",\n") + "]"),
    ]) + "\n"
  }

  private func panel(_ panel: Panel) -> [(String, String)] {
    [
      ("title", Self.text(panel.title ?? "")), ("widthShare", "\(panel.widthShare)"),
      ("x", Self.object(axis(panel.x))), ("y", Self.object(axis(panel.y))),
      ("marks", "[" + panel.marks.map { Self.object(mark($0)) }.joined(separator: ",\n") + "]"),
    ]
  }

  private func axis(_ axis: Axis) -> [(String, String)] {
    var names = "null"
    if case .categories(let categories) = axis.ticks {
      names = "[" + categories.map(Self.text).joined(separator: ",") + "]"
    }
    return [
      ("label", Self.text(axis.label ?? "")), ("categories", names),
      ("domain", axis.domain.map { "[\($0.lowerBound),\($0.upperBound)]" } ?? "null"),
      ("startsAt", axis.startsAt.map { "\($0)" } ?? "null"),
    ]
  }

  private func mark(_ mark: Mark) -> [(String, String)] {
    switch mark {
    case .bars(let bars):
      [
        ("kind", Self.text(bars.isHorizontal ? "barh" : "bar")), ("x", Self.list(bars.positions)),
        ("y", Self.list(bars.lengths)), ("label", Self.text(bars.label ?? "")),
      ]
    case .line(let line):
      [
        ("kind", Self.text("line")), ("x", Self.list(line.x)), ("y", Self.list(line.y)),
        ("width", "\(line.width)"), ("label", Self.text(line.label ?? "")),
      ]
    case .steps(let steps):
      [
        ("kind", Self.text("steps")), ("x", Self.list(steps.edges)), ("y", Self.list(steps.values)),
        ("label", Self.text(steps.label ?? "")),
      ]
    case .points(let points):
      [
        ("kind", Self.text("points")), ("x", Self.list(points.x)), ("y", Self.list(points.y)),
        ("label", Self.text(points.label ?? "")),
      ]
    case .labels(let labels):
      [
        ("kind", Self.text("labels")), ("x", Self.list(labels.x)), ("y", Self.list(labels.y)),
        ("texts", "[" + labels.texts.map(Self.text).joined(separator: ",") + "]"),
      ]
    case .image(let image):
      [
        ("kind", Self.text("image")), ("columns", "\(image.columnCount)"), ("rows", "\(image.rowCount)"),
        ("values", "[" + image.values.map { "\($0)" }.joined(separator: ",") + "]"),
        ("xRange", "[\(image.xRange.lowerBound),\(image.xRange.upperBound)]"),
        ("yRange", "[\(image.yRange.lowerBound),\(image.yRange.upperBound)]"),
        ("limits", "[\(image.limits.lowerBound),\(image.limits.upperBound)]"),
      ]
    case .rule(let rule):
      [
        ("kind", Self.text("rule")), ("value", "\(rule.value)"), ("isVertical", "\(rule.direction == .vertical)"),
      ]
    case .text(let text): [("kind", Self.text("text")), ("text", Self.text(text.text))]
    }
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(text($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  private static func list(_ values: [Double]) -> String {
    "[" + values.map { $0.isFinite ? "\($0)" : "null" }.joined(separator: ",") + "]"
  }

  private static func text(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 {
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
