import Testing

@testable import Figures

/// Names beside their points.
@Suite struct LabelsTests {
  /// A panel from 0 to 100 both ways, as it is laid out: its plot, and the texts and markers within.
  private func lay(
    _ labels: LabelsMark, width: Double = 900
  ) throws -> (plot: Rect, texts: [TextRun], points: [Point]) {
    let panel = Panel(x: Axis(domain: 0...100), y: Axis(domain: 0...100), marks: [.labels(labels)])
    let primitives = Figure("names", panels: [[panel]], size: Size(width: 900, height: 600)).layout(width: width)
      .primitives
    // Names are drawn above the clipped marks.
    let plots = primitives.map { if case .clip(let plot, _) = $0 { plot } else { nil as Rect? } }
    let place = try #require(plots.firstIndex { $0 != nil })
    let plot = try #require(plots[place])
    let above = primitives[place...]
    let texts = above.compactMap { if case .text(let run) = $0, run.style == LayoutStyle.note { run } else { nil } }
    let points = above.flatMap { primitive -> [Point] in
      if case .markers(let points, _) = primitive { points } else { [] }
    }
    return (plot, texts, points)
  }

  private func frame(_ run: TextRun) -> Rect {
    let height = LayoutStyle.lineHeight(run.style) - 1
    let middle = run.position.y - LayoutStyle.capHalf(run.style)
    return Rect(
      x: run.position.x, y: middle - height / 2, width: FixedTextMeasurer().width(of: run.text, style: run.style),
      height: height)
  }

  @Test func aNameStandsRightOfItsPoint() throws {
    let found = try lay(LabelsMark(x: [50], y: [50], texts: ["king"]))
    let text = try #require(found.texts.first)
    let point = try #require(found.points.first)
    #expect(found.texts.count == 1 && text.text == "king" && text.anchor == .start && !text.isVertical)
    #expect(abs(point.x - (found.plot.x + found.plot.maxX) / 2) < 0.5)
    #expect(text.position.x == point.x + 4)
    let name = frame(text)
    #expect(abs(name.y + name.height / 2 - point.y) < 1e-9)
  }

  @Test func whereThatPlaceIsTakenANameStandsLeft() throws {
    let found = try lay(LabelsMark(x: [50, 50, 50], y: [50, 50, 50], texts: ["first", "second", "third"]))
    // The third finds no place at all: each of its places touches one of the others.
    #expect(found.texts.map(\.text) == ["first", "second"])
    let second = try #require(found.texts.last)
    #expect(abs(frame(second).maxX - ((found.points.last?.x ?? 0) - 4)) < 1e-9)
  }

  @Test func atTheEdgeANameStaysInside() throws {
    let corners = LabelsMark(
      x: [0, 100, 0, 100], y: [0, 0, 100, 100], texts: ["southwest", "southeast", "northwest", "northeast"])
    let found = try lay(corners)
    #expect(found.texts.count == 4)
    for text in found.texts {
      let name = frame(text)
      #expect(name.x >= found.plot.x && name.maxX <= found.plot.maxX, "\(text.text)")
      #expect(name.y >= found.plot.y - 1e-9 && name.maxY <= found.plot.maxY + 1e-9, "\(text.text)")
    }
  }

  @Test(arguments: [300.0, 560, 900, 1600]) func namesInACrowdDoNotTouch(width: Double) throws {
    // Multiples of two irrational numbers, without their whole parts, are evenly spread.
    let x = (0..<600).map { 30 + 40 * (Double($0) * 0.754_877_67).truncatingRemainder(dividingBy: 1) }
    let y = (0..<600).map { 30 + 40 * (Double($0) * 0.569_840_29).truncatingRemainder(dividingBy: 1) }
    let labels = LabelsMark(x: x, y: y, texts: (0..<600).map { String(repeating: "n", count: 1 + $0 % 9) })
    let found = try lay(labels, width: width)
    #expect(found.texts.count > 5 && found.texts.count < 600 && found.texts.count == found.points.count)
    let frames = found.texts.map(frame)
    for (index, name) in frames.enumerated() {
      #expect(name.x >= found.plot.x && name.maxX <= found.plot.maxX)
      for other in frames[(index + 1)...] { #expect(!name.overlaps(other)) }
      // No name lies upon a named point.
      for point in found.points { #expect(!name.overlaps(Rect(x: point.x - 1, y: point.y - 1, width: 2, height: 2))) }
    }
    // The most important name always has its place.
    #expect(found.texts.first?.text == "n")
  }

  @Test func noMoreThanTheLimitIsWritten() throws {
    let labels = LabelsMark(x: [10, 50, 90], y: [10, 50, 90], texts: ["a", "b", "c"], limit: 2)
    #expect(try lay(labels).texts.map(\.text) == ["a", "b"])
    #expect(try lay(LabelsMark(x: [10], y: [10], texts: ["a"], limit: 0)).points.isEmpty)
  }

  @Test func whatHasNoPlaceOrNoTextIsLeftOut() throws {
    let labels = LabelsMark(
      x: [.nan, 20, 50, 40, 500], y: [1, .infinity, 50, 60, 50], texts: ["nowhere", "above", "", "here", "outside"],
      limit: 1)
    let found = try lay(labels)
    #expect(found.texts.map(\.text) == ["here"] && found.points.count == 1)
  }

  @Test func hostileTextIsShownAndNotObeyed() throws {
    let found = try lay(LabelsMark(x: [50], y: [50], texts: ["a\u{202E}b\n"]))
    #expect(found.texts.map(\.text) == ["a<U+202E>b␊"])
  }
}
