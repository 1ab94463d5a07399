import Figures
import SafeText
import Studies
import Testing
import Work

@testable import embedscope

@Suite("Tables, widths and progress")
struct OutputTests {
  @Test("A text is as wide as a terminal shows it")
  func displayWidth() {
    #expect(DisplayWidth.of("the") == 3)
    #expect(DisplayWidth.of("日本") == 4)
    #expect(DisplayWidth.of("e\u{301}") == 1)
    #expect(DisplayWidth.of("한글") == 4)
    #expect(DisplayWidth.of("\u{1112}\u{1161}\u{11AB}") == 2)
    #expect(DisplayWidth.of("สวัสดี") == 4)
    #expect(DisplayWidth.of("😀Ġ") == 3)
    #expect(DisplayWidth.of("\u{2FFFD}\u{10FFFF}") == 3)
    #expect(DisplayWidth.clipped("日本語", to: 4) == "日…")
    #expect(DisplayWidth.clipped("abc", to: 3) == "abc")
    #expect(DisplayWidth.clipped("abc", to: 0) == "")
  }

  @Test("The table of widths is in order, without overlap")
  func widthTable() {
    for ranges in [DisplayWidth.wide, DisplayWidth.zero] {
      for (before, after) in zip(ranges, ranges.dropFirst()) { #expect(before.upperBound < after.lowerBound) }
    }
  }

  @Test("Columns stay aligned whatever the cells hold")
  func table() {
    var table = TextTable([.init("id", .right), .init("token"), .init("raw")])
    table.add(["9", "日本", "x"])
    table.add(["1996", "e\u{301}", "y"])
    table.add(["0", "\u{1B}[2J\n\u{202E}", "z", "left out"])
    table.add(["7"])
    let expected = """
        id  token          raw
         9  日本           x
      1996  e\u{301}              y
         0  ␛[2J␊<U+202E>  z
         7

      """
    #expect(table.text() == expected)
  }

  @Test("A table that must fit clips its widest text column, never numbers")
  func narrowTable() {
    var table = TextTable([.init("id", .right), .init("token")])
    table.add(["123456", String(repeating: "x", count: 30)])
    #expect(table.text(width: 20) == "    id  token\n123456  xxxxxxxxxxx…\n")
    #expect(table.text(width: 5) == "    id  token\n123456  xxxxxxxxx…\n")
  }

  @Test("Paragraphs wrap between words, within the width")
  func wrapping() {
    #expect(TextWrapping.wrap("one two three", width: 9) == "one two\nthree")
    #expect(TextWrapping.wrap("one two\n\nthree", width: 80, indent: 2) == "  one two\n\n  three")
    #expect(TextWrapping.wrap("extraordinary x", width: 5) == "extraordinary\nx")
    #expect(TextWrapping.wrap("日本 日本", width: 8) == "日本\n日本")
  }

  @Test("Amounts of bytes, as the hub counts them")
  func byteCounts() {
    let expected = [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (9949, "9.9 kB"), (9950, "10 kB"),
      (999_499, "999 kB"), (999_500, "1.0 MB"), (548_105_171, "548 MB"), (1_234_567_890, "1.2 GB"),
      (Int.max, "9.2 EB"), (Int.min, "−9.2 EB"),
    ]
    for (count, text) in expected { #expect(NumberText.bytes(count) == text) }
  }

  @Test("The rate is that of the last seconds")
  func smoothedRate() throws {
    var rate = SmoothedRate()
    // A download that goes on: what was here does not count.
    rate.add(done: 1_000_000, seconds: 0)
    rate.add(done: 1_000_010, seconds: 0.1)
    #expect(rate.perSecond == nil)
    for step in 1...4 { rate.add(done: 1_000_000 + step * 500, seconds: Double(step) / 2) }
    #expect(abs(try #require(rate.perSecond) - 1000) < 1e-6)
    // A second without anything, then ten times as fast: it follows, and not at once.
    rate.add(done: 1_002_000, seconds: 3)
    let slow = try #require(rate.perSecond)
    #expect(slow > 500 && slow < 1000)
    for second in 4...40 { rate.add(done: 1_002_000 + (second - 3) * 10_000, seconds: Double(second)) }
    #expect(abs(try #require(rate.perSecond) - 10_000) < 100)
    // Another file, or the same from its start.
    rate.add(done: 0, seconds: 41)
    #expect(rate.perSecond == nil)
  }

  @Test("On a narrow terminal the widest columns give way, down to ten")
  func narrowTables() {
    var table = TextTable([.init("a"), .init("n", .right), .init("b")])
    table.add([String(repeating: "x", count: 40), "1234", String(repeating: "y", count: 30)])
    for (width, longest) in [(100, 78), (60, 60), (40, 40), (20, 28)] {
      #expect(table.text(width: width).split(separator: "\n").map { DisplayWidth.of(String($0)) }.max() == longest)
    }
    #expect(table.text(width: 40).contains("xxxxxxxxxxxxxx…  1234  yyyyyyyyyyyyyyy…"))
  }

  @Test("A progress line says what is known, and fits")
  func progress() {
    func line(_ done: Int, _ total: Int?, seconds: Double, width: Int) -> String {
      ProgressBar.line(
        title: "model.safetensors", unit: .bytes, done: done, total: total,
        speed: seconds > 0.3 ? Double(done) / seconds : nil, width: width)
    }
    #expect(
      line(274_000_000, 548_000_000, seconds: 2, width: 100)
        == "model.safetensors  [##########..........]  50%  274 MB of 548 MB  137 MB/s  2 s left")
    #expect(line(274_000_000, 548_000_000, seconds: 2, width: 70).hasPrefix("model.safetensors  50%  274 MB"))
    #expect(line(274_000_000, 548_000_000, seconds: 2, width: 50) == "50%  274 MB of 548 MB  137 MB/s  2 s left")
    #expect(line(5, nil, seconds: 0.1, width: 80) == "model.safetensors  5 bytes")
    #expect(line(9, 3, seconds: 1, width: 80).contains("100%"))
    let long = ProgressBar.line(
      title: "all-MiniLM-L6-v2: looking for neighbours", unit: .items, done: 60, total: 1830, speed: nil, width: 80)
    #expect(long.hasPrefix("all-MiniLM-L6-v2: looking") && long.hasSuffix("…  [....................]  3%  60 of 1830"))
    for width in 20...100 {
      #expect(DisplayWidth.of(line(1_000, 548_000_000, seconds: 1, width: width)) < width)
    }
  }
}
