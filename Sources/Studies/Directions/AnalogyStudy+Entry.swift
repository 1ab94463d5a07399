import EmbeddingAnalysis

extension AnalogyStudy {
  package static let entry = StudyEntry(
    name: AnalogyResult.study,
    summary: "Finds the tokens nearest to a sum of words, or evaluates a file of analogies",
    discussion: """
      A formula adds and takes away words: “king - man + woman”. Numbers before words are weights, parentheses share one, and \
      quotation marks hold one token exactly, with the space before it: “' king' - 0.5 * (man + boy)”. Vectors are given length \
      1 before they are added, and the formula's own tokens are left out, as gensim's most_similar does.

      \(WordParameters.rule) The mean of its pieces stands for a word that is not one token, which is said.
      """,
    examples: [
      .init("gpt2", values: ["formula": "king - man + woman"], effect: "The ten nearest tokens."),
      .init(
        "gpt2", values: ["formula": "Paris - France + Italy", "method": "multiplicative"], figure: "analogy.svg",
        effect: "By products of similarities (3CosMul), as a figure."),
      .init(
        "gpt2", values: ["evaluate": "questions-words.txt"], csv: "answers.csv",
        effect: "How many questions of the file are answered, by section; every answer beside it."),
    ],
    parameters: [
      formulaParameter, methodParameter, countParameter, WordParameters.bare, WordParameters.tokensOnly, evaluate,
      EvaluationParameters.caseSensitive,
      EvaluationParameters.limit,
    ],
    make: study)

  private static let formulaParameter = Parameter.operands(
    "formula", value: "FORMULA", count: 0 ... .max, holdsSigns: true, help: "Words with + and - between them.")
  private static let methodParameter = Parameter<AnalogySolver.Method>.choice(
    "method", value: "METHOD", default: .additive,
    help: "How tokens are scored: by the cosine with the sum, or by products of cosines (3CosMul).")
  private static let countParameter = Parameter.integer(
    "count", short: "n", in: 1...100_000, default: 10, help: "How many tokens are shown.")
  private static let evaluate = Parameter.text(
    "evaluate", value: "FILE",
    help: "A file of lines of four words below headings that begin with a colon, as questions-words.txt has them.",
    completion: .file(extensions: ["txt"]))

  @Sendable private static func study(_ values: ParameterValues) throws -> any Study {
    let method = try values[methodParameter]
    let words = try values[formulaParameter]
    switch (words.isEmpty ? nil : words.joined(separator: " "), values.isGiven(evaluate)) {
    case (nil, false):
      throw ParameterError.conflict("analogy needs a formula, such as \"king - man + woman\", or {evaluate}")
    case (_?, true): throw ParameterError.conflict("a formula and {evaluate} exclude each other")
    case (let text?, false):
      try values.refuse(EvaluationParameters.all, without: evaluate)
      do {
        var study = AnalogyStudy(
          try Formula(text), method: method, count: try values[countParameter], form: try WordParameters.form(values))
        study.tokensOnly = try values[WordParameters.tokensOnly]
        return study
      } catch let error as FormulaError {
        throw ParameterError.malformed("\(error)")
      }
    case (nil, true):
      try values.refuse([WordParameters.bare, WordParameters.tokensOnly], with: evaluate)
      if values.isGiven(countParameter) { throw ParameterError.conflict("{count} and {evaluate} exclude each other") }
      return try EvaluationParameters.study(values, file: evaluate) { file, ignoresCase, limit in
        AnalogyEvaluationStudy(
          AnalogyQuestions(try file.text()), fileName: file.name, method: method, ignoresCase: ignoresCase,
          limit: limit)
      }
    }
  }
}
