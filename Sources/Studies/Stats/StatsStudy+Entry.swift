extension StatsStudy {
  package static let entry = StudyEntry(
    name: StatsResult.study,
    summary: "Shows how the variances and means of the rows are distributed",
    discussion: """
      Each row of the embedding matrix has a variance (the population's) and a mean, computed in 64 bits; 100 equal bins from \
      the smallest to the largest value, as numpy.histogram makes them. The notebook computes in 32 bits, which puts a few \
      rows into a neighbouring bin.
      """,
    examples: [.init("gpt2", "bert-base-uncased", figure: "stats.svg", effect: "Both models in one figure.")],
    parameters: [notebook],
    sections: [
      ReportSection(
        study: "stats", id: "stats", title: "Variances and means of the rows", isOfNotebook: true, cost: .matrix
      ) { _ in StatsStudy() }
    ],
    make: { StatsStudy(drawsLeftEdges: try $0[notebook]) })

  private static let notebook = Parameter.flag(
    "notebook", help: "Draws lines from left bin edge to left bin edge, as the notebook does, instead of steps.")
}
