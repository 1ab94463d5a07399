import Workspace

extension TraceStudy {
  package static let entry = StudyEntry(
    name: TraceResult.study,
    summary: "Shows step by step how a text becomes its tokens",
    discussion: """
      What the normalizer makes of the text, into which pieces it is cut, and each merge with its rank: of all merges that \
      can be made the one with the lowest rank is made first. For a text that is one token, the tree of its merges, and the tokens that are \
      made of it.
      """,
    examples: [
      .init("gpt2", values: ["text": " embeddings"], effect: "Every merge, in the order in which they are made."),
      .init("gpt2", values: ["text": " the"], effect: "One token: its merge tree, and which tokens contain it."),
    ],
    parameters: [textParameter], reads: .tokenizer, draws: false,
    make: { TraceStudy(text: try $0[textParameter]) })

  private static let textParameter = Parameter<String>.operand("text", value: "TEXT", help: "The text to follow.")
}
