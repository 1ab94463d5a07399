/// Places a figure in stages: texts that span it, columns, left margins, right margins, tops and bottoms, heights.
///
/// Each stage reads only what the stages before it have fixed, and where panels share a row or a column they take the
/// largest margin of all, which is what aligns their axes.
struct FigureLayout {
  /// The least width of a layout, for text of the usual size.
  static let leastWidth = 200.0

  private let figure: Figure
  private let width: Double
  /// How many CSS pixels a pixel of the layout becomes: texts have their sizes here, whatever size they are asked for in.
  private let scale: Double
  private let typesetter: Typesetter
  private var rows: [[PanelPlan]] = []
  private let height: Double
  private var title = TextBlock(style: LayoutStyle.title, ink: .text)
  private var subtitle = TextBlock(style: LayoutStyle.subtitle)
  private var notes: [TextBlock] = []
  /// The legend that several panels have, and which stands once above them all.
  private var sharedLegend: Legend?
  private var legend: Legend.Setting?
  private var colorBar: ColorBar?

  init(_ figure: Figure, measurer: any TextMeasurer, width: Double) {
    self.figure = figure.titled().madeVisible()
    let style = figure.style
    let scale = style.fontSize.map { $0 / LayoutStyle.tickLabel.size } ?? 1
    self.scale = scale
    self.width = min(max(width.isFinite ? width / scale : 900, Self.leastWidth), 20000)
    typesetter = Typesetter(measurer: measurer)
    let given = self.figure.panels.filter { !$0.isEmpty }
    let isStacked = self.width < LayoutStyle.narrow && given.contains { $0.count > 1 }
    let panelRows = isStacked ? given.flatMap { row in row.map { [$0] } } : given
    let stretch = Double(panelRows.count) / Double(max(given.count, 1))
    // Stacked panels keep most of their height; a figure that got narrower alone becomes a little lower too.
    let narrowing = self.width < min(LayoutStyle.narrow, figure.size.width) ? 0.86 : 1
    let own = min(max(figure.size.height.isFinite ? figure.size.height : 440, 100), 20000) * stretch * narrowing
    height = style.height.map { min(max($0.isFinite ? $0 / scale : own, 100), 20000) } ?? own
    setSharedParts(panelRows)
    let (sharedLegend, hasColorBar) = (self.sharedLegend, colorBar != nil)
    let typesetter = typesetter
    rows = panelRows.map { row in
      row.map { panel in
        let legend = Legend(of: panel)
        let isShared = legend.map { own in sharedLegend.map { own.says(theSameAs: $0) } ?? false } ?? false
        return PanelPlan(
          panel, typesetter: typesetter, legend: isShared ? nil : legend,
          colorBar: hasColorBar ? nil : ColorBar(of: panel))
      }
    }
  }

  private var contentWidth: Double { width - 2 * LayoutStyle.margin }

  /// What belongs to the figure as a whole.
  private mutating func setSharedParts(_ panelRows: [[Panel]]) {
    setTitle()
    if let text = figure.subtitle, !text.isEmpty {
      subtitle.lines = typesetter.wrap(text, subtitle.style, within: contentWidth, maximumLines: 6)
    }
    notes = figure.notes.filter { !$0.isEmpty }.map {
      TextBlock(lines: typesetter.wrap($0, LayoutStyle.note, within: contentWidth, maximumLines: 12))
    }
    let panels = panelRows.joined()
    let legends = panels.compactMap { Legend(of: $0) }
    sharedLegend = legends.first { one in legends.filter { $0.says(theSameAs: one) }.count >= 2 }
    legend = sharedLegend?.set(within: contentWidth, by: typesetter)
    if panelRows.allSatisfy({ $0.count == 1 }) {
      colorBar = ColorBar.shared(by: panels.compactMap { ColorBar(of: $0) })
    }
  }

  /// The title in up to three lines, or in up to four smaller ones.
  private mutating func setTitle() {
    guard !figure.title.isEmpty else { return }
    let lines = typesetter.wrap(figure.title, title.style, within: contentWidth, maximumLines: 4)
    if lines.count <= 3 {
      title.lines = lines
    } else {
      title.style = LayoutStyle.smallTitle
      title.lines = typesetter.wrap(figure.title, title.style, within: contentWidth, maximumLines: 4)
    }
  }

  // MARK: Stages

  /// The figure in pixels.
  mutating func scene() -> Scene {
    placeColumns()
    measureMargins()
    let total = placeRows()
    var primitives: [Primitive] = [
      .rectangles([Rect(x: 0, y: 0, width: width, height: total)], Paint(.background))
    ]
    primitives += headPrimitives()
    for plan in rows.joined() { primitives += plan.primitives() }
    primitives += sharedColorBarPrimitives()
    var y = total - LayoutStyle.margin - notesHeight + (notes.isEmpty ? 0 : 12)
    for note in notes {
      primitives += note.primitives(at: Point(x: LayoutStyle.margin, y: y))
      y += note.height + 3
    }
    let summary = figure.summary ?? ([figure.subtitle].compactMap { $0 } + figure.notes).joined(separator: " ")
    return Scene(
      size: Size(width: width, height: total), scale: scale, fontFamilies: FontFamilies.names(figure.style.fontFamily),
      title: figure.title, summary: summary, primitives: primitives)
  }

