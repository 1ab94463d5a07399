/// The names of a panel's series, each with a sample of its mark.
struct Legend: Equatable {
  struct Entry: Equatable {
    enum Sample: Equatable { case line, block, dot }
    var label: String
    var color: MarkColor
    var sample: Sample
  }

  var entries: [Entry]

  /// The legend of `panel`, or `nil` where fewer than two series have a name.
  init?(of panel: Panel) {
    var entries: [Entry] = []
    for mark in panel.marks {
      let entry: Entry? =
        switch mark {
        case .bars(let bars): bars.label.map { Entry(label: $0, color: bars.color, sample: .block) }
        case .line(let line): line.label.map { Entry(label: $0, color: line.color, sample: .line) }
        case .steps(let steps): steps.label.map { Entry(label: $0, color: steps.color, sample: .line) }
        case .points(let points): points.label.map { Entry(label: $0, color: points.color, sample: .dot) }
        case .image, .rule, .text, .labels: nil
        }
      if let entry, !entries.contains(where: { $0.label == entry.label && $0.color == entry.color }) {
        entries.append(entry)
      }
    }
    guard entries.count >= 2 else { return nil }
    self.entries = entries
  }

  /// Whether both name the same series in the same colours, be it with lines or dots.
  func says(theSameAs other: Legend) -> Bool {
    entries.count == other.entries.count
      && zip(entries, other.entries).allSatisfy { $0.label == $1.label && $0.color == $1.color }
  }

  private static let sampleWidth = 20.0
  private static let sampleGap = 7.0
  private static let entryGap = 20.0
  static var rowHeight: Double { LayoutStyle.lineHeight(LayoutStyle.legend) + 3 }

  /// Where the entries stand, in rows of at most `limit` pixels.
  struct Setting {
    struct Place {
      var entry: Entry
      var text: String
      var x: Double
      var row: Int
    }
    var places: [Place] = []
    var rowCount = 0
    /// The width of the widest row.
    var width = 0.0
    var height: Double { Double(rowCount) * Legend.rowHeight }
  }

  func set(within limit: Double, by typesetter: Typesetter) -> Setting {
    var setting = Setting()
    var x = 0.0
    for entry in entries {
      let lead = Self.sampleWidth + Self.sampleGap
      let text = typesetter.fit(entry.label, LayoutStyle.legend, within: max(limit - lead, 20))
      let width = lead + typesetter.width(text, LayoutStyle.legend)
      if setting.rowCount == 0 || x + width > limit {
        setting.rowCount += 1
        x = 0
      }
      setting.places.append(Setting.Place(entry: entry, text: text, x: x, row: setting.rowCount - 1))
      setting.width = max(setting.width, x + width)
      x += width + Self.entryGap
    }
    return setting
  }
}

extension Legend.Setting {
  /// The legend with its upper left corner at `corner`.
  func primitives(at corner: Point) -> [Primitive] {
    places.flatMap { place -> [Primitive] in
      let x = corner.x + place.x
      let middle = corner.y + (Double(place.row) + 0.5) * Legend.rowHeight
      let paint = Paint(place.entry.color.ink)
      let sample: Primitive =
        switch place.entry.sample {
        case .line:
          .polyline(
            [Point(x: x, y: middle), Point(x: x + 20, y: middle)],
            Stroke(paint, width: 2.4, dashes: place.entry.color.dashes))
        case .block: .rectangles([Rect(x: x + 6, y: middle - 6, width: 12, height: 12)], paint)
        case .dot:
          .markers(
            [Point(x: x + 12, y: middle)], Marker(diameter: 9, paint: paint, isSquare: place.entry.color.hasSquares))
        }
      let baseline = Point(x: x + 27, y: middle + LayoutStyle.capHalf(LayoutStyle.legend))
      return [
        sample,
        .text(
          TextRun(
            text: place.text, position: baseline, style: LayoutStyle.legend, anchor: .start, isVertical: false,
            ink: .text)),
      ]
    }
  }
}

extension MarkColor {
  /// How often the theme's colours were gone through before this one: 0 for as many series as there are colours.
  private var round: Int {
    guard case .series(let number) = self else { return 0 }
    return max(number, 0) / max(Theme.light.series.count, 1)
  }

  /// The dashes of the series' lines: none in the first round of colours, others in the next ones.
  var dashes: [Double] { [[], [7, 4], [2, 3], [10, 3, 2, 3]][round % 4] }

  /// Whether the series' markers are squares: in every second round of colours.
  var hasSquares: Bool { round % 2 == 1 }

  var ink: Ink {
    switch self {
    case .series(let number): .series(number)
    case .neutral: .neutral
    case .sequential(let position): .fixed(ColorMap.sequential.color(at: position))
    case .mapped(let position, let map): .fixed(map.color(at: position))
    }
  }
}
