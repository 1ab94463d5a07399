import Figures
import Testing

/// What a reader sees: every word whole, every series apart, every name that was asked for.
@Suite struct SeenTests {
  private func texts(_ scene: Scene) -> [TextRun] {
    scene.primitives.compactMap { if case .text(let run) = $0 { run } else { nil } }
  }

  private func grid(_ names: [String], width: Double) -> Figure {
    let image = ImageMark(
      columnCount: names.count, rowCount: names.count, values: .init(repeating: 0.5, count: names.count * names.count),
      xRange: -0.5...Double(names.count) - 0.5, yRange: -0.5...Double(names.count) - 0.5, limits: -1...1, valueDigits: 2
    )
    return Figure(
      "Grid",
      panels: [[Panel(x: Axis(ticks: .categories(names)), y: Axis(ticks: .categories(names)), marks: [.image(image)])]],
      size: Size(width: width, height: 400))
  }

  @Test func namesBelowAPictureRunUpwardsBeforeTheyBreak() throws {
    let names = ["cat", "dog", "car", "bus", "king", "queen", "unbelievable"]
    let narrow = texts(grid(names, width: 330).layout())
    for name in names { #expect(narrow.contains { $0.isVertical && $0.text == name }) }
    #expect(!narrow.contains { $0.text == "0.50" })
    let wide = texts(grid(names, width: 1200).layout())
    #expect(!wide.contains { $0.isVertical })
    #expect(wide.filter { $0.text == "0.50" }.count == 49)
  }

  @Test func noWordBreaksInside() throws {
    let figure = Figure(
      "Donaudampfschifffahrtsgesellschaft of org/a-model_name", panels: [], size: Size(width: 240, height: 100))
    let lines = texts(figure.layout()).map(\.text)
    #expect(lines.first?.hasSuffix("…") == true)
    #expect(
      lines.dropFirst().joined(separator: " ").contains("a-model_name") || lines.contains { $0.contains("model_name") })
    let path = Figure("/models/some/where/very/deep/in/the/tree", panels: [], size: Size(width: 240, height: 100))
    let parts = texts(path.layout()).map(\.text)
    #expect(parts.count > 1 && parts.joined() == "/models/some/where/very/deep/in/the/tree")
    #expect(parts.dropLast().allSatisfy { $0.hasSuffix("/") })
  }

  @Test func seriesBeyondTheColorsHaveDashesAndSquares() throws {
    let lines = (0..<13).map { Mark.line(LineMark(y: [0, 1], color: .series($0), label: "m\($0)")) }
    let points = (0..<13).map { Mark.points(PointsMark(x: [0], y: [Double($0)], color: .series($0))) }
    let scene = Figure("m", panels: [[Panel(marks: lines + points)]]).layout()
    let inside = scene.primitives.flatMap { if case .clip(_, let inside) = $0 { inside } else { [Primitive]() } }
    let strokes = inside.compactMap { if case .polyline(_, let stroke) = $0 { stroke } else { nil } }
    let markers = inside.compactMap { if case .markers(_, let marker) = $0 { marker } else { nil } }
    #expect(Set(strokes.map(\.dashes)).count == 3)
    #expect(strokes[0].dashes.isEmpty && !strokes[6].dashes.isEmpty && strokes[6].dashes != strokes[12].dashes)
    #expect(!markers[0].isSquare && markers[6].isSquare)
    // The legend shows the same.
    let samples = scene.primitives.compactMap { if case .polyline(_, let stroke) = $0 { stroke.dashes } else { nil } }
    #expect(samples.contains(strokes[6].dashes))
    let svg = try Figure("m", panels: [[Panel(marks: points)]]).svg()
    #expect(svg.contains("stroke-linecap=\"square\""))
  }

  /// Panels with lines and with dots of the same models say once which is which; another legend stays with its panel.
  @Test func aLegendThatSeveralPanelsHaveStandsOnce() {
    func panel(_ dots: Bool, _ names: [String]) -> Panel {
      Panel(
        marks: names.enumerated().map { series, name in
          dots
            ? .points(PointsMark(x: [0, 1], y: [0, 1], color: .series(series), label: name))
            : .line(LineMark(y: [0, 1], color: .series(series), label: name))
        })
    }
    let figure = Figure(
      "l", panels: [[panel(false, ["one", "two"]), panel(true, ["one", "two"])], [panel(false, ["a", "b"])]])
    let all = texts(figure.layout()).map(\.text)
    #expect(all.filter { $0 == "one" }.count == 1 && all.filter { $0 == "two" }.count == 1)
    #expect(all.filter { $0 == "a" }.count == 1)
  }

  @Test func namesThatWereAskedForAreAllDrawn() {
    func names(all: Bool) -> [String] {
      let labels = LabelsMark(
        x: .init(repeating: 1, count: 12), y: .init(repeating: 1, count: 12), texts: (0..<12).map { "name\($0)" },
        areAllDrawn: all)
      let points = PointsMark(x: [0, 1, 2], y: [0, 1, 2])
      let figure = Figure("n", panels: [[Panel(marks: [.points(points), .labels(labels)])]])
      return texts(figure.layout()).map(\.text).filter { $0.hasPrefix("name") }
    }
    #expect(names(all: true).count == 12)
    #expect(names(all: false).count < 12)
  }
}
