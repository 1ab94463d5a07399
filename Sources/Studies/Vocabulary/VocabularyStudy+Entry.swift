import Workspace

extension VocabularyStudy {
  package static let entry = StudyEntry(
    name: VocabularyResult.study,
    summary: "Shows how many tokens a model has, and lists them",
    discussion: """
      Sets three sizes side by side: of the tokenizer, of the configuration, and of the embedding matrix; says why they \
      differ; and counts what the vocabulary consists of: single bytes, pieces of characters, pairs with and without a space, \
      tokens that no text becomes, rows that are equal. {json} names the tokens that no text becomes. A vocabulary without \
      weights is counted alone, and of a matrix whose type cannot be read only the size is told. With {list}, prints every \
      token of one model: its id, its spelling in the vocabulary's file, its text, its bytes.
      """,
    examples: [
      .init("gpt2", "bert-base-uncased", effect: "The sizes of both."),
      .init("gpt2", values: ["list": ""], effect: "All 50,257 tokens, one a line."),
    ],
    parameters: [list], reads: .headers,
    sections: [
      ReportSection(study: "vocab", id: "vocab", title: "How many tokens are there?", isOfNotebook: true) { _ in
        VocabularyStudy(parts: [.sizes])
      },
      ReportSection(study: "health", id: "health", title: "What the vocabularies consist of", cost: .search) { _ in
        VocabularyStudy(parts: [.health])
      },
    ],
    make: { VocabularyStudy(listsTokens: try $0[list]) })

  private static let list = Parameter.flag("list", help: "Lists every token.").ofOneModel
}
