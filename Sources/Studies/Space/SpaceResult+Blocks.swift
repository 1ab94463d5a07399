import EmbeddingAnalysis
import SafeText

extension SpaceResult {
  public func blocks() -> [Block] {
    var blocks: [Block] = [
      .explanation(
        "How narrow the rows lie, in how many directions they vary, which dimensions stand out, how long the rows are, how "
          + "far a token is from itself with a space or in capitals, and which rows are near to a great many others."),
      measuresBlock, .folded(title: "What the measures say", [.notes(meanings)]),
    ]
    if models.contains(where: { !$0.pairs.isEmpty }) { blocks.append(.folded(title: "Pairs of tokens", [pairsBlock])) }
    for model in models {
      if !model.outliers.isEmpty { blocks.append(model.outliersBlock) }
      if let hubs = model.hubness { blocks.append(hubs.block(of: model.model)) }
    }
    return blocks + [
      .notes(models.map { ($0.model, $0.notes) }), .figures,
      .caution(
        "A large mean cosine does not say that all tokens mean the same: mostly they share one direction, which the mean "
          + "holds, and which is gone once it is taken out. One dimension with large values can do the same. So compare "
          + "cosines with the mean of all pairs, and before and after centring."),
    ]
  }

  /// What each measure says, once for all models.
  private var meanings: [String] {
    measureNames.compactMap { name in
      models.lazy.compactMap { $0.measures.first { $0.name == name } }.first.map { "\(name): \($0.meaning)" }
    }
  }

  private var measuresBlock: Block {
    .table(
      ["Measure"] + models.map(\.model), numbers: Set(1..<(models.count + 1)),
      measureNames.map { name in
        [name]
          + models.map { model in
            model.measures.first { $0.name == name }.map { NumberText.measure($0.value) } ?? "–"
          }
      })
  }

  private var pairsBlock: Block {
    .table(
      ["Model", "A token and the same", "Pairs", "Mean cosine", "Of mismatches", "Offsets agree", "Common"],
      numbers: [2, 3, 4, 5, 6],
      models.flatMap { model in
        model.pairs.map { pairs in
          [
            model.model, pairs.kind.title, pairs.count.grouped, NumberText.measure(pairs.meanCosine),
            NumberText.measure(pairs.meanCosineOfMismatches), NumberText.measure(pairs.consistency),
            NumberText.percent(pairs.commonShare),
          ]
        }
      })
  }
}

extension SpaceResult.Model {
  fileprivate var outliersBlock: Block {
    let count = outliers.count
    let title = count > 10 ? "the first 10 of \(count) outlier dimensions" : "outlier dimensions"
    return .details(
      title: "\(model), \(title) (more than 3 standard deviations)",
      [
        .table(
          ["Dimension", "Mean", "Variance", "Of the squared norm", "Of the mean cosine"], numbers: [0, 1, 2, 3, 4],
          outliers.prefix(10).map { index in
            let dimension = dimensions[index]
            return [
              String(index), NumberText.short(dimension.mean), NumberText.short(dimension.variance),
              NumberText.percent(dimension.squaredNormShare), NumberText.short(contribution(index)),
            ]
          })
      ])
  }
}

extension SpaceResult.Hubs {
  fileprivate func block(of model: String) -> Block {
    .details(
      title: "\(model), rows in the most lists of \(k) neighbours",
      [
        .table(
          ["Hub", "Id", "Lists"], numbers: [1, 2],
          hubs.prefix(10).map { [$0.token.shown, String($0.token.id), $0.lists.grouped] })
      ])
  }
}
