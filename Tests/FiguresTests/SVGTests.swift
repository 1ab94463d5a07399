import FigureSamples
import Foundation
import Testing

@testable import Figures

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Stands in for the real encoder, which needs zlib.
private struct NoPictures: ImageEncoder {
  func png(_ image: RasterImage) throws -> [UInt8] { Array("picture".utf8) }
}

/// What an XML parser sees in a document.
private final class Reading: NSObject, XMLParserDelegate {
  var elements: [String] = []
  var ids: [String] = []
  var classes: Set<String> = []
  var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append(name)
    if let id = attributes["id"] { ids.append(id) }
    if let name = attributes["class"] { classes.insert(name) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  /// Throws where `svg` is no well-formed XML.
  static func of(_ svg: String) throws -> Reading {
    let reading = Reading()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reading
    try #require(
      parser.parse(), "not well-formed: \(String(describing: parser.parserError)) in line \(parser.lineNumber)")
    return reading
  }
}

@Suite struct SVGTests {
  private func svg(_ figure: Figure, scheme: SVGWriter.Scheme = .automatic, prefix: String = "es") throws -> String {
    try SVGWriter(imageEncoder: NoPictures(), scheme: scheme, idPrefix: prefix).write(figure.layout())
  }

  @Test(arguments: FigureSample.all.map(\.name)) func isWellFormedAndNamesOnlyWhatIsOurs(name: String) throws {
    let sample = try #require(FigureSample.all.first { $0.name == name })
    let reading = try Reading.of(try svg(sample.figure, prefix: "lengths"))
    let known: Set = ["svg", "title", "desc", "style", "rect", "path", "text", "image", "clipPath", "g"]
    #expect(Set(reading.elements).subtracting(known).isEmpty)
    #expect(reading.ids.allSatisfy { $0.hasPrefix("lengths-") })
    #expect(Set(reading.ids).count == reading.ids.count)
    #expect(reading.classes.allSatisfy { $0.hasPrefix("es-") })
  }

  @Test func hostileTextIsHarmless() throws {
    let hostile = "</text><script>alert(\"1\")</script>&amp;\u{0}\u{1B}[31m\u{202E}\u{2028}'\u{7F}]]>"
    let panel = Panel(
      title: hostile, note: hostile, x: Axis(hostile), y: Axis(hostile, ticks: .categories([hostile])),
      marks: [
        .bars(BarsMark(y: [0], lengths: [1], valueLabels: [hostile], label: hostile)),
        .line(LineMark(y: [0, 1], label: hostile)), .text(TextMark(hostile, at: .topLeading)),
      ])
    let figure = Figure(hostile, subtitle: hostile, summary: hostile, panels: [[panel]], notes: [hostile])
    let text = try svg(figure, prefix: "a\"><script>")
    let reading = try Reading.of(text)
    #expect(!reading.elements.contains("script"))
    #expect(!text.contains("<script"))
    let isVisible = text.unicodeScalars.allSatisfy {
      $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{202E}" && $0 != "\u{2028}"
    }
    #expect(isVisible)
    #expect(reading.text.contains("␛[31m<U+202E>"))
  }

  @Test func textStaysTextAndBothThemesAreInside() throws {
    let text = try svg(FigureSample.lengths.figure)
    #expect(text.contains(">bert-base-uncased</text>"))
    #expect(text.contains("role=\"img\"") && text.contains("aria-labelledby=\"es-title es-summary\""))
    #expect(text.contains("fill=\"\(Theme.light.series[0].hex)\""))
    #expect(
      text.contains("@media (prefers-color-scheme:dark){.es-fill-axis")
        || text.contains(".es-fill-series0{fill:\(Theme.dark.series[0].hex)}"))
    #expect(try svg(FigureSample.lengths.figure, scheme: .light).contains("<style>") == false)
    #expect(try svg(FigureSample.lengths.figure, scheme: .dark).contains("fill=\"\(Theme.dark.background.hex)\""))
  }

  @Test func equalFiguresGiveEqualBytes() throws {
    for sample in FigureSample.all { #expect(try svg(sample.figure) == svg(sample.figure)) }
  }

  @Test func numbersAreBrief() {
    func written(_ pixels: Double) -> String {
      var text = SVGText()
      text.append(pixels)
      return String(decoding: text.bytes, as: UTF8.self)
    }
    #expect(
      [0, 1, -1, 0.5, -0.25, 12.304, 99.999, -0.004, 1e99].map(written) == [
        "0", "1", "-1", ".5", "-.25", "12.3", "100", "0", "10000000",
      ])
    #expect(written(.nan) == "0")
  }

  @Test func pathsAreRelativeAndDoNotDrift() {
    var path = SVGPath()
    path.move(to: Point(x: 1, y: 2))
    for step in 1...300 { path.line(to: Point(x: 1 + Double(step) / 3, y: 2)) }
    let text = String(decoding: path.text.bytes, as: UTF8.self)
    #expect(text.hasPrefix("m1 2l.33 0 .34 0 .33 0"))
    let numbers = text.dropFirst(4).split(whereSeparator: { $0 == " " || $0 == "l" }).compactMap { Double("0\($0)") }
    #expect(abs(numbers.reduce(0, +) - 100) < 1e-9)
    var rectangle = SVGPath()
    rectangle.rectangle(Rect(x: 1, y: 2, width: 3, height: 4))
    rectangle.move(to: Point(x: 0, y: 0))
    // After "z" the place is the rectangle's corner again.
    #expect(String(decoding: rectangle.text.bytes, as: UTF8.self) == "m1 2h3v4h-3zm-1-2")
  }

  @Test func markersOfOneLayerNeverTouch() {
    var state: UInt64 = 7
    let points = (0..<800).map { _ -> Point in
      func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return Double(state >> 40) / Double(1 << 24) * 120
      }
      return Point(x: next(), y: next())
    }
    let layers = MarkerLayers(points, diameter: 6).layers
    #expect(layers.reduce(0) { $0 + $1.count } == 800)
    #expect(layers.count < 40)
    for layer in layers {
      for (index, point) in layer.enumerated() {
        for other in layer[..<index] {
          let (dx, dy) = (point.x - other.x, point.y - other.y)
          #expect(dx * dx + dy * dy >= 36)
        }
      }
    }
  }

  @Test func base64IsFoundations() {
    for count in 0..<20 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 91 &+ 7) }
      #expect(String(decoding: Base64.encode(bytes), as: UTF8.self) == Data(bytes).base64EncodedString())
    }
  }
}
