import Figures
import SafeText

extension AlignResult {
  /// The measures beside their baselines; how many neighbours words share; what raw coordinates say.
  public func figures() -> [NamedFigure] {
    let figure = Figure(
      "Do \(a) and \(b) agree on words?",
      subtitle:
        "\(words.shared.grouped) shared words (\(words.match.rawValue)); every measure beside words paired at random",
      panels: [[measuresPanel], [overlapPanel, coordinatesPanel]],
      notes: [
        "Grey: words paired at random, their mean and two standard deviations. The axes of two models are not shared, so the "
          + "correlation of raw coordinates is the same for right and for random pairs."
      ],
      size: Size(width: 900, height: 640))
    return [NamedFigure(name: "align", figure: figure)]
  }

  private var measuresPanel: Panel {
    let rows = measures.indices.map(Double.init)
    let bars = BarsMark(
      y: rows.map { $0 - 0.14 }, lengths: measures.map { $0.value ?? .nan }, width: 0.4,
      valueLabels: measures.map { $0.value.map { NumberText.decimal($0, fractionDigits: 3) } ?? "not defined" },
      label: "same words")
    let baseline = BarsMark(
      y: rows.map { $0 + 0.24 }, lengths: measures.map { ($0.baselineMean ?? 0) + 2 * ($0.baselineDeviation ?? 0) },
      width: 0.22, color: .neutral, label: "at random")
    return Panel(
      x: Axis(domain: min(0, measures.compactMap(\.value).min() ?? 0)...1.08),
      y: Axis(ticks: .categories(measures.map(\.name))),
      marks: [.bars(bars), .bars(baseline)], heightShare: 1.2)
  }

  private var overlapPanel: Panel {
    let total = Double(max(1, overlaps.reduce(0, +)))
    let bars = BarsMark(
      x: overlaps.indices.map(Double.init), heights: overlaps.map { 100 * Double($0) / total })
    return Panel(
      title: "Neighbours that both models give a word",
      note: "at random: \(NumberText.short(expectedOverlap))",
      x: Axis("Of its \(k) nearest words", domain: -0.6...Double(k) + 0.6, ticks: .integers),
      y: Axis("Words (%)", startsAt: 0), marks: [.bars(bars)])
  }

  private var coordinatesPanel: Panel {
    let same = StepsMark(
      edges: coordinates.binEdges, values: coordinates.same.map(Double.init), color: .series(0), label: "same words")
    let shuffled = StepsMark(
      edges: coordinates.binEdges, values: coordinates.shuffled.map(Double.init), color: .neutral, label: "at random")
    return Panel(
      title: "Correlation of raw coordinates", x: Axis("r of a word’s two rows"), y: Axis("Words", startsAt: 0),
      marks: [.rule(RuleMark(x: 0)), .steps(shuffled), .steps(same)])
  }
}
