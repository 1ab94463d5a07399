import SafeText

extension AlignResult {
  public func blocks() -> [Block] {
    [
      .explanation(
        "The axes of two models are not shared, but angles between words can be compared: over the words that are a token in "
          + "both, and each measure beside what words paired at random give."),
      .heading("\(a) and \(b): \(words.shared.grouped) shared words (\(words.match.rawValue))"), measuresBlock,
      .folded(title: "What the measures say", [.notes(measures.map { "\($0.name): \($0.meaning)" })]),
      .details(title: "Words whose neighbourhoods differ most", [list(mostDifferent)]),
      .details(title: "Words whose neighbourhoods agree most", [list(mostAlike)]), .notes(notes), .figures,
      .caution(
        "A measure far above chance says that the two tables of embeddings order words alike, not that the models do what "
          + "they do alike. Only words that both have are compared, mostly short and frequent ones; and a number near one "
          + "can come from a few directions that all rows share."),
    ]
  }

  private var measuresBlock: Block {
    .table(
      ["Measure", "Value", "At random", "±"], numbers: [1, 2, 3],
      measures.map { measure in
        [
          measure.name, measure.value.map { NumberText.decimal($0, fractionDigits: 4) } ?? "not defined",
          measure.baselineMean.map { NumberText.decimal($0, fractionDigits: 4) } ?? "–",
          measure.baselineDeviation.map { NumberText.short($0) } ?? "–",
        ]
      })
  }

  private func list(_ words: [Neighborhood]) -> Block {
    .table(
      ["Word", "Common", a, b], numbers: [1], clips: true,
      words.map { word in
        [word.word, "\(word.common) of \(k)", word.a.joined(separator: " "), word.b.joined(separator: " ")]
      })
  }
}
