import SafeText

/// Turns the marks of a placed panel into primitives; here the data becomes pixels, once.
struct MarkDrawing {
  let plan: PanelPlan
  private let x: AxisScale
  private let y: AxisScale

  init(plan: PanelPlan) {
    self.plan = plan
    x = plan.xScale
    y = plan.yScale
  }

  /// `mark` in pixels.
  func primitives(_ mark: Mark) -> [Primitive] {
    switch mark {
    case .bars(let bars): rectangles(of: bars)
    case .line(let line): polylines(of: line)
    case .steps(let steps): outline(of: steps)
    case .points(let points): markers(of: points)
    case .image(let image): picture(of: image)
    case .rule(let rule): rule.value.isFinite ? [self.line(of: rule)] : []
    case .text, .labels: []
    }
  }

  private func rectangles(of bars: BarsMark) -> [Primitive] {
    let rectangles = zip(bars.positions, bars.lengths).compactMap { position, length -> Rect? in
      guard position.isFinite, length.isFinite, length != 0 else { return nil }
      let along = bars.isHorizontal ? y : x
      let across = bars.isHorizontal ? x : y
      // A bar whose place lies outside the axis is not drawn at all, not even a sliver of it.
      guard along.domain.contains(position) else { return nil }
      let sides = [along(position - bars.width / 2), along(position + bars.width / 2)].sorted()
      let ends = [across(0), across(length)].sorted()
      return bars.isHorizontal
        ? Rect(x: ends[0], y: sides[0], width: ends[1] - ends[0], height: sides[1] - sides[0])
        : Rect(x: sides[0], y: ends[0], width: sides[1] - sides[0], height: ends[1] - ends[0])
    }
    return rectangles.isEmpty ? [] : [.rectangles(rectangles, Paint(bars.color.ink))]
  }

  private func polylines(of line: LineMark) -> [Primitive] {
    let stroke = Stroke(Paint(line.color.ink), width: line.width, dashes: line.color.dashes)
    var pieces: [[Point]] = [[]]
    for (valueX, valueY) in zip(line.x, line.y) {
      if valueX.isFinite, valueY.isFinite {
        pieces[pieces.count - 1].append(Point(x: x(valueX), y: y(valueY)))
      } else if pieces.last?.isEmpty == false {
        pieces.append([])
      }
    }
    return pieces.filter { !$0.isEmpty }.map { .polyline($0, stroke) }
  }

  private func outline(of steps: StepsMark) -> [Primitive] {
    let count = min(steps.values.count, steps.edges.count - 1)
    guard count > 0, steps.edges[...count].allSatisfy(\.isFinite) else { return [] }
    let ground = y(0)
    var points = [Point(x: x(steps.edges[0]), y: ground)]
    for index in 0..<count {
      let height = steps.values[index].isFinite ? y(steps.values[index]) : ground
      points.append(Point(x: x(steps.edges[index]), y: height))
      points.append(Point(x: x(steps.edges[index + 1]), y: height))
    }
    points.append(Point(x: x(steps.edges[count]), y: ground))
    let line = Primitive.polyline(
      points, Stroke(Paint(steps.color.ink), width: steps.width, dashes: steps.color.dashes))
    return steps.isFilled ? [.polygon(points, Paint(steps.color.ink, opacity: 0.14)), line] : [line]
  }

  private func markers(of points: PointsMark) -> [Primitive] {
    let places = zip(points.x, points.y).compactMap { valueX, valueY -> Point? in
      valueX.isFinite && valueY.isFinite ? Point(x: x(valueX), y: y(valueY)) : nil
    }
    let paint = Paint(points.color.ink, opacity: points.opacity)
    let marker = Marker(diameter: points.diameter, paint: paint, isSquare: points.color.hasSquares)
    return places.isEmpty ? [] : [.markers(places, marker)]
  }

  private func picture(of image: ImageMark) -> [Primitive] {
    let (count, overflow) = image.columnCount.multipliedReportingOverflow(by: image.rowCount)
    guard count > 0, !overflow else { return [] }
    let visible = image.visible(x: x.domain, y: y.domain)
    let cells = visible.cells(
      of: ColorMap.indices(of: image.values, count: count, limits: image.limits), of: image, width: plan.plot.width)
    let raster = RasterImage(
      width: cells.width, height: visible.rows.count, palette: image.colorMap.palette(), indices: cells.cells)
    let (left, right) = (x(visible.xRange.lowerBound), x(visible.xRange.upperBound))
    let (top, bottom) = (y(visible.yRange.lowerBound), y(visible.yRange.upperBound))
    guard !raster.indices.isEmpty else { return [] }
    return [
      .image(raster, Rect(x: min(left, right), y: top, width: abs(right - left), height: max(bottom - top, 0)))
    ]
  }

  private func line(of rule: RuleMark) -> Primitive {
    let stroke = Stroke(Paint(rule.color.ink), width: 1.3, dashes: rule.isDashed ? [5, 4] : [])
    let plot = plan.plot
    switch rule.direction {
    case .vertical:
      return .polyline([Point(x: x(rule.value), y: plot.y), Point(x: x(rule.value), y: plot.maxY)], stroke)
    case .horizontal:
      return .polyline([Point(x: plot.x, y: y(rule.value)), Point(x: plot.maxX, y: y(rule.value))], stroke)
    }
  }

