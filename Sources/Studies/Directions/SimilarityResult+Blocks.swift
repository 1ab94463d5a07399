import EmbeddingAnalysis
import SafeText

extension SimilarityResult {
  public func blocks() -> [Block] {
    let grids = models.flatMap { model -> [Block] in
      let grid = Block.table(
        [""] + model.words.map(\.label), numbers: Set(1..<(model.words.count + 1)),
        zip(model.words, model.cosines).map { word, row in
          [word.label] + row.map { NumberText.decimal($0, fractionDigits: 4) }
        })
      let title = "The numbers of \(model.model)"
      return [models.count > 1 ? .details(title: title, [grid]) : .folded(title: title, [grid]), .notes(model.notes)]
    }
    return [.explanation("The cosine of the rows of each pair of words, in each model by itself.")] + grids + [
      .figures,
      .caution(
        "Each model has a scale of its own: a pair with 0.5 in one model can be nearer, as pairs of that model go, than one "
          + "with 0.6 in another. Compare which pairs are nearer than which, within one model."),
    ]
  }
}

extension AxesResult {
  public func blocks() -> [Block] {
    models.flatMap { model -> [Block] in
      (models.count > 1 ? [.heading(model.model)] : []) + [
        .table(
          ["Word"] + axes.map(\.label), numbers: Set(1..<(axes.count + 1)),
          model.words.map { word in
            [word.word.label] + word.places.map { NumberText.decimal($0, fractionDigits: 4) }
          }),
        .notes(model.notes),
      ]
    } + [.figures]
  }
}

extension PairEvaluationResult {
  public func blocks() -> [Block] {
    models.flatMap { model -> [Block] in
      let share = NumberText.percent(model.outOfVocabularyShare)
      return (models.count > 1 ? [.heading(model.model)] : []) + [
        .table(
          ["Measure", "r", "p"], numbers: [1, 2],
          [("Spearman", model.spearman), ("Pearson", model.pearson)].map { name, value in
            [
              name, value.map { NumberText.decimal($0.r, fractionDigits: 4) } ?? "not defined",
              NumberText.short(value?.p),
            ]
          }),
        .paragraph("\(file): \(model.pairs.count.grouped) pairs compared, \(share) out of vocabulary"),
        .notes(model.notes),
      ]
    } + [.figures]
  }
}
