import SafeText

extension AnalogyResult {
  public func blocks() -> [Block] {
    models.flatMap { model -> [Block] in
      let terms = model.terms.map { "\(NumberText.short($0.weight)) × \($0.word.shown)" }.joined(separator: ", ")
      return [
        .heading("\(model.model): \(terms)"),
        .table(
          ["Rank", "Token", "Id", "Score"], numbers: [0, 2, 3],
          model.found.enumerated().map { rank, answer in
            [
              String(rank + 1), answer.token.shown, String(answer.token.id),
              NumberText.decimal(answer.score, fractionDigits: 4),
            ]
          }),
        .notes(model.notes),
      ]
    } + [.figures]
  }
}

extension AnalogyEvaluationResult {
  public func blocks() -> [Block] {
    models.flatMap { model -> [Block] in
      (models.count > 1 ? [.heading(model.model)] : []) + [
        .table(
          ["Section", "Correct", "Asked", "Accuracy", "Out of vocabulary"], numbers: [1, 2, 3, 4],
          (model.sections + [model.total]).map { section in
            [
              section.name, section.correct.grouped, (section.correct + section.incorrect).grouped,
              NumberText.percent(section.accuracy), section.outOfVocabulary.grouped,
            ]
          }),
        .notes(model.notes),
      ]
    } + [.figures]
  }
}

extension OddOneOutResult {
  public func blocks() -> [Block] {
    models.flatMap { model -> [Block] in
      (models.count > 1 ? [.heading(model.model)] : [])
        + [
          .paragraph(
            model.odd.map { "“\($0.word.word)” does not go with the others." }
              ?? "No word stands out: two are equally far.")
        ] + [
          .table(
            ["Word", "Token", "Cosine with all"], numbers: [2],
            model.words.map { word in
              [word.word.word, word.word.shown, NumberText.decimal(word.cosine, fractionDigits: 4)]
            }),
          .notes(model.notes),
        ]
    } + [.figures]
  }
}
