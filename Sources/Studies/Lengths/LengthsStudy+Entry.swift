import Workspace

extension LengthsStudy {
  package static let entry = StudyEntry(
    name: LengthsResult.study,
    summary: "Counts how many tokens have each length",
    discussion: """
      For each length, how many tokens have it. The unit raw counts the Unicode characters of the vocabulary's own spelling, as Python's len does (Ġthe is 4, ##ing is \
      5); bytes, characters and graphemes count what the token stands for (“ the” is 4, “ing” is 3).
      """,
    examples: [
      .init("gpt2", "bert-base-uncased", figure: "lengths.svg", effect: "The notebook's bar charts."),
      .init("gpt2", values: ["unit": "graphemes"], effect: "In what a reader sees as one character."),
    ],
    parameters: [unitParameter, lengthParameter], reads: .tokenizer,
    sections: [
      ReportSection(study: "lengths", id: "lengths", title: "How long are the tokens?", isOfNotebook: true) { _ in
        LengthsStudy()
      }
    ],
    make: { LengthsStudy(unit: try $0[unitParameter], maximumLength: try $0[lengthParameter]) })

  private static let unitParameter = Parameter<Unit>.choice(
    "unit", value: "UNIT", default: .raw, help: "What is counted.")
  private static let lengthParameter = Parameter.integer(
    "max-length", in: 1...10_000, default: 22,
    help: "Where the figure's axis ends; how many tokens are longer stands beside it.")
}
