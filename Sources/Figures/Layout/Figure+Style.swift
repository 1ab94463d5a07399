extension Figure {
  /// The figure in the look of `style`.
  ///
  /// - Throws: ``FiguresError`` where the style asks for what this figure has not, such as an axis with numbers, or where its text is too
  ///   large for its width.
  public func styled(_ style: FigureStyle) throws -> Figure {
    let scale = style.fontSize.map { $0 / LayoutStyle.tickLabel.size } ?? 1
    let width = style.width ?? size.width
    guard width / scale >= FigureLayout.leastWidth else {
      throw FiguresError.tooNarrow(width: width, needed: (FigureLayout.leastWidth * scale).rounded(.up))
    }
    var figure = self
    figure.style = style
    try figure.apply(style.x, to: \.x, named: "horizontal")
    try figure.apply(style.y, to: \.y, named: "vertical")
    if let colorMap = style.colorMap { try figure.apply(colorMap) }
    return figure
  }

  private mutating func apply(
    _ style: FigureStyle.AxisStyle, to axis: WritableKeyPath<Panel, Axis>, named name: String
  ) throws {
    if style.changesNothing { return }
    let panels = self.panels.joined()
    guard let first = panels.first(where: { $0[keyPath: axis].countsSomething }) else {
      throw FiguresError.axisWithoutNumbers(name)
    }
    if let range = style.range, style.isLogarithmic, range.lowerBound <= 0 {
      throw FiguresError.logarithmOfNothing(name, range.lowerBound)
    }
    for row in self.panels.indices {
      for column in self.panels[row].indices {
        var panel = self.panels[row][column]
        guard panel[keyPath: axis].countsSomething, panel[keyPath: axis].label == first[keyPath: axis].label else {
          continue
        }
        if style.isLogarithmic, panel.hasImage { throw FiguresError.logarithmicPicture }
        panel[keyPath: axis].isLogarithmic = style.isLogarithmic
        if let range = style.range { panel[keyPath: axis].setRange(range) }
        self.panels[row][column] = panel
      }
    }
  }

  /// With the headline that the style has.
  func titled() -> Figure {
    var figure = self
    if let title = style.title { figure.title = title }
    return figure
  }

  private mutating func apply(_ colorMap: ColorMap) throws {
    var isUsed = false
    for row in panels.indices {
      for column in panels[row].indices {
        for place in panels[row][column].marks.indices {
          isUsed = panels[row][column].marks[place].recolor(colorMap) || isUsed
        }
      }
    }
    guard isUsed else { throw FiguresError.noColorsForNumbers }
  }
}

extension Axis {
  /// Whether places on the axis are numbers, not names.
  fileprivate var countsSomething: Bool { if case .categories = ticks { false } else { true } }

  /// Shows `range` and no more, whatever the axis began with.
  fileprivate mutating func setRange(_ range: ClosedRange<Double>) {
    domain = range
    isExact = true
  }
}

extension Panel {
  /// Whether the panel shows an image: its axes frame it, and the vertical one runs downwards.
  var hasImage: Bool { marks.contains { if case .image = $0 { true } else { false } } }
}

extension Mark {
  /// Takes `colorMap` for the colours that stand for numbers; false where there are none.
  fileprivate mutating func recolor(_ colorMap: ColorMap) -> Bool {
    switch self {
    case .image(var image):
      image.colorMap = colorMap
      self = .image(image)
    case .points(var points):
      guard case .sequential(let position) = points.color else { return false }
      points.color = .mapped(position, colorMap)
      self = .points(points)
    case .bars, .line, .steps, .rule, .text, .labels: return false
    }
    return true
  }
}
