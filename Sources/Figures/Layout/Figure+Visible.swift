import SafeText

extension Figure {
  /// The figure with every hidden character in its texts shown: what is measured is what will be seen.
  func madeVisible() -> Figure {
    var figure = self
    figure.title = VisibleText.visible(title)
    figure.subtitle = subtitle.map(VisibleText.visible)
    figure.summary = summary.map(VisibleText.visible)
    figure.notes = notes.map(VisibleText.visible)
    figure.panels = panels.map { $0.map { $0.madeVisible() } }
    return figure
  }
}

extension Panel {
  fileprivate func madeVisible() -> Panel {
    var panel = self
    panel.title = title.map(VisibleText.visible)
    panel.note = note.map(VisibleText.visible)
    panel.x = x.madeVisible()
    panel.y = y.madeVisible()
    panel.marks = marks.map { $0.madeVisible() }
    return panel
  }
}

extension Axis {
  fileprivate func madeVisible() -> Axis {
    var axis = self
    axis.label = label.map(VisibleText.visible)
    if case .categories(let names) = ticks { axis.ticks = .categories(names.map(VisibleText.visible)) }
    return axis
  }
}

extension Mark {
  fileprivate func madeVisible() -> Mark {
    switch self {
    case .bars(var bars):
      bars.label = bars.label.map(VisibleText.visible)
      bars.valueLabels = bars.valueLabels.map(VisibleText.visible)
      return .bars(bars)
    case .line(var line):
      line.label = line.label.map(VisibleText.visible)
      return .line(line)
    case .steps(var steps):
      steps.label = steps.label.map(VisibleText.visible)
      return .steps(steps)
    case .points(var points):
      points.label = points.label.map(VisibleText.visible)
      return .points(points)
    case .image(var image):
      image.label = image.label.map(VisibleText.visible)
      return .image(image)
    case .text(var text):
      text.text = VisibleText.visible(text.text)
      return .text(text)
    case .labels(var labels):
      labels.texts = labels.texts.map(VisibleText.visible)
      return .labels(labels)
    case .rule: return self
    }
  }
}
