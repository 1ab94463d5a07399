import EmbeddingAnalysis

extension HeatmapStudy {
  package static let entry = StudyEntry(
    name: HeatmapResult.study,
    summary: "Draws the embedding matrix as a picture: dimensions by tokens",
    discussion: """
      A vocabulary has more tokens than a picture has columns: each column stands for several tokens that follow each other. \
      The rule says how: mean, which makes the picture paler than single tokens are, or max-abs, which shows the value \
      farthest from zero. {csv} holds mean, smallest, largest and mean absolute value of every column, {npy} the \
      picture's own numbers.
      """,
    examples: [
      .init("gpt2", "bert-base-uncased", figure: "heatmap.png", effect: "Both matrices."),
      .init("gpt2", values: ["positions": ""], figure: "wpe.svg", effect: "GPT-2's position embeddings."),
    ],
    parameters: [positions, ruleParameter, limitParameter, columnsParameter, npy],
    sections: [
      ReportSection(
        study: "heatmap", id: "heatmap", title: "The embedding matrices", isOfNotebook: true, cost: .matrix
      ) { _ in HeatmapStudy() },
      ReportSection(study: "heatmap", id: "positions", title: "The position embeddings", isOfNotebook: true) { _ in
        HeatmapStudy(matrix: .positions)
      },
    ],
    make: { values in
      var study = HeatmapStudy(
        matrix: try values[positions] ? .positions : .tokens, rule: try values[ruleParameter],
        limit: try values[limitParameter], width: try values[columnsParameter])
      study.arrayPath = try values[npy]
      return study
    })

  private static let positions = Parameter.flag("positions", help: "Draws the position embeddings instead.")
  private static let ruleParameter = Parameter<HeatmapReduction.Rule>.choice(
    "rule", value: "RULE", default: .mean, help: "How several tokens become one column.")
  private static let limitParameter = Parameter.number(
    "limit", in: 1e-30...1e30, default: 0.15, help: "Colours end at plus and minus X.")
  private static let npy = Parameter.text(
    "npy", value: "FILE", help: "Writes the picture's numbers for NumPy, dimensions by columns; of one MODEL.",
    completion: .file(extensions: ["npy"])
  ).ofOneModel
  private static let columnsParameter = Parameter.integer(
    "columns", in: 16...8192, default: 1000, help: "The largest number of columns of the picture.")
}
