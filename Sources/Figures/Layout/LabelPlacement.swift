/// Finds places for names beside their points: right, left, above, below, or at a corner; a name that finds none is left out, unless all are to be drawn.
///
/// Greedy, in the order of the names: each takes the first place that lies within the plot and touches no name placed
/// before it, and no named point.
struct LabelPlacement {
  let plan: PanelPlan
  let x: AxisScale
  let y: AxisScale

  private static let style = LayoutStyle.note
  /// From a point to its name.
  private static let gap = 4.0
  /// The room that names keep between each other.
  private static let room = 2.0

  /// The names that find a place, on a ground that quiets what is below, each with a mark at its point.
  func primitives(_ labels: LabelsMark) -> [Primitive] {
    var names: [Rect] = []
    var dots: [Rect] = []
    var points: [Point] = []
    var result: [Primitive] = []
    for (place, text) in zip(zip(labels.x, labels.y), labels.texts) where points.count < labels.limit {
      guard place.0.isFinite, place.1.isFinite, !text.isEmpty else { continue }
      let point = Point(x: x(place.0), y: y(place.1))
      guard plan.plot.contains(point) else { continue }
      let dot = Rect(x: point.x - 2, y: point.y - 2, width: 4, height: 4)
      let width = plan.typesetter.width(text, Self.style)
      let frames = frames(at: point, width: width)
      let free = Self.isApart(dot, names, by: 0) ? frames.first { isFree($0, names, dots) } : nil
      guard let frame = free ?? (labels.areAllDrawn ? frames.first(where: isInside) ?? frames[0] : nil) else {
        continue
      }
      names.append(frame)
      dots.append(dot)
      points.append(point)
      let ground = Rect(x: frame.x - 1, y: frame.y, width: frame.width + 2, height: frame.height)
      result.append(.rectangles([ground], Paint(.background, opacity: 0.72)))
      let baseline = frame.y + frame.height / 2 + LayoutStyle.capHalf(Self.style)
      result.append(
        .text(
          TextRun(
            text: text, position: Point(x: frame.x, y: baseline), style: Self.style, anchor: .start, isVertical: false,
            ink: .text)))
    }
    guard !points.isEmpty else { return [] }
    return [.markers(points, Marker(diameter: 4, paint: Paint(.text)))] + result
  }

  private func frames(at point: Point, width: Double) -> [Rect] {
    let height = LayoutStyle.lineHeight(Self.style) - 1
    let (right, left) = (point.x + Self.gap, point.x - Self.gap - width)
    let (above, below) = (point.y - Self.gap - height + 2, point.y + Self.gap - 2)
    let corners = [
      (right, point.y - height / 2), (left, point.y - height / 2), (point.x - width / 2, above),
      (point.x - width / 2, below), (right, above), (right, below), (left, above), (left, below),
    ]
    return corners.map { Rect(x: $0.0, y: $0.1, width: width, height: height) }
  }

  private func isFree(_ frame: Rect, _ names: [Rect], _ dots: [Rect]) -> Bool {
    isInside(frame) && Self.isApart(frame, names, by: Self.room) && Self.isApart(frame, dots, by: 0)
  }

  private func isInside(_ frame: Rect) -> Bool {
    let plot = plan.plot
    return frame.x >= plot.x && frame.maxX <= plot.maxX && frame.y >= plot.y && frame.maxY <= plot.maxY
  }

  private static func isApart(_ frame: Rect, _ taken: [Rect], by room: Double) -> Bool {
    taken.allSatisfy { other in
      frame.maxX + room <= other.x || other.maxX + room <= frame.x || frame.maxY + room <= other.y
        || other.maxY + room <= frame.y
    }
  }
}
