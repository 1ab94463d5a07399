import Figures
import SafeText

extension FigureSample {
  /// Tokens in many scripts, hostile ones among them, as categories, titles and legends.
  public static let scripts: FigureSample = {
    let names = [
      "“Ġthe”", "العربية السلام", "हिन्दी नमस्ते", "ภาษาไทย", "日本語の単語", "한국어 토큰", "中文词汇", "🙂 👍🏽 ❤️", "Ελληνικά", "Кириллица",
      "עברית",
      "<script>alert(1)</script>", "NUL\u{0}, \u{1B}[31mred", "abc\u{202E}gnp.exe",
      "a category with a name so long that no margin could ever hold all of it on a single line, or even on two of them",
    ]
    let lengths = names.indices.map { Double(1200 - 73 * $0) }
    let bars = Panel(
      title: "Categories: العربية, 日本語, हिन्दी", note: "a note 🙂",
      x: Axis("Zahl der Wörter — 単語数 — عدد الكلمات"), y: Axis("Token", ticks: .categories(names)),
      marks: [
        .bars(
          BarsMark(
            y: names.indices.map(Double.init), lengths: lengths,
            valueLabels: lengths.map { NumberText.integer(Int($0)) }))
      ], widthShare: 1.4)
    var noise = SampleNoise(seed: 8)
    let labels = ["مرحبا بالعالم", "こんにちは世界", "<b>&amp;\u{202E}"]
    let lines = Panel(
      title: "Series", x: Axis("x", domain: 0...1), y: Axis("y → ∞ · ≤ ± °"),
      marks: labels.enumerated().map { index, label in
        .line(
          LineMark(
            x: (0..<40).map { Double($0) / 39 }, y: noise.normals(40, mean: Double(index) * 3),
            color: .series(index + 1),
            label: label))
      } + [.text(TextMark("ข้อความในภาพ: text inside", at: .bottomTrailing))])
    return FigureSample(
      name: "scripts",
      figure: Figure(
        "Every script: Ġthe, naïve, Ωμέγα, слово, שלום, سلام, नमस्ते, สวัสดี, 안녕, 你好, 🙂; and <script>alert('x')</script>",
        subtitle: "Hidden characters are shown: NUL \u{0}, ESC \u{1B}[31m, RLO \u{202E}, ZWJ \u{200D}",
        panels: [[bars, lines]],
        notes: ["Note: 注 · ملاحظة · टिप्पणी"], size: Size(width: 960, height: 520)))
  }()
}
