import FigureSamples
import Figures
import Foundation
import Testing

@testable import FiguresCairo

@Suite struct FigureRendererTests {
  private let figure = Figure(
    "A figure", panels: [[Panel(marks: [.line(LineMark(y: [1, 2, 3]))])]], size: Size(width: 320, height: 240))

  private func number(_ bytes: [UInt8], at place: Int) -> Int {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  @Test func aPNGIsTwiceTheFiguresSize() throws {
    let bytes = try FigureRenderer().render(figure, format: .png)
    #expect(number(bytes, at: 16) == 640)
    #expect(number(bytes, at: 20) == 480)
    let single = try FigureRenderer(scale: 1).render(figure, format: .png, width: 400)
    #expect(number(single, at: 16) == 400)
  }

  @Test func aPDFHasNoDateAndHasTheTitle() throws {
    let bytes = try FigureRenderer().render(figure, format: .pdf)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-"))
    #expect(!text.contains("CreationDate"))
    #expect(text.contains("/Title (A figure)"))
  }

  @Test(arguments: [120.0, 1e6, 1e300]) func aPictureTooLargeIsAnError(scale: Double) {
    #expect(throws: FiguresCairoError.self) { try FigureRenderer(scale: scale).render(figure, format: .png) }
  }

  @Test(arguments: [TextStyle(size: 12), TextStyle(size: 17, isBold: true)])
  func pangoAndTheBuiltInWidthsAgree(style: TextStyle) throws {
    let pango = try PangoText(
      cairo: try CairoSurface.picture(Size(width: 1, height: 1)).cairo, families: FontFamilies.names)
    for text in ["Number of tokens", "−0.15", "10,000", "bert-base-uncased", "Ωμέγα слово Ġthe", "×10⁻⁵ …"] {
      let width = FixedTextMeasurer().width(of: text, style: style)
      // Kerning makes Pango's a little narrower.
      #expect(abs(pango.width(of: text, style: style) - width) <= width * 0.03, "\(text)")
    }
    for text in ["日本語", "नमस्ते", "العربية السلام", "ภาษาไทย", "🙂👍", "한국어"] {
      let width = FixedTextMeasurer().width(of: text, style: style)
      #expect(pango.width(of: text, style: style) <= width * 1.05, "\(text) is wider than its class says")
    }
  }

  @Test func markupAndControlCharactersAreDrawnAsText() throws {
    let hostile = Figure("<b>&\u{0}\u{1B}[31m</b>", panels: [[Panel(title: "<span size='999'>", marks: [])]])
    for format in FigureFormat.allCases { #expect(try !FigureRenderer().render(hostile, format: format).isEmpty) }
  }
}
