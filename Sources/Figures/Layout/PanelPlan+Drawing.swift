extension PanelPlan {
  /// The panel, placed: grid, marks, axes, labels, header, colour bar.
  func primitives() -> [Primitive] {
    let drawing = MarkDrawing(plan: self)
    var result = grid()
    let inside = Rect(x: plot.x - 1, y: plot.y - 1, width: plot.width + 2, height: plot.height + 2)
    result.append(.clip(inside, panel.marks.flatMap(drawing.primitives)))
    result += drawing.outsideTexts()
    result += axes() + tickLabels() + axisLabels() + header.primitives(above: plot, top: top)
    if let colorBar {
      result += colorBar.primitives(
        x: plot.maxX + LayoutStyle.colorBarGap, top: plot.y, bottom: plot.maxY, typesetter)
    }
    return result
  }

  /// A pixel position at which a line one pixel wide is sharp.
  private func sharp(_ position: Double) -> Double { position.rounded(.down) + 0.5 }

  private func horizontalLine(_ y: Double) -> [Point] {
    [Point(x: plot.x, y: sharp(y)), Point(x: plot.maxX, y: sharp(y))]
  }

  private func verticalLine(_ x: Double) -> [Point] {
    [Point(x: sharp(x), y: plot.y), Point(x: sharp(x), y: plot.maxY)]
  }

  /// Quiet lines at the ticks of the axes that count something, and a firmer one at zero inside.
  private func grid() -> [Primitive] {
    guard !hasImage else { return [] }
    var result: [Primitive] = []
    let quiet = Stroke(Paint(.grid), width: 1)
    let firm = Stroke(Paint(.axis, opacity: 0.7), width: 1)
    let (x, y) = (xScale, yScale)
    func lines(_ ticks: AxisTicks, _ domain: ClosedRange<Double>, _ line: (Double) -> [Point], _ scale: AxisScale) {
      for tick in ticks.places {
        let isZero = tick.value == 0 && domain.lowerBound < 0 && domain.upperBound > 0
        result.append(.polyline(line(scale(tick.value)), isZero ? firm : quiet))
      }
    }
    if hasHorizontalBars || isScatter { lines(xTicks, horizontalDomain, verticalLine, x) }
    if !hasHorizontalBars { lines(yTicks, yDomain, horizontalLine, y) }
    return result
  }

  private func axes() -> [Primitive] {
    let stroke = Stroke(Paint(.axis), width: 1)
    let (x, y) = (xScale, yScale)
    var result: [Primitive] = []
    if hasImage {
      let (left, right) = (sharp(plot.x - 1), sharp(plot.maxX))
      let (top, bottom) = (sharp(plot.y - 1), sharp(plot.maxY))
      let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
      result.append(.polyline(corners.map { Point(x: $0.0, y: $0.1) }, stroke))
      for tick in yTicks.places {
        let start = Point(x: plot.x - LayoutStyle.tickLength, y: sharp(y(tick.value)))
        result.append(.polyline([start, Point(x: plot.x, y: start.y)], stroke))
      }
    } else if hasHorizontalBars {
      result.append(.polyline(verticalLine(x(max(0, horizontalDomain.lowerBound))), stroke))
      return result
    } else {
      result.append(.polyline(horizontalLine(plot.maxY), stroke))
    }
    if case .categories = panel.x.ticks { return result }
    for tick in xTicks.places {
      let start = Point(x: sharp(x(tick.value)), y: plot.maxY)
      result.append(.polyline([start, Point(x: start.x, y: plot.maxY + LayoutStyle.tickLength)], stroke))
    }
    return result
  }

  private func tickLabels() -> [Primitive] {
    let style = LayoutStyle.tickLabel
    let lineHeight = LayoutStyle.lineHeight(style)
    let (x, y) = (xScale, yScale)
    var result: [Primitive] = []
    func label(_ text: String, _ position: Point, _ anchor: TextRun.Anchor, _ ink: Ink = .mutedText) {
      result.append(
        .text(TextRun(text: text, position: position, style: style, anchor: anchor, isVertical: false, ink: ink)))
    }
    for tick in yTicks.places {
      let firstMiddle = y(tick.value) - Double(tick.lines.count - 1) * lineHeight / 2
      for (index, line) in tick.lines.enumerated() {
        let baseline = firstMiddle + Double(index) * lineHeight + LayoutStyle.capHalf(style)
        let ink: Ink = if case .categories = panel.y.ticks { .text } else { .mutedText }
        label(line, Point(x: plot.x - LayoutStyle.tickGap, y: baseline), .end, ink)
      }
    }
    for tick in xTicks.places where xTicks.isUpright {
      let place = Point(x: x(tick.value) + LayoutStyle.capHalf(style), y: plot.maxY + LayoutStyle.tickGap)
      result += tick.lines.map {
        .text(TextRun(text: $0, position: place, style: style, anchor: .end, isVertical: true, ink: .text))
      }
    }
    for tick in xTicks.places where !xTicks.isUpright {
      for (index, line) in tick.lines.enumerated() {
        let top = plot.maxY + LayoutStyle.tickGap + Double(index) * lineHeight
        label(line, Point(x: x(tick.value), y: top + LayoutStyle.ascent(style)), .middle)
      }
    }
    return result
  }

  private func axisLabels() -> [Primitive] {
    let ticks = xTicks.places.isEmpty ? 4 : LayoutStyle.tickGap
    let below = plot.maxY + ticks + xTicks.height(typesetter) + 4
    let labels = yTicks.places.isEmpty ? 0 : yTicks.width(typesetter) + LayoutStyle.tickGap
    // The label keeps close to the numbers, though a neighbour above may need a wider margin: labels of a column align
    // at the margin's left edge instead.
    let labelX = min(plot.x - left, plot.x - labels - yLabel.height - 6)
    return xLabel.primitives(at: Point(x: plot.midX, y: below), anchor: .middle)
      + yLabel.vertical(x: labelX, middle: plot.midY)
  }
}
