extension SimilarityStudy {
  package static let entry = StudyEntry(
    name: SimilarityResult.study,
    summary: "Shows how similar words are, or where they lie between groups of words",
    discussion: """
      The cosine similarity of every pair of words, as a table and a heat map. With {axis}, each word's cosine with the \
      difference of the means of two groups of words: one axis gives bars, two give a plane, more give a table.

      \(WordParameters.rule) The mean of its pieces stands for a word that is not one token, which is said.
      """,
    examples: [
      .init(
        "gpt2", values: ["words": "cat", "words": "dog", "words": "car", "words": "bus"], figure: "similarity.svg",
        effect: "Six pairs."),
      .init(
        "gpt2",
        values: ["words": "sunshine", "words": "war", "words": "gift", "words": "tax", "axis": "good,nice:bad,awful"],
        effect: "Four words between bad and good."),
      .init(
        "gpt2", values: ["evaluate": "wordsim353.tsv"],
        effect: "How the cosines go with people's judgements: Spearman and Pearson."),
    ],
    parameters: [
      wordsParameter, axis, WordParameters.bare, evaluate, EvaluationParameters.caseSensitive,
      EvaluationParameters.limit,
    ],
    sections: [
      ReportSection(study: "similarity", id: "similarity", title: "How similar are the words?") {
        SimilarityStudy(shown: $0.words)
      }
    ],
    make: study)

  private static let wordsParameter = Parameter.operands(
    "words", value: "WORD", count: 0 ... .max, help: "The words.")
  private static let axis = Parameter.texts(
    "axis", value: "WORDS:WORDS",
    help:
      "An axis between two groups of words, those at its positive end first: good,nice:bad,awful. May be given several times."
  )
  private static let evaluate = Parameter.text(
    "evaluate", value: "FILE",
    help: "A file of lines of two words and a number with tabs between them, as wordsim353.tsv has them.",
    completion: .file(extensions: ["tsv", "txt"]))

  @Sendable private static func study(_ values: ParameterValues) throws -> any Study {
    let words = try values[wordsParameter]
    let axes = try values[axis].map { text in
      guard let axis = WordAxis(text) else {
        throw ParameterError.invalidValue(
          of: Self.axis.description, found: text, expected: "two groups of words, such as good,nice:bad,awful",
          nearest: nil)
      }
      return axis
    }
    if values.isGiven(evaluate) {
      if !words.isEmpty || !axes.isEmpty { throw ParameterError.conflict("words and {evaluate} exclude each other") }
      try values.refuse([WordParameters.bare], with: evaluate)
      return try EvaluationParameters.study(values, file: evaluate) { file, ignoresCase, limit in
        PairEvaluationStudy(
          WordPairs(try file.text()), fileName: file.name, ignoresCase: ignoresCase, limit: limit)
      }
    }
    try values.refuse(EvaluationParameters.all, without: evaluate)
    if axes.isEmpty, words.count < 2 {
      throw ParameterError.conflict("similarity needs two words or more, {axis} with one, or {evaluate}")
    }
    if words.isEmpty { throw ParameterError.conflict("{axis} needs words to place on it") }
    let form = try WordParameters.form(values)
    return axes.isEmpty ? SimilarityStudy(words: words, form: form) : AxesStudy(words: words, axes: axes, form: form)
  }
}