  /// Divides the width among the panels of each row by their shares.
  private mutating func placeColumns() {
    let available = contentWidth - (colorBar?.width(typesetter) ?? 0)
    for row in rows.indices {
      let gaps = Double(rows[row].count - 1) * LayoutStyle.columnGap
      let shares = shares(of: row)
      var x = LayoutStyle.margin
      for column in rows[row].indices {
        rows[row][column].cellX = x
        rows[row][column].cellWidth = max((available - gaps) * shares[column], 60)
        x += rows[row][column].cellWidth + LayoutStyle.columnGap
      }
    }
  }

  /// The parts of a row's width; rows with as many panels divide it alike, so that their axes can align.
  private func shares(of row: Int) -> [Double] {
    let alike = rows.filter { $0.count == rows[row].count }
    let shares = rows[row].indices.map { column in
      alike.map { max($0[column].panel.widthShare, 0.05) }.max() ?? 1
    }
    let sum = shares.reduce(0, +)
    return shares.map { $0 / sum }
  }

  private mutating func measureMargins() {
    let guess = max(height / Double(max(rows.count, 1)) - 110, LayoutStyle.minimumPlotHeight)
    forEachPanel { $0.measureLeft(plotHeight: guess) }
    alignColumns(\.left)
    forEachPanel { $0.measureRight() }
    alignColumns(\.left)
    alignColumns(\.right)
    forEachPanel { $0.measureBottomAndTop() }
    for row in rows.indices {
      let top = rows[row].map(\.top).max() ?? 0
      let bottom = rows[row].map(\.bottom).max() ?? 0
      for column in rows[row].indices {
        rows[row][column].top = top
        rows[row][column].bottom = bottom
      }
    }
  }

  private mutating func forEachPanel(_ body: (inout PanelPlan) -> Void) {
    for row in rows.indices {
      for column in rows[row].indices { body(&rows[row][column]) }
    }
  }

  /// Gives the panels of a column, in the rows that have as many panels, the largest of their margins.
  private mutating func alignColumns(_ margin: WritableKeyPath<PanelPlan, Double>) {
    for count in Set(rows.map(\.count)) {
      let alike = rows.indices.filter { rows[$0].count == count }
      for column in 0..<count {
        let widest = alike.map { rows[$0][column][keyPath: margin] }.max() ?? 0
        for row in alike { rows[row][column][keyPath: margin] = widest.rounded(.up) }
      }
    }
  }

  private var headHeight: Double {
    var head = LayoutStyle.margin - 4 + title.height
    if !subtitle.lines.isEmpty { head += subtitle.height + 3 }
    if let legend { head += legend.height + 8 }
    return head + (head > LayoutStyle.margin ? 14 : 0)
  }

  private var notesHeight: Double {
    notes.isEmpty ? 0 : notes.reduce(12 - 3) { $0 + $1.height + 3 }
  }

  /// Divides the height among the rows and places every plot; returns the whole height.
  private mutating func placeRows() -> Double {
    let gaps = Double(max(rows.count - 1, 0)) * LayoutStyle.rowGap
    let fixed = rows.reduce(headHeight + notesHeight + LayoutStyle.margin + gaps) {
      $0 + ($1.first.map { $0.top + $0.bottom } ?? 0)
    }
    let shares = rows.map { row in max(row.map(\.panel.heightShare).max() ?? 1, 0.05) }
    let sum = shares.reduce(0, +)
    var y = headHeight
    for row in rows.indices {
      let least = rows[row].map(\.minimumPlotHeight).max() ?? 0
      let plotHeight = max((height - fixed) * shares[row] / sum, least).rounded()
      for column in rows[row].indices {
        var plan = rows[row][column]
        let left = (plan.cellX + plan.left).rounded()
        let right = (plan.cellX + plan.cellWidth - plan.right).rounded(.down)
        plan.plot = Rect(x: left, y: (y + plan.top).rounded(), width: max(right - left, 20), height: plotHeight)
        plan.settle()
        rows[row][column] = plan
      }
      y += (rows[row].first.map { $0.top + $0.bottom } ?? 0) + plotHeight + LayoutStyle.rowGap
    }
    return (y - (rows.isEmpty ? 0 : LayoutStyle.rowGap) + notesHeight + LayoutStyle.margin).rounded(.up)
  }

  // MARK: What spans the figure

  private func headPrimitives() -> [Primitive] {
    var y = LayoutStyle.margin - 4
    var result = title.primitives(at: Point(x: LayoutStyle.margin, y: y))
    y += title.height
    if !subtitle.lines.isEmpty {
      result += subtitle.primitives(at: Point(x: LayoutStyle.margin, y: y + 3))
      y += subtitle.height + 3
    }
    if let legend { result += legend.primitives(at: Point(x: LayoutStyle.margin, y: y + 8)) }
    return result
  }

  private func sharedColorBarPrimitives() -> [Primitive] {
    let plots = rows.joined().filter(\.hasImage).map(\.plot)
    guard let colorBar, let first = plots.first, let last = plots.last else { return [] }
    // Beyond the panels' right margins: between the plots, tick labels may reach into them.
    let x = width - LayoutStyle.margin - colorBar.width(typesetter) + LayoutStyle.colorBarGap
    return colorBar.primitives(x: x, top: first.y, bottom: last.maxY, typesetter)
  }
}