  // MARK: Texts

  /// The texts that marks bring: never clipped, kept within the plot.
  func outsideTexts() -> [Primitive] {
    plan.panel.marks.flatMap { mark -> [Primitive] in
      switch mark {
      case .text(let text): words(of: text)
      case .labels(let labels): LabelPlacement(plan: plan, x: x, y: y).primitives(labels)
      case .bars(let bars) where bars.isHorizontal: valueLabels(of: bars)
      case .image(let image): image.valueDigits.map { values(of: image, digits: $0) } ?? []
      default: []
      }
    }
  }

  /// The numbers of the cells, in their middles, dark or light as the cell's colour asks for.
  private func values(of image: ImageMark, digits: Int) -> [Primitive] {
    let style = LayoutStyle.legend
    let (count, overflow) = image.columnCount.multipliedReportingOverflow(by: image.rowCount)
    guard !overflow, count > 0 else { return [] }
    let palette = image.colorMap.palette()
    let colors = ColorMap.indices(of: image.values, count: count, limits: image.limits)
    let texts = image.values.prefix(count).map {
      $0.isFinite ? NumberText.decimal(Double($0), fractionDigits: digits) : ""
    }
    let columnWidth = (image.xRange.upperBound - image.xRange.lowerBound) / Double(image.columnCount)
    let rowHeight = (image.yRange.upperBound - image.yRange.lowerBound) / Double(image.rowCount)
    func middle(_ cell: Int) -> (x: Double, y: Double) {
      (
        image.xRange.lowerBound + (Double(cell % image.columnCount) + 0.5) * columnWidth,
        image.yRange.lowerBound + (Double(cell / image.columnCount) + 0.5) * rowHeight
      )
    }
    // All the numbers or none: where the widest has no room, they would run into each other.
    let room = abs(x(image.xRange.lowerBound + columnWidth) - x(image.xRange.lowerBound)) - 2
    guard plan.typesetter.width(texts, style) <= room else { return [] }
    return texts.indices.compactMap { cell in
      let place = middle(cell)
      guard !texts[cell].isEmpty, x.domain.contains(place.x), y.domain.contains(place.y) else { return nil }
      return .text(
        TextRun(
          text: texts[cell], position: Point(x: x(place.x), y: y(place.y) + LayoutStyle.capHalf(style)), style: style,
          anchor: .middle, isVertical: false, ink: .fixed(palette[Int(colors[cell])].readableInk)))
    }
  }

  private func valueLabels(of bars: BarsMark) -> [Primitive] {
    let style = LayoutStyle.tickLabel
    return zip(zip(bars.positions, bars.lengths), bars.valueLabels).compactMap { bar, label in
      guard bar.0.isFinite, y.domain.contains(bar.0), !label.isEmpty else { return nil }
      let end = x(bar.1.isFinite ? min(max(bar.1, 0), x.domain.upperBound) : 0)
      let start = max(end, plan.plot.x) + 6
      let text = plan.typesetter.fit(label, style, within: plan.plot.maxX + plan.right - start)
      let position = Point(x: start, y: y(bar.0) + LayoutStyle.capHalf(style))
      return .text(
        TextRun(text: text, position: position, style: style, anchor: .start, isVertical: false, ink: .text))
    }
  }

  private func words(of mark: TextMark) -> [Primitive] {
    let plot = plan.plot
    let inset = 8.0
    let style = LayoutStyle.legend
    let lines = plan.typesetter.wrap(mark.text, style, within: plot.width - 2 * inset, maximumLines: 3)
    let ink: Ink = mark.color == .neutral ? .text : mark.color.ink
    let block = TextBlock(lines: lines, style: style, ink: ink)
    let width = plan.typesetter.width(lines, style)
    var corner = Point(x: plot.x + inset, y: plot.y + inset / 2)
    switch mark.place {
    case .topLeading: break
    case .topTrailing: corner.x = plot.maxX - inset - width
    case .bottomLeading: corner.y = plot.maxY - inset / 2 - block.height
    case .bottomTrailing:
      corner = Point(x: plot.maxX - inset - width, y: plot.maxY - inset / 2 - block.height)
    case .above(let valueX, let valueY):
      guard valueX.isFinite, valueY.isFinite, plot.contains(Point(x: x(valueX), y: y(valueY))) else { return [] }
      corner = Point(x: x(valueX) - width / 2, y: y(valueY) - block.height - 4)
    }
    corner.x = max(min(corner.x, plot.maxX - width), plot.x)
    corner.y = max(min(corner.y, plot.maxY - block.height), plot.y)
    let ground = Rect(x: corner.x - 4, y: corner.y - 1, width: width + 8, height: block.height + 2)
    return [.rectangles([ground], Paint(.background, opacity: 0.8))] + block.primitives(at: corner)
  }
}
