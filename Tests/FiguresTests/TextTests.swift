import Testing

@testable import Figures

@Suite struct TextTests {
  private let typesetter = Typesetter(measurer: FixedTextMeasurer())
  private let style = TextStyle(size: 10)

  private func width(_ text: String, bold: Bool = false) -> Double {
    FixedTextMeasurer().width(of: text, style: TextStyle(size: 1000, isBold: bold))
  }

  @Test func widthsAreDejaVuSans() {
    // From the font's hmtx table, in 2048ths: A 1401, m 1995, space 651; bold A 1585.
    #expect(abs(width("A") - 1401 * 1000 / 2048.0) < 1)
    #expect(abs(width("mm ") - (2 * 1995 + 651) * 1000 / 2048.0) < 2)
    #expect(abs(width("A", bold: true) - 1585 * 1000 / 2048.0) < 1)
    #expect(abs(width("−") - 1716 * 1000 / 2048.0) < 1)
  }

  @Test func otherScriptsHaveClasses() {
    #expect(width("日本") == 2000)
    #expect(width("\u{0301}") == 0)
    #expect(width("🙂") > 1000)
    #expect(width("한국어") == 3000)
    #expect(width("नमस्ते") > 2000)
    #expect(width("\u{10FFFF}") == 1000)
  }

  @Test func wrapsBetweenWords() {
    #expect(typesetter.wrap("one two three", style, within: 50, maximumLines: 3) == ["one two", "three"])
    #expect(typesetter.wrap("short", style, within: 50, maximumLines: 1) == ["short"])
    #expect(typesetter.wrap("", style, within: 50, maximumLines: 2) == [""])
  }

  @Test func breaksAWordThatIsWiderThanALine() {
    let lines = typesetter.wrap("日本語の単語", style, within: 25, maximumLines: 9)
    #expect(lines == ["日本", "語の", "単語"])
    #expect(typesetter.wrap("日本語", style, within: 1, maximumLines: 9) == ["日", "本", "語"])
  }

  @Test func cutsWithAnEllipsis() {
    let lines = typesetter.wrap("one two three four five six", style, within: 50, maximumLines: 2)
    #expect(lines.count == 2 && lines[1].hasSuffix("…"))
    #expect(typesetter.width(lines[1], style) <= 50)
    #expect(typesetter.fit("word", style, within: 0) == "…")
    let long = String(repeating: "x", count: 100_000)
    #expect(typesetter.width(typesetter.fit(long, style, within: 80), style) <= 80)
  }
}
