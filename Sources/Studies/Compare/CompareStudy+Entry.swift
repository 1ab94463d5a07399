extension CompareStudy {
  package static let entry = StudyEntry(
    name: CompareResult.study,
    summary: "Compares one row of several models: by index, or by word",
    discussion: """
      By index, the same row of each matrix: unrelated tokens, since every model numbers its own. By word, the first token \
      that each model makes of it, with the correlation of the two rows; beside it the forms that this hides: the word after \
      a space, and the pieces of a word that splits. Models of different width are compared over the first dimensions, as many as both have.
      """,
    examples: [
      .init("gpt2", "bert-base-uncased", values: ["word": "the"], effect: "Rows 1169 and 1996, and what they hide."),
      .init(
        "gpt2", "bert-base-uncased", values: ["index": "random", "seed": "7"], effect: "One random row in both."),
    ],
    parameters: [index, word, seed],
    sections: [
      ReportSection(study: "compare", id: "same-index", title: "The same index", isOfNotebook: true) { choices in
        CompareStudy(choices.index.map(Query.index) ?? .randomIndex(seed: choices.seed))
      },
      ReportSection(study: "compare", id: "same-word", title: "The same word", isOfNotebook: true) { choices in
        CompareStudy(.word(choices.word))
      },
    ],
    make: { CompareStudy(try query($0)) })

  private static let index = Parameter.text(
    "index", value: "I", help: "The row: a number, or random for one drawn from 10,000 to 20,000.")
  private static let word = Parameter.anyText("word", value: "WORD", help: "The word, as it stands in a text.")
  private static let seed = Parameter<UInt64?>.seed(
    help: "The seed of everything drawn at random. Without it one is drawn, and printed.")

  private static func query(_ values: ParameterValues) throws -> Query {
    let seed = try values[Self.seed]
    if seed != nil, try values[index] != "random" { throw ParameterError.conflict("{seed} belongs to {index} random") }
    switch (try values[index], try values[word]) {
    case (nil, nil): throw ParameterError.conflict("compare needs {index} or {word}")
    case (_?, _?): throw ParameterError.conflict("{index} and {word} exclude each other")
    case (nil, let word?):
      if word.isEmpty { throw ParameterError.conflict("{word} is empty; give a word, for example the") }
      return .word(word)
    case ("random", nil): return .randomIndex(seed: seed ?? .random(in: 0...UInt64(UInt32.max)))
    case (let text?, nil):
      guard let number = Int(text), number >= 0 else {
        throw ParameterError.invalidValue(
          of: index.description, found: text, expected: "a row number from 0, or random", nearest: nil)
      }
      return .index(number)
    }
  }
}
