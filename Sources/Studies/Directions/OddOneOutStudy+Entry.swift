extension OddOneOutStudy {
  package static let entry = StudyEntry(
    name: OddOneOutResult.study,
    summary: "Finds the word that does not go with the others",
    discussion: """
      The word whose cosine with the mean of all words is smallest, vectors being given length 1 first: gensim's doesnt_match. \
      \(WordParameters.rule) The mean of its pieces stands for a word that is not one token, which is said.
      """,
    examples: [
      .init(
        "gpt2", values: ["words": "breakfast", "words": "lunch", "words": "dinner", "words": "cereal"],
        effect: "All four, the odd one last.")
    ],
    parameters: [wordsParameter, WordParameters.bare],
    make: { OddOneOutStudy(words: try $0[wordsParameter], form: try WordParameters.form($0)) })

  private static let wordsParameter = Parameter.operands(
    "words", value: "WORD", count: 2 ... .max, help: "The words.")
}
