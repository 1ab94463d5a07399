import Figures

/// Figures that make layout hard: too much text, too many categories, numbers at the ends of what a number can be.
enum DifficultFigures {
  static let long = "a label that goes on and on " + String(repeating: "and on ", count: 60)
  static let unbroken = String(repeating: "Donaudampfschifffahrt", count: 12)

  static var all: [Figure] { [words, manyCategories, categoriesBelow, grid, nothing] + extremes }

  /// Long texts in every place that takes one.
  static var words: Figure {
    let panel = Panel(
      title: long, note: unbroken, x: Axis(long), y: Axis(unbroken),
      marks: [
        .line(LineMark(y: [1, 2], label: long)), .line(LineMark(y: [2, 1], color: .series(1), label: unbroken)),
      ])
    return Figure(long, subtitle: unbroken, panels: [[panel, panel]], notes: [long, unbroken])
  }

  static var manyCategories: Figure {
    let names = (0..<200).map { "token number \($0)" }
    let bars = BarsMark(
      y: names.indices.map(Double.init), lengths: names.indices.map(Double.init), valueLabels: [])
    return Figure("200 categories", panels: [[Panel(y: Axis(ticks: .categories(names)), marks: [.bars(bars)])]])
  }

  static var categoriesBelow: Figure {
    let names = (0..<40).map { $0 % 3 == 0 ? "a long name \($0)" : "n\($0)" }
    let bars = BarsMark(x: names.indices.map(Double.init), heights: names.indices.map { -Double($0) })
    return Figure(
      "40 categories below", panels: [[Panel(x: Axis("name", ticks: .categories(names)), marks: [.bars(bars)])]])
  }

  static var grid: Figure {
    let panel = Panel(
      title: "panel", x: Axis("x", startsAt: 0), y: Axis("y"), marks: [.points(PointsMark(x: [1, 2], y: [1e-5, 2e5]))])
    return Figure("nine", panels: Array(repeating: Array(repeating: panel, count: 3), count: 3))
  }

  static var nothing: Figure {
    Figure("", panels: [[Panel(marks: []), Panel(marks: [.line(LineMark(y: []))])], []])
  }

  static var extremes: [Figure] {
    let values: [[Double]] = [
      [0], [5], [.nan, .infinity], [-1e300, 1e300], [1e-300, 2e-300], [1e15, 1e15 + 2], [-3, -3], [0, 0], [1, .nan, 2],
      [.greatestFiniteMagnitude, -.greatestFiniteMagnitude], [123_456_789.123, 123_456_789.124],
    ]
    return values.map { values in
      let places = values.indices.map(Double.init)
      return Figure(
        "extreme \(values)",
        panels: [
          [
            Panel(x: Axis("x"), y: Axis("y"), marks: [.points(PointsMark(x: values, y: values))]),
            Panel(marks: [
              .line(LineMark(y: values)), .rule(RuleMark(y: values[0])),
              .text(TextMark("here", at: .above(x: 0, y: values[0]))),
            ]),
            Panel(marks: [
              .bars(BarsMark(x: places, heights: values)), .steps(StepsMark(edges: places + [9], values: values)),
            ]),
            Panel(marks: [
              .image(ImageMark(columnCount: values.count, rowCount: 1, values: values.map { Float($0) }, limits: 0...0))
            ]),
          ]
        ], size: Size(width: 1200, height: 300))
    }
  }
}
