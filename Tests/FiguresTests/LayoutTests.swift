import FigureSamples
import Testing

@testable import Figures

/// What holds for every figure: no text leaves the picture, and no two texts touch.
@Suite struct LayoutTests {
  static let widths = [300.0, 380, 559, 560, 720, 960, 1600]

  /// The rectangle that a text fills: from the top of a capital to below the baseline.
  private static func box(_ run: TextRun) -> Rect {
    let width = FixedTextMeasurer().width(of: run.text, style: run.style)
    let start = run.anchor == .start ? 0 : run.anchor == .middle ? -width / 2 : -width
    let (rise, fall) = (run.style.size * 0.76, run.style.size * 0.22)
    return run.isVertical
      ? Rect(x: run.position.x - rise, y: run.position.y - start - width, width: rise + fall, height: width)
      : Rect(x: run.position.x + start, y: run.position.y - rise, width: width, height: rise + fall)
  }

  private static func check(_ figure: Figure, width: Double) {
    let scene = figure.layout(width: width)
    let runs = scene.primitives.compactMap { if case .text(let run) = $0 { run } else { nil } }
    let boxes = runs.map(box)
    for (index, rectangle) in boxes.enumerated() {
      let isInside =
        rectangle.x >= -0.5 && rectangle.y >= -0.5 && rectangle.maxX <= scene.size.width + 0.5
        && rectangle.maxY <= scene.size.height + 0.5
      #expect(isInside, "\(figure.title), \(width) wide: “\(runs[index].text)” leaves the picture: \(rectangle)")
      for other in boxes.indices where other > index {
        #expect(
          !rectangle.overlaps(boxes[other]),
          "\(figure.title), \(width) wide: “\(runs[index].text)” touches “\(runs[other].text)”")
      }
    }
  }

  @Test(arguments: widths) func samplesKeepTheirTextsApart(width: Double) {
    for sample in FigureSample.all { Self.check(sample.figure, width: width) }
  }

  @Test(arguments: widths) func difficultFiguresKeepTheirTextsApart(width: Double) {
    for figure in DifficultFigures.all { Self.check(figure, width: width) }
  }

  @Test func axesAlignAlongRowsAndColumns() throws {
    func panel(_ yMax: Double, title: String?) -> Panel {
      Panel(title: title, x: Axis("x"), y: Axis("y"), marks: [.bars(BarsMark(x: [1, 2, 3], heights: [1, 2, yMax]))])
    }
    let figure = Figure(
      "f",
      panels: [
        [panel(3, title: "a"), panel(1_000_000, title: nil)], [panel(100_000, title: "c\nd"), panel(3, title: "d")],
      ])
    let clips = figure.layout().primitives.compactMap { if case .clip(let plot, _) = $0 { plot } else { nil } }
    try #require(clips.count == 4)
    #expect(clips[0].x == clips[2].x && clips[1].x == clips[3].x)
    #expect(clips[0].maxX == clips[2].maxX && clips[1].maxX == clips[3].maxX)
    #expect(clips[0].y == clips[1].y && clips[0].maxY == clips[1].maxY)
    #expect(clips[2].y == clips[3].y && clips[2].maxY == clips[3].maxY)
  }

  @Test func barsStandOnZeroAndTheTallestIsInside() throws {
    let panel = Panel(marks: [.bars(BarsMark(x: [1, 2], heights: [50, 100]))])
    let primitives = Figure("", panels: [[panel]]).layout().primitives
    let clip = try #require(
      primitives.compactMap { if case .clip(let plot, let marks) = $0 { (plot, marks) } else { nil } }.first)
    guard case .rectangles(let bars, _) = try #require(clip.1.first) else {
      Issue.record("no bars")
      return
    }
    #expect(bars.count == 2)
    #expect(bars.allSatisfy { abs($0.maxY - (clip.0.maxY - 1)) < 0.01 })
    #expect(abs(bars[1].height - 2 * bars[0].height) < 0.01)
    #expect(bars[1].y > clip.0.y)
  }

  @Test func legendAndColorBarAreSharedWhereTheyAreTheSame() {
    func texts(_ figure: Figure) -> [String] {
      figure.layout().primitives.compactMap { if case .text(let run) = $0 { run.text } else { nil } }
    }
    func lines(_ names: [String]) -> Panel {
      Panel(marks: names.enumerated().map { .line(LineMark(y: [1, 2], color: .series($0), label: $1)) })
    }
    #expect(texts(Figure("", panels: [[lines(["a", "b"]), lines(["a", "b"])]])).filter { $0 == "a" }.count == 1)
    #expect(texts(Figure("", panels: [[lines(["a", "b"]), lines(["a", "c"])]])).filter { $0 == "a" }.count == 2)
    #expect(texts(Figure("", panels: [[lines(["alone"])]])).contains("alone") == false)
    func image(_ limit: Double) -> [Panel] {
      [
        Panel(marks: [
          .image(ImageMark(columnCount: 1, rowCount: 1, values: [0], limits: -limit...limit, label: "Value"))
        ])
      ]
    }
    #expect(texts(Figure("", panels: [image(1), image(1)])).filter { $0 == "Value" }.count == 1)
    #expect(texts(Figure("", panels: [image(1), image(2)])).filter { $0 == "Value" }.count == 2)
  }

  @Test func colorBarEndsInPointsOnlyWhereValuesLieBeyond() {
    func points(_ values: [Float]) -> Int {
      let mark = ImageMark(columnCount: values.count, rowCount: 1, values: values, limits: -1...1)
      let scene = Figure("", panels: [[Panel(marks: [.image(mark)])]]).layout()
      return scene.primitives.count { if case .polygon = $0 { true } else { false } }
    }
    #expect(points([-1, 0, 1, .nan]) == 0)
    #expect(points([0, 1.5]) == 1)
    #expect(points([-2, 2]) == 2)
  }

  @Test func cellsShowTheirNumbersInkedToBeRead() {
    let mark = ImageMark(
      columnCount: 3, rowCount: 2, values: [-1, 0, 0.257, .nan, 1, 7], limits: -1...1, valueDigits: 2)
    let scene = Figure("", panels: [[Panel(marks: [.image(mark)])]]).layout()
    var inks: [String: Ink] = [:]
    for case .text(let run) in scene.primitives where ["−1.00", "0.00", "0.26", "1.00", "7.00"].contains(run.text) {
      if case .fixed = run.ink { inks[run.text] = run.ink }
    }
    #expect(inks.count == 5)
    #expect(inks["0.00"] == .fixed(RGB(0x111111)) && inks["0.26"] == .fixed(RGB(0x111111)))
    #expect(inks["−1.00"] == .fixed(RGB(0xFFFFFF)) && inks["7.00"] == .fixed(RGB(0xFFFFFF)))
  }

  @Test func readableInkHasTheBetterContrast() {
    for (color, isDark) in [(RGB(0xFFFFFF), true), (RGB(0x808080), true), (RGB(0x0072B2), false), (RGB(0), false)] {
      #expect((color.readableInk == RGB(0x111111)) == isDark, "\(color.hex)")
    }
  }
}
