/// A panel while it is laid out: each stage fills in what the next one needs.
struct PanelPlan {
  let panel: Panel
  let typesetter: Typesetter
  /// The legend and colour bar that the panel shows itself; `nil` where it shares the figure's.
  var legend: Legend?
  var colorBar: ColorBar?

  /// The panel's part of its row: everything of it stays between these two.
  var cellX = 0.0
  var cellWidth = 0.0

  let xDomain: ClosedRange<Double>
  let yDomain: ClosedRange<Double>
  private(set) var xTicks = AxisTicks()
  private(set) var yTicks = AxisTicks()
  private(set) var xLabel = TextBlock()
  private(set) var yLabel = TextBlock()
  private(set) var header = PanelHeader()

  /// Margins between the cell and the plot; larger where a neighbour needs it, so that axes align.
  var left = 0.0
  var right = 0.0
  var top = 0.0
  var bottom = 0.0
  /// The rectangle between the axes.
  var plot = Rect(x: 0, y: 0, width: 0, height: 0)

  init(_ panel: Panel, typesetter: Typesetter, legend: Legend?, colorBar: ColorBar?) {
    self.panel = panel
    self.typesetter = typesetter
    self.legend = legend
    self.colorBar = colorBar
    xDomain = AxisDomain.horizontal(of: panel)
    yDomain = AxisDomain.vertical(of: panel)
  }

  /// Whether the panel shows an image: its axes frame it, and the vertical one runs downwards.
  var hasImage: Bool { panel.hasImage }

  /// Whether the panel has lying bars.
  var hasHorizontalBars: Bool {
    panel.marks.contains { if case .bars(let bars) = $0 { bars.isHorizontal } else { false } }
  }

  /// Whether the panel has nothing but points and guides: both axes then count alike.
  var isScatter: Bool {
    panel.marks.allSatisfy {
      switch $0 {
      case .points, .rule, .text, .labels: true
      case .bars, .line, .steps, .image: false
      }
    }
  }

  var plotWidth: Double { max(cellWidth - left - right, 40) }

  /// The least height of the plot: room for every category, and for a label along the axis.
  var minimumPlotHeight: Double {
    var height = LayoutStyle.minimumPlotHeight
    if case .categories(let names) = panel.y.ticks {
      // Each label may take half of the room to either neighbour; beyond 60 names only every so many is written.
      let counts = yTicks.places.map(\.lines.count)
      let most = zip(counts, counts.dropFirst()).map { $0 + $1 }.max() ?? 2
      let slot = Double(most) / 2 * LayoutStyle.lineHeight(LayoutStyle.tickLabel) + 4
      height = max(slot, 22) * Double(min(names.count, 60))
    }
    let label = typesetter.width(yLabel.lines, LayoutStyle.axisLabel)
    return max(height, min(label + 8, 320))
  }

  // MARK: Stages

  /// Stage 1: the room that the vertical axis needs on the left, for a plot of about `plotHeight`.
  mutating func measureLeft(plotHeight: Double) {
    if let label = panel.y.label, !label.isEmpty {
      yLabel.style = LayoutStyle.axisLabel
      yLabel.lines = typesetter.wrap(label, yLabel.style, within: max(plotHeight, 140), maximumLines: 2)
    }
    let limit = cellWidth * 0.4
    yTicks = AxisTicks.vertical(panel.y, domain: yDomain, height: plotHeight, widthLimit: limit, typesetter)
    let labels = yTicks.places.isEmpty ? 0 : yTicks.width(typesetter) + LayoutStyle.tickGap
    left = labels + (yLabel.lines.isEmpty ? 0 : yLabel.height + 6)
  }

  /// Stage 2: the room on the right, for a colour bar or for half a tick label that stands at the axis's end.
  mutating func measureRight() {
    right = colorBar?.width(typesetter) ?? 2
    guard !hasHorizontalBars || panel.x.ticks != .none else { return }
    let ticks = AxisTicks.horizontal(panel.x, domain: xDomain, width: plotWidth, typesetter)
    let scale = AxisScale(domain: xDomain, start: 0, end: plotWidth, isLogarithmic: panel.x.isLogarithmic)
    for place in ticks.places {
      let overhang = ticks.reach(of: place, typesetter)
      let position = panel.x.isReversed ? plotWidth - scale(place.value) : scale(place.value)
      right = max(right, (position + overhang - plotWidth).rounded(.up))
      left = max(left, (overhang - position).rounded(.up))
    }
  }

  /// Stage 3, with the plot's width known: what stands below and above the plot.
  mutating func measureBottomAndTop() {
    xTicks = AxisTicks.horizontal(panel.x, domain: horizontalDomain, width: plotWidth, typesetter)
    bottom = 4
    if !xTicks.places.isEmpty { bottom = LayoutStyle.tickGap + xTicks.height(typesetter) }
    if let label = panel.x.label, !label.isEmpty {
      xLabel.style = LayoutStyle.axisLabel
      xLabel.lines = typesetter.wrap(label, xLabel.style, within: plotWidth, maximumLines: 3)
      bottom += 4 + xLabel.height
    }
    header = PanelHeader(of: panel, legend: legend, width: plotWidth, typesetter)
    top = header.height
  }

  /// Stage 4, with the plot's height known: the vertical ticks, as many as there is room for.
  mutating func settle() {
    let label = yLabel.lines.isEmpty ? 0 : yLabel.height + 6
    let limit = max(left - label - LayoutStyle.tickGap, 0) + 0.01
    let ticks = AxisTicks.vertical(panel.y, domain: yDomain, height: plot.height, widthLimit: limit, typesetter)
    if !ticks.places.isEmpty { yTicks = ticks }
    yLabel.lines = yLabel.lines.map { typesetter.fit($0, yLabel.style, within: plot.height + 16) }
  }

  /// The horizontal domain: made longer where values are written behind lying bars, until the texts fit.
  var horizontalDomain: ClosedRange<Double> {
    guard panel.x.domain == nil, xDomain.lowerBound >= 0 else { return xDomain }
    var upper = xDomain.upperBound
    let isLogarithmic = panel.x.isLogarithmic
    for case .bars(let bars) in panel.marks where bars.isHorizontal {
      for (length, text) in zip(bars.lengths, bars.valueLabels) where length.isFinite && length > 0 {
        let room = max(plotWidth - typesetter.width(text, LayoutStyle.tickLabel) - 8, plotWidth * 0.2)
        let scale = AxisScale(
          domain: xDomain.lowerBound...max(length, xDomain.lowerBound.nextUp), start: 0, end: 1,
          isLogarithmic: isLogarithmic)
        upper = max(upper, scale.value(at: plotWidth / room))
      }
    }
    return xDomain.lowerBound...upper
  }

  // MARK: Scales

  var xScale: AxisScale {
    panel.x.isReversed
      ? AxisScale(
        domain: horizontalDomain, start: plot.maxX, end: plot.x, isLogarithmic: panel.x.isLogarithmic)
      : AxisScale(
        domain: horizontalDomain, start: plot.x, end: plot.maxX, isLogarithmic: panel.x.isLogarithmic)
  }

  var yScale: AxisScale {
    runsDownwards
      ? AxisScale(domain: yDomain, start: plot.y, end: plot.maxY, isLogarithmic: panel.y.isLogarithmic)
      : AxisScale(domain: yDomain, start: plot.maxY, end: plot.y, isLogarithmic: panel.y.isLogarithmic)
  }

  private var runsDownwards: Bool {
    if case .categories = panel.y.ticks { return true }
    return hasImage || panel.y.isReversed
  }
}
