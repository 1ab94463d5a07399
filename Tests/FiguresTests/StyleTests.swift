import Figures
import Testing

/// The look of a figure: sizes, texts, axes and colours that are asked for.
@Suite struct StyleTests {
  private let bars = Figure(
    "Bars",
    panels: [
      [
        Panel(
          x: Axis("Length"), y: Axis("Tokens"), marks: [.bars(BarsMark(x: [1, 2, 3], heights: [1, 1000, 40]))]),
        Panel(x: Axis("Other"), y: Axis("Tokens"), marks: [.line(LineMark(x: [1, 2], y: [1, 20000]))]),
      ]
    ])
  private let picture = Figure(
    "Picture",
    panels: [
      [
        Panel(
          x: Axis("Token"), y: Axis("Dimension"),
          marks: [
            .image(
              ImageMark(
                columnCount: 10, rowCount: 2, values: (0..<20).map(Float.init), xRange: 0...1000, limits: 0...20))
          ])
      ]
    ])

  private func texts(_ scene: Scene) -> [TextRun] {
    scene.primitives.compactMap { if case .text(let run) = $0 { run } else { nil } }
  }

  private func labels(_ figure: Figure, under: Bool) -> [String] {
    texts(figure.layout()).filter { $0.anchor == (under ? .middle : .end) && !$0.isVertical }.map(\.text)
  }

  @Test func lengthsHaveUnits() {
    #expect(FigureLength(2.5, .inches).pixels == 240)
    #expect(FigureLength(72, .points).pixels == 96)
    #expect(abs(FigureLength(25.4, .millimeters).pixels - FigureLength(2.54, .centimeters).pixels) < 1e-9)
  }

  @Test func widthHeightAndFontSizeAreWhatIsAskedFor() throws {
    var style = FigureStyle()
    style.width = 316.8
    style.height = 260
    style.fontSize = FigureLength(8, .points).pixels
    let scene = try picture.styled(style).layout()
    #expect(abs(scene.outerSize.width - 316.8) < 1e-9)
    #expect(abs(scene.outerSize.height - 260) < 2)
    let tick = try #require(texts(scene).first { $0.text == "500" })
    #expect(abs(tick.style.size * scene.scale - 8 * 96 / 72) < 1e-9)
    let svg = try picture.styled(style).svg()
    #expect(svg.contains("width=\"316.8\""))
  }

  @Test func aTitleReplacesTheHeadline() throws {
    var style = FigureStyle()
    style.title = "Own\u{202E} <title>"
    let scene = try picture.styled(style).layout()
    #expect(
      texts(scene).contains { $0.text == "Own<U+202E> <title>" } && !texts(scene).contains { $0.text == "Picture" })
    style.title = ""
    #expect(!(try texts(picture.styled(style).layout()).contains { $0.style.isBold }))
  }

  @Test func aFontStandsBeforeTheOthers() throws {
    var style = FigureStyle()
    style.fontFamily = "It's <b>"
    let svg = try picture.styled(style).svg()
    #expect(svg.contains("font-family=\"'It&#39;s &lt;b&gt;','DejaVu Sans',"))
  }

  @Test func aRangeIsThatOfTheAxesOfOneName() throws {
    var style = FigureStyle()
    style.x.range = 2...3
    style.y.range = 0...50
    let figure = try bars.styled(style)
    #expect(figure.panels[0][0].x.domain == 2...3 && figure.panels[0][1].x.domain == nil)
    #expect(figure.panels[0][0].y.domain == 0...50 && figure.panels[0][1].y.domain == 0...50)
  }

  @Test func logarithmicTicksArePowersOfTen() {
    func labels(_ domain: ClosedRange<Double>, _ intervals: Int) -> [String] {
      LogarithmicTicks.ticks(in: domain, maximumIntervals: intervals).map(\.label)
    }
    #expect(labels(0.5...2000, 5) == ["1", "10", "100", "1,000"])
    #expect(labels(1...1e9, 5) == ["10⁰", "10²", "10⁴", "10⁶", "10⁸"])
    #expect(labels(0.9...30, 8) == ["1", "2", "5", "10", "20"])
    #expect(
      labels(0.001...0.1, 3) == ["0.001", "0.010", "0.100"] || labels(0.001...0.1, 3) == ["0.001", "0.01", "0.1"])
    #expect(labels(3...4, 4).count >= 2)
    #expect(labels(0...4, 4).isEmpty && labels(-1...4, 4).isEmpty)
  }

  @Test func equalFactorsAreEqualLengthsOnALogarithmicAxis() throws {
    var style = FigureStyle()
    style.y.isLogarithmic = true
    let scene = try bars.styled(style).layout()
    let ticks = texts(scene).filter { $0.anchor == .end }
    func y(_ label: String) throws -> Double { try #require(ticks.first { $0.text == label }).position.y }
    #expect(abs((try y("1") - y("10")) - (try y("10") - y("100"))) < 0.01)
    style.x.isLogarithmic = true
    style.x.range = -1...3
    #expect(throws: FiguresError.logarithmOfNothing("horizontal", -1)) { try bars.styled(style) }
  }

  @Test func aPictureShowsTheCellsOfItsRange() throws {
    var style = FigureStyle()
    style.x.range = 250...400
    let scene = try picture.styled(style).layout()
    let images = scene.primitives.compactMap { primitive -> RasterImage? in
      guard case .clip(_, let inside) = primitive, case .image(let image, _)? = inside.first else { return nil }
      return image
    }
    let image = try #require(images.first)
    let wide = image.width / 2
    #expect(image.width == 2 * wide && image.height == 2)
    let colors = ColorMap.indices(of: [2, 3, 12, 13], count: 4, limits: 0...20)
    #expect(image.indices == colors.flatMap { [UInt8](repeating: $0, count: wide) })
    style.x.range = 2000...3000
    #expect(throws: Never.self) { try picture.styled(style).layout() }
  }

  @Test func colorsForNumbersAreTaken() throws {
    var style = FigureStyle()
    style.colorMap = .gray
    let figure = try picture.styled(style)
    guard case .image(let image) = figure.panels[0][0].marks[0] else { return #expect(Bool(false)) }
    #expect(image.colorMap == .gray)
    let (black, white) = (ColorMap.gray.color(at: 0), ColorMap.gray.color(at: 1))
    #expect(black.red == black.blue && black.red < 40 && white.red > 230)
  }

  @Test func whatAFigureHasNotIsRefused() throws {
    var style = FigureStyle()
    style.colorMap = .gray
    #expect(throws: FiguresError.noColorsForNumbers) { try bars.styled(style) }
    style = FigureStyle()
    style.x.isLogarithmic = true
    #expect(throws: FiguresError.logarithmicPicture) { try picture.styled(style) }
    let names = Figure("n", panels: [[Panel(x: Axis(ticks: .categories(["a"])), y: Axis("y"), marks: [])]])
    #expect(throws: FiguresError.axisWithoutNumbers("horizontal")) { try names.styled(style) }
    style = FigureStyle()
    (style.width, style.fontSize) = (150, 30)
    #expect(throws: FiguresError.tooNarrow(width: 150, needed: 500)) { try bars.styled(style) }
  }
}
