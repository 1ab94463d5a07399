extension AnomaliesStudy {
  package static let entry = StudyEntry(
    name: AnomaliesResult.study,
    summary: "Finds tokens that look under-trained",
    discussion: """
      Some tokens hardly occur in training, and their rows stay like those of tokens that cannot occur at all: unreachable \
      ones, those called [unused7], rows that no token has. These are found in the model itself, and every row is ranked by its \
      cosine distance from their mean ("Fishing for Magikarp", Land and Bartolo 2024). A model whose tokens come out by a matrix \
      of their own, or with too few such rows, is ranked by the length of its input rows. Listed are the 2 % of the tokens \
      that are nearest, each with what explains it; a token that nothing explains is suspicious.
      """,
    examples: [
      .init("gpt2", figure: "anomalies.svg", effect: "Ranked tokens, and a picture of all rows."),
      .init("gpt2", values: ["reference": "177-187"], effect: "Measured against rows that you name."),
      .init("gpt2", csv: "rows.csv", effect: "Every row's indicators."),
    ],
    parameters: [referenceParameter, tokens],
    sections: [
      ReportSection(study: "anomalies", id: "anomalies", title: "Tokens that look under-trained", cost: .search) { _ in
        AnomaliesStudy()
      }
    ],
    make: { AnomaliesStudy(reference: try $0[referenceParameter], listedTokens: try $0[tokens]) })

  private static let referenceParameter = Parameter.custom(
    "reference", value: "IDS", expected: "ids and ranges of ids, such as 177-187,220",
    help: "The ids of rows known to be untrained, in place of those that are found."
  ) { IDRanges.ids($0) }
  private static let tokens = Parameter.integer(
    "tokens", in: 0...1_000_000, default: 40, help: "How many candidates are listed.")
}
