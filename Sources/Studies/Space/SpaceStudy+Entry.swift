extension SpaceStudy {
  package static let entry = StudyEntry(
    name: SpaceResult.study,
    summary: "Measures the space that the rows fill: anisotropy, spectrum, outlier dimensions, norms, twins",
    discussion: """
      The mean cosine of all pairs of rows, as they are, around their mean, and without their strongest axes; how many \
      directions the rows use; which dimensions stand out; how long rows are along the index; rows that are the same; and how \
      far a token is from itself with a space before it, inside a word, and in capitals. All of it is exact, over all rows. \
      {hubness} adds how often each row is among the nearest neighbours of others, which takes seconds. \
      Of a model without a tokenizer rows go by their numbers, and tokens are not paired.
      """,
    examples: [
      .init("gpt2", figure: "space.svg", effect: "One figure of six panels."),
      .init("gpt2", "bert-base-uncased", values: ["hubness": ""], effect: "Two models, with their hubs."),
    ],
    parameters: [remove, hubness, neighbors, allRows, seedParameter],
    sections: [
      ReportSection(study: "space", id: "space", title: "The space that the rows fill", cost: .search) { _ in
        SpaceStudy(hubnessNeighbors: 10)
      }
    ],
    make: { values in
      let countsHubs = try values[hubness]
      if !countsHubs { try values.refuse([neighbors, allRows], without: hubness) }
      let count = try values[neighbors]
      var study = SpaceStudy(
        removedAxes: try values[remove], hubnessNeighbors: countsHubs ? count : nil, seed: try values[seedParameter])
      study.listsAllRows = try values[allRows]
      return study
    })

  private static let remove = Parameter<Int?>.integer(
    "remove", value: "N", in: 0...1_000_000,
    help:
      "How many of the strongest axes are taken out, one after the other. Default: a hundredth of the dimensions, at least 1."
  )
  private static let hubness = Parameter.flag("hubness", help: "Counts how often each row is a neighbour of others.")
  private static let neighbors = Parameter<Int>.integer(
    "neighbors", value: "K", in: 1...1000, default: 10, help: "With {hubness}: how many neighbours each row has.")
  private static let allRows = Parameter.flag(
    "all-rows", help: "With {hubness}: lists hubs whose rows look untrained, too, as anomalies finds them.")
  private static let seedParameter = Parameter<UInt64>.seed(
    default: 1, help: "The seed of the random pairs that pairs of tokens are compared with.")
}
