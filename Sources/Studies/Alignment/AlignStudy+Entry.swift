extension AlignStudy {
  package static let entry = StudyEntry(
    name: AlignResult.study,
    summary: "Says how far two models agree on the words both have",
    discussion: """
      Over the words that are a token in both vocabularies: linear CKA, representational similarity, a rotation of one space \
      onto the other tried on words it has not seen, and the overlap of each word's nearest words; each beside what words \
      paired at random give. Then the words whose neighbourhoods differ most, side by side.
      """,
    examples: [
      .init("gpt2", "bert-base-uncased", effect: "Over 14,795 words."),
      .init(
        "gpt2", "bert-base-uncased", values: ["match": "folded"], figure: "align.svg",
        effect: "Capitals and accents aside."),
    ],
    parameters: [matchParameter, kParameter, shufflesParameter, seedParameter, words, allRows], models: .pair,
    sections: [
      ReportSection(study: "align", id: "align", title: "Do the models agree on words?", cost: .search, isOfPairs: true)
      {
        AlignStudy(seed: $0.seed)
      }
    ],
    make: { values in
      var study = AlignStudy(
        match: try values[matchParameter], k: try values[kParameter], shuffles: try values[shufflesParameter],
        seed: try values[seedParameter], listedWords: try values[words])
      study.listsAllRows = try values[allRows]
      return study
    })

  private static let matchParameter = Parameter<WordMatch>.choice(
    "match", value: "RULE", default: .exact,
    help:
      "When two tokens are one word: exact, at the start of a word; folded, without capitals and accents; spaced, byte for "
      + "byte with the space before.")
  private static let kParameter = Parameter.integer(
    "k", short: "k", in: 1...1000, default: 10, help: "How many neighbours are compared.")
  private static let shufflesParameter = Parameter.integer(
    "shuffles", in: 2...1000, default: 10, help: "How many random pairings a baseline comes from.")
  private static let seedParameter = Parameter<UInt64>.seed(
    default: 0, help: "What random pairings and held-out words are drawn from.")
  private static let allRows = Parameter.flag(
    "all-rows", help: "Lists words whose rows look untrained, too, as anomalies finds them.")
  private static let words = Parameter.integer(
    "words", in: 0...100_000, default: 12, help: "How many words each list holds.")
}
