/// The scale of a heat map's colours, which stands upright to its right.
struct ColorBar: Equatable {
  var limits: ClosedRange<Double>
  var colorMap: ColorMap
  var label: String?
  /// Whether some value lies below the limits, or above: the bar then ends in a point.
  var hasBelow: Bool
  var hasAbove: Bool

  private static let pointHeight = 11.0

  init(of image: ImageMark) {
    limits = image.limits
    colorMap = image.colorMap
    label = image.label
    let (lower, upper) = (Float(image.limits.lowerBound), Float(image.limits.upperBound))
    (hasBelow, hasAbove) = image.values.withUnsafeBufferPointer { values in
      var (below, above) = (false, false)
      for value in values {
        below = below || value < lower
        above = above || value > upper
      }
      return (below, above)
    }
  }

  /// The bar of `panel`'s first image.
  init?(of panel: Panel) {
    for case .image(let image) in panel.marks {
      self.init(of: image)
      return
    }
    return nil
  }

  /// One bar for all of `bars`, or `nil` where they differ in more than what lies beyond the limits.
  static func shared(by bars: [ColorBar]) -> ColorBar? {
    guard bars.count >= 2, var shared = bars.first else { return nil }
    for bar in bars {
      guard bar.limits == shared.limits, bar.colorMap == shared.colorMap, bar.label == shared.label else { return nil }
      shared.hasBelow = shared.hasBelow || bar.hasBelow
      shared.hasAbove = shared.hasAbove || bar.hasAbove
    }
    return shared
  }

  private func ticks(height: Double) -> [Tick] {
    NiceTicks.ticks(in: limits, maximumIntervals: height < 130 ? 4 : 6)
  }

  /// How much room the bar needs to the right of a plot, the gap included, whatever the plot's height.
  func width(_ typesetter: Typesetter) -> Double {
    let labels = (ticks(height: 0) + ticks(height: 200)).map(\.label)
    let title = label == nil ? 0 : LayoutStyle.lineHeight(LayoutStyle.axisLabel) + 6
    return LayoutStyle.colorBarGap + LayoutStyle.colorBarWidth + LayoutStyle.tickGap
      + typesetter.width(labels, LayoutStyle.tickLabel) + title
  }

  /// The bar between `top` and `bottom`, its left edge at `x`.
  func primitives(x: Double, top: Double, bottom: Double, _ typesetter: Typesetter) -> [Primitive] {
    let bodyTop = top + (hasAbove ? Self.pointHeight : 0)
    let bodyBottom = bottom - (hasBelow ? Self.pointHeight : 0)
    let body = Rect(x: x, y: bodyTop, width: LayoutStyle.colorBarWidth, height: max(bodyBottom - bodyTop, 1))
    var result = picture(in: body, top: top, bottom: bottom)
    let ticks = ticks(height: body.height)
    let scale = AxisScale(domain: limits, start: body.maxY, end: body.y)
    let labelX = body.maxX + LayoutStyle.tickGap
    var widest = 0.0
    for tick in ticks {
      let y = scale(tick.value)
      widest = max(widest, typesetter.width(tick.label, LayoutStyle.tickLabel))
      result.append(
        .polyline(
          [Point(x: body.maxX, y: y), Point(x: body.maxX + LayoutStyle.tickLength, y: y)],
          Stroke(Paint(.axis), width: 1)))
      result.append(
        .text(
          TextRun(
            text: tick.label, position: Point(x: labelX, y: y + LayoutStyle.capHalf(LayoutStyle.tickLabel)),
            style: LayoutStyle.tickLabel, anchor: .start, isVertical: false, ink: .mutedText)))
    }
    if let label {
      let text = typesetter.fit(label, LayoutStyle.axisLabel, within: bottom - top)
      result += TextBlock(lines: [text], style: LayoutStyle.axisLabel).vertical(
        x: labelX + widest + 6, middle: (top + bottom) / 2)
    }
    return result
  }

  /// The colours, the points at the ends, and the outline.
  private func picture(in body: Rect, top: Double, bottom: Double) -> [Primitive] {
    let steps = ColorMap.stepCount
    let column = RasterImage(
      width: 1, height: steps, palette: colorMap.palette(), indices: (0..<steps).map { UInt8(steps - 1 - $0) })
    var result: [Primitive] = [.image(column, body)]
    var outline = [Point(x: body.x, y: body.y)]
    if hasAbove {
      let tip = [Point(x: body.midX, y: top)]
      let base = [Point(x: body.x, y: body.y), Point(x: body.maxX, y: body.y)]
      result.append(.polygon(base + tip, Paint(.fixed(colorMap.color(at: 1)))))
      outline += tip
    }
    outline += [Point(x: body.maxX, y: body.y), Point(x: body.maxX, y: body.maxY)]
    if hasBelow {
      let tip = [Point(x: body.midX, y: bottom)]
      let base = [Point(x: body.x, y: body.maxY), Point(x: body.maxX, y: body.maxY)]
      result.append(.polygon(base + tip, Paint(.fixed(colorMap.color(at: 0)))))
      outline += tip
    }
    outline += [Point(x: body.x, y: body.maxY), Point(x: body.x, y: body.y)]
    result.append(.polyline(outline, Stroke(Paint(.axis), width: 1)))
    return result
  }
}
