extension DiffStudy {
  package static let entry = StudyEntry(
    name: DiffResult.study,
    summary: "Shows which token embeddings moved between two versions of a model",
    discussion: """
      For two checkpoints of one model, or two quantisations: every token's row in A beside its row in B, paired by the token's \
      bytes. Lists the rows that moved most with what became of their nearest tokens, and counts rows that are the same, \
      tokens that were dropped and tokens that were added. For models of different dimensions there is align. Where one has no \
      tokenizer, rows are paired by their ids.
      """,
    examples: [
      .init("base/", "tuned/", effect: "The rows that turned furthest."),
      .init("model-F16.gguf", "model-Q8_0.gguf", values: ["by": "norm"], effect: "What quantising did to norms."),
      .init("base/", "tuned/", values: ["neighbors": ""], csv: "rows.csv", effect: "Every row, neighbours included."),
    ],
    parameters: [orderParameter, tokens, kParameter, neighbors], models: .pair,
    sections: [
      ReportSection(study: "diff", id: "diff", title: "Which rows moved?", cost: .search, isOfPairs: true) { _ in
        DiffStudy(fewestShared: 0.9)
      }
    ],
    make: { values in
      DiffStudy(
        order: try values[orderParameter], listedTokens: try values[tokens], k: try values[kParameter],
        comparesAllNeighbors: try values[neighbors])
    })

  private static let orderParameter = Parameter<DiffResult.Order>.choice(
    "by", value: "ORDER", default: .angle, help: "What rows are ranked by.")
  private static let tokens = Parameter.integer(
    "tokens", in: 0...100_000, default: 20, help: "How many tokens each list holds.")
  private static let kParameter = Parameter.integer(
    "k", short: "k", in: 1...1000, default: 10, help: "How many nearest rows are compared.")
  private static let neighbors = Parameter.flag(
    "neighbors", help: "Compares the nearest rows of every row, not only of those listed.")
}
