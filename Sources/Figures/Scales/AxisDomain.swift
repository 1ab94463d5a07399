/// The numbers that an axis shows, found from its marks where the figure leaves it open.
struct AxisDomain {
  private var low = Double.infinity
  private var high = -Double.infinity
  /// The lowest number above zero: where a logarithmic axis can begin.
  private var lowAboveZero = Double.infinity
  /// Whether the marks grow from zero, so that the axis must begin or end there exactly.
  private var touchesZero = false
  /// Room beyond the marks at either end, as a part of the whole.
  private var padding = 0.0

  /// The horizontal domain of `panel`.
  static func horizontal(of panel: Panel) -> ClosedRange<Double> {
    var domain = AxisDomain()
    for mark in panel.marks { domain.includeHorizontally(mark) }
    return domain.resolved(for: panel.x, ends: barEnds(of: panel, horizontal: false))
  }

  /// The vertical domain of `panel`.
  static func vertical(of panel: Panel) -> ClosedRange<Double> {
    var domain = AxisDomain()
    for mark in panel.marks { domain.includeVertically(mark) }
    return domain.resolved(for: panel.y, ends: barEnds(of: panel, horizontal: true))
  }

  private mutating func include(_ values: some Sequence<Double>, padding: Double = 0) {
    for value in values where value.isFinite {
      if value < low { low = value }
      if value > high { high = value }
      if value > 0, value < lowAboveZero { lowAboveZero = value }
    }
    self.padding = max(self.padding, padding)
  }

  private mutating func includeHorizontally(_ mark: Mark) {
    switch mark {
    case .bars(let bars) where bars.isHorizontal: includeLengths(bars.lengths)
    case .bars(let bars): includeBars(bars)
    case .line(let line): include(line.x)
    case .steps(let steps): include(steps.edges, padding: 0.02)
    case .points(let points): include(points.x, padding: 0.05)
    case .image(let image): include([image.xRange.lowerBound, image.xRange.upperBound])
    case .rule(let rule): if rule.direction == .vertical { include([rule.value], padding: 0.02) }
    case .text(let text): if case .above(let x, _) = text.place { include([x]) }
    case .labels(let labels): include(labels.x, padding: 0.05)
    }
  }

  private mutating func includeVertically(_ mark: Mark) {
    switch mark {
    case .bars(let bars) where bars.isHorizontal: includeBars(bars)
    case .bars(let bars): includeLengths(bars.lengths)
    case .line(let line): include(line.y, padding: 0.05)
    case .steps(let steps): includeLengths(steps.values)
    case .points(let points): include(points.y, padding: 0.05)
    case .image(let image): include([image.yRange.lowerBound, image.yRange.upperBound])
    case .rule(let rule): if rule.direction == .horizontal { include([rule.value]) }
    case .text(let text): if case .above(_, let y) = text.place { include([y]) }
    case .labels(let labels): include(labels.y, padding: 0.05)
    }
  }

  private mutating func includeBars(_ bars: BarsMark) {
    include(bars.positions.map { $0 - bars.width / 2 })
    include(bars.positions.map { $0 + bars.width / 2 })
  }

  private mutating func includeLengths(_ lengths: [Double]) {
    touchesZero = true
    include(lengths, padding: 0.06)
    include([0])
  }

  /// How far a bar that stands exactly on an end of a given domain reaches beyond it, with a little room; the same in
  /// every panel, whether or not there is such a bar, so that the panels of a column keep one scale.
  private static func barEnds(of panel: Panel, horizontal: Bool) -> Double {
    panel.marks.reduce(0) { reach, mark in
      guard case .bars(let bars) = mark, bars.isHorizontal == horizontal, bars.width.isFinite else { return reach }
      return max(reach, bars.width * 0.6)
    }
  }

  private func resolved(for axis: Axis, ends: Double) -> ClosedRange<Double> {
    if case .categories(let names) = axis.ticks { return -0.5...(Double(max(names.count, 1)) - 0.5) }
    if let domain = axis.domain, domain.lowerBound.isFinite, domain.upperBound.isFinite {
      if axis.isLogarithmic { return logarithmic(domain.lowerBound > 0 ? domain.lowerBound : nil, domain.upperBound) }
      let ends = axis.isExact ? 0 : ends
      return Self.widened(domain.lowerBound - ends, domain.upperBound + ends)
    }
    if axis.isLogarithmic { return logarithmic(nil, nil) }
    guard low <= high else { return Self.widened(axis.startsAt ?? 0, (axis.startsAt ?? 0) + 1) }
    let room = min(high - low, Double.greatestFiniteMagnitude) * padding
    var lower = touchesZero && low == 0 ? 0 : low - room
    let upper = touchesZero && high == 0 ? 0 : high + room
    if let start = axis.startsAt, start.isFinite { lower = start }
    return Self.widened(lower, max(lower, upper))
  }

  /// The domain of a logarithmic axis from `lower` to `upper`; where one is nil, from the marks, with room around: half of the
  /// lowest, so that the shortest of all bars is seen.
  private func logarithmic(_ lower: Double?, _ upper: Double?) -> ClosedRange<Double> {
    let first = lower ?? (lowAboveZero.isFinite ? lowAboveZero / (touchesZero ? 2 : 1.2) : 0.1)
    let last = upper ?? (high > 0 ? high * 1.2 : 1)
    let start = min(max(first, 1e-300), 1e299)
    return start...min(max(last, start * 1.2), 1e300)
  }

  /// The range, made long enough to divide by.
  private static func widened(_ lower: Double, _ upper: Double) -> ClosedRange<Double> {
    let lower = min(max(lower, -1e300), 1e300)
    let upper = min(max(upper, -1e300), 1e300)
    guard upper - lower <= 1e-9 * max(abs(lower), abs(upper)) else { return lower...upper }
    let room = max(abs(lower), 1e-12) * 0.05
    return lower == 0 && upper == 0 ? 0...1 : (lower - room)...(upper + room)
  }
}
