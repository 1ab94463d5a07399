/// The ticks of an axis with their labels set in lines.
struct AxisTicks {
  struct Place {
    var value: Double
    var lines: [String]
  }

  var places: [Place] = []
  /// Whether the labels of a horizontal axis run upwards, since side by side their words would have no room.
  var isUpright = false

  /// The widest label.
  func width(_ typesetter: Typesetter) -> Double {
    places.reduce(0) { max($0, typesetter.width($1.lines, LayoutStyle.tickLabel)) }
  }

  /// The height of the labels below a horizontal axis.
  func height(_ typesetter: Typesetter) -> Double {
    if isUpright { return width(typesetter) }
    return Double(places.map(\.lines.count).max() ?? 0) * LayoutStyle.lineHeight(LayoutStyle.tickLabel)
  }

  /// How far the label of `place` reaches to either side of its tick on a horizontal axis.
  func reach(of place: Place, _ typesetter: Typesetter) -> Double {
    (isUpright ? LayoutStyle.lineHeight(LayoutStyle.tickLabel) : typesetter.width(place.lines, LayoutStyle.tickLabel))
      / 2
  }

  /// The ticks of a vertical axis `height` pixels long, whose labels have `widthLimit` pixels.
  static func vertical(
    _ axis: Axis, domain: ClosedRange<Double>, height: Double, widthLimit: Double, _ typesetter: Typesetter
  ) -> AxisTicks {
    switch axis.ticks {
    case .none: return AxisTicks()
    case .categories(let names):
      let slot = height / Double(max(names.count, 1))
      let lineHeight = LayoutStyle.lineHeight(LayoutStyle.tickLabel)
      let lineLimit = names.count <= 30 ? 2 : 1
      let every = names.count <= 60 ? 1 : max(1, Int((lineHeight / max(slot, 0.1)).rounded(.up)))
      return AxisTicks(
        places: stride(from: 0, to: names.count, by: every).map {
          Place(
            value: Double($0),
            lines: typesetter.wrap(names[$0], LayoutStyle.tickLabel, within: widthLimit, maximumLines: lineLimit))
        })
    case .automatic, .integers:
      let most = min(max(Int(height / 32), 1), 8)
      for count in stride(from: most, through: 1, by: -1) {
        let ticks = numbers(axis, domain: domain, maximumIntervals: count)
        let fits = height / Double(max(ticks.count - 1, 1)) >= 17 || ticks.count <= 2
        if fits, ticks.allSatisfy({ typesetter.width($0.label, LayoutStyle.tickLabel) <= widthLimit }) {
          return AxisTicks(places: ticks.map { Place(value: $0.value, lines: [$0.label]) })
        }
      }
      return AxisTicks()
    }
  }

  /// The ticks of a horizontal axis `width` pixels long.
  static func horizontal(
    _ axis: Axis, domain: ClosedRange<Double>, width: Double, _ typesetter: Typesetter
  ) -> AxisTicks {
    switch axis.ticks {
    case .none: return AxisTicks()
    case .categories(let names):
      return horizontal(names, slot: width / Double(max(names.count, 1)), typesetter)
    case .automatic, .integers:
      let most = min(max(Int(width / 56), 1), 9)
      for count in stride(from: most, through: 1, by: -1) {
        let ticks = numbers(axis, domain: domain, maximumIntervals: count)
        if fits(ticks, axis, domain: domain, width: width, typesetter) {
          return AxisTicks(places: ticks.map { Place(value: $0.value, lines: [$0.label]) })
        }
      }
      // Not even two have room: one says at least where the axis is.
      let ticks = numbers(axis, domain: domain, maximumIntervals: 1).prefix(1)
      return AxisTicks(places: ticks.map { Place(value: $0.value, lines: [$0.label]) })
    }
  }

  /// The longest label that runs upwards, in pixels.
  private static let uprightLimit = 130.0

  /// Names, each in `slot` pixels, or in those of several where there are many: side by side where all words have room, else upwards.
  private static func horizontal(_ names: [String], slot: Double, _ typesetter: Typesetter) -> AxisTicks {
    func places(every: Int, _ lines: (String) -> [String]) -> [Place] {
      stride(from: 0, to: names.count, by: every).map { Place(value: Double($0), lines: lines(names[$0])) }
    }
    let style = LayoutStyle.tickLabel
    let every = max(1, Int((26 / max(slot, 0.1)).rounded(.up)))
    let room = slot * Double(every) - 8
    let haveRoom = names.allSatisfy { name in
      name.split(separator: " ").allSatisfy { typesetter.width(String($0), style) <= room }
    }
    if haveRoom {
      return AxisTicks(
        places: places(every: every) { typesetter.wrap($0, style, within: room, maximumLines: 3) })
    }
    let fewer = max(1, Int((LayoutStyle.lineHeight(style) / max(slot, 0.1)).rounded(.up)))
    return AxisTicks(
      places: places(every: fewer) { [typesetter.fit($0, style, within: uprightLimit)] }, isUpright: true)
  }

  private static func numbers(_ axis: Axis, domain: ClosedRange<Double>, maximumIntervals: Int) -> [Tick] {
    axis.isLogarithmic
      ? LogarithmicTicks.ticks(in: domain, maximumIntervals: maximumIntervals)
      : NiceTicks.ticks(in: domain, maximumIntervals: maximumIntervals, integersOnly: axis.ticks == .integers)
  }

  /// Whether the labels stay at least 12 pixels apart.
  private static func fits(
    _ ticks: [Tick], _ axis: Axis, domain: ClosedRange<Double>, width: Double, _ typesetter: Typesetter
  ) -> Bool {
    let scale = AxisScale(domain: domain, start: 0, end: width, isLogarithmic: axis.isLogarithmic)
    var end = -Double.infinity
    for tick in ticks {
      let half = typesetter.width(tick.label, LayoutStyle.tickLabel) / 2
      if scale(tick.value) - half < end + 12 { return false }
      end = scale(tick.value) + half
    }
    return true
  }
}
