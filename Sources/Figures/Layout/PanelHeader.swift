/// What stands above a plot: the title, the note opposite it, the legend.
struct PanelHeader {
  private var title = TextBlock(style: LayoutStyle.panelTitle, ink: .text)
  private var note = TextBlock(style: LayoutStyle.note)
  private var legend: Legend.Setting?
  /// Whether the note, or else the legend, stands on the title's line at the right.
  private var isNoteOpposite = false
  private var isLegendOpposite = false
  private var width = 0.0

  init() {}

  init(of panel: Panel, legend: Legend?, width: Double, _ typesetter: Typesetter) {
    self.width = width
    if let text = panel.title, !text.isEmpty {
      title.lines = typesetter.wrap(text, title.style, within: width, maximumLines: 3)
    }
    let titleWidth = typesetter.width(title.lines, title.style)
    if let text = panel.note, !text.isEmpty {
      let free = title.lines.count <= 1 ? width - titleWidth - (titleWidth > 0 ? 24 : 0) : 0
      isNoteOpposite = typesetter.width(text, note.style) <= free
      note.lines = typesetter.wrap(text, note.style, within: width, maximumLines: 3)
    }
    if let legend {
      let setting = legend.set(within: width, by: typesetter)
      isLegendOpposite =
        title.lines.count == 1 && !isNoteOpposite && setting.rowCount == 1 && titleWidth + 24 + setting.width <= width
      self.legend = setting
    }
  }

  private var titleHeight: Double {
    let own = title.height
    let opposite = isNoteOpposite ? note.height : isLegendOpposite ? Legend.rowHeight : 0
    return max(own, opposite)
  }

  /// The room above the plot, the gap included; the half of a tick label that rises above the plot always has room.
  var height: Double {
    var height = titleHeight
    if !isNoteOpposite { height += note.height }
    if let legend, !isLegendOpposite { height += legend.height + 2 }
    return height + (height > 0 ? 10 : 9)
  }

  /// The header above `plot`, whose row has `top` pixels for it: titles of a row stand on one line.
  func primitives(above plot: Rect, top: Double) -> [Primitive] {
    var y = plot.y - top
    var result = title.primitives(at: Point(x: plot.x, y: y + (titleHeight - title.height) / 2))
    if isNoteOpposite {
      // Both stand on one baseline.
      let shift = title.lines.isEmpty ? 0 : LayoutStyle.ascent(title.style) - LayoutStyle.ascent(note.style)
      result += note.primitives(at: Point(x: plot.maxX, y: y + shift), anchor: .end)
    }
    if let legend, isLegendOpposite {
      let corner = Point(x: plot.maxX - legend.width, y: y + (titleHeight - legend.height) / 2)
      result += legend.primitives(at: corner)
    }
    y += titleHeight
    if !isNoteOpposite {
      result += note.primitives(at: Point(x: plot.x, y: y))
      y += note.height
    }
    if let legend, !isLegendOpposite { result += legend.primitives(at: Point(x: plot.x, y: y + 2)) }
    return result
  }
}
