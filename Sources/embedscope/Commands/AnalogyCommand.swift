import EmbeddingAnalysis
import Figures
import Studies

/// `embedscope analogy MODEL FORMULA` and `--evaluate FILE`.
struct AnalogyCommand: Command {
  static let specification = CommandSpecification(
    name: "analogy",
    summary: "Finds the tokens nearest to a sum of words, or evaluates a file of analogies",
    discussion: """
      A formula adds and takes away words: “king - man + woman”. Numbers before words are weights, parentheses share one, and \
      quotation marks hold one token exactly, with the space before it: “' king' - 0.5 * (man + boy)”. A word is the token it is \
      after a space or at the beginning of a text; the mean of its pieces stands for a word that splits, which is said. Vectors \
      are given length 1 before they are added, and the formula's own tokens are left out, as gensim's most_similar does.
      """,
    examples: [
      .init(line: "embedscope analogy gpt2 \"king - man + woman\"", effect: "The ten nearest tokens."),
      .init(
        line: "embedscope analogy gpt2 \"Paris - France + Italy\" --method multiplicative --figure analogy.svg",
        effect: "By products of similarities (3CosMul), as a figure."),
      .init(
        line: "embedscope analogy gpt2 --evaluate questions-words.txt --csv answers.csv",
        effect: "How many questions of the file are answered, by section; every answer beside it."),
    ],
    arguments: [ModelArguments.one, formula],
    options: [method, count, evaluate, EvaluationOptions.caseSensitive, EvaluationOptions.limit],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let formula = Argument.optional(
    "FORMULA", help: "Words with + and - between them, in quotation marks.")
  private static let method = Option<AnalogySolver.Method>.choice(
    "method", value: "METHOD", default: .additive,
    help: "How tokens are scored: by the cosine with the sum, or by products of cosines (3CosMul).")
  private static let count = Option.integer(
    "count", short: "n", in: 1...100_000, default: 10, help: "How many tokens are shown.")
  private static let evaluate = Option.text(
    "evaluate", value: "FILE",
    help: "A file of lines of four words below headings that begin with a colon, as questions-words.txt has them.",
    completion: .file(extensions: ["txt"]))

  private enum Question {
    case formula(AnalogyStudy)
    case evaluation(file: String)
  }

  private let model: String
  private let models: ModelOptions
  private let output: OutputOptions
  private let question: Question
  private let method: AnalogySolver.Method
  private let evaluation: EvaluationOptions

  init(_ parsed: ParsedArguments) throws {
    model = parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    method = try parsed[Self.method]
    evaluation = try EvaluationOptions(parsed)
    switch (parsed[Self.formula], try parsed[Self.evaluate]) {
    case (nil, nil): throw UsageError.conflict("analogy needs a formula, such as \"king - man + woman\", or --evaluate")
    case (_?, _?): throw UsageError.conflict("a formula and --evaluate exclude each other")
    case (let text?, nil):
      try evaluation.refuse(parsed)
      do {
        question = .formula(AnalogyStudy(try Formula(text), method: method, count: try parsed[Self.count]))
      } catch let error as FormulaError {
        throw UsageError.conflict("\(error)")
      }
    case (nil, let file?):
      if parsed.isGiven(Self.count) { throw UsageError.conflict("--count and --evaluate exclude each other") }
      question = .evaluation(file: file)
    }
  }

  func run(_ context: CommandContext) throws {
    switch question {
    case .formula(let study):
      let result = try study.run([try models.open(model, context)])
      try StudyOutput(output, context).write(result) { Self.text($0, context) }
    case .evaluation(let file):
      let questions = AnalogyQuestions(try EvaluationOptions.text(of: file))
      let bar = context.messages.progressBar("Answering", unit: .items)
      defer { bar.finish() }
      let study = AnalogyEvaluationStudy(
        questions, fileName: EvaluationOptions.name(of: file), method: method, ignoresCase: !evaluation.isCaseSensitive,
        limit: evaluation.limit, progress: { bar.update(done: $0, total: $1) })
      let result = try study.run([try models.open(model, context)])
      bar.finish()
      try StudyOutput(output, context).write(result) { Self.text($0, context) }
    }
  }

  private static func text(_ result: AnalogyResult, _ context: CommandContext) -> String {
    var table = TextTable([.init("Rank", .right), .init("Token"), .init("Id", .right), .init("Score", .right)])
    for (rank, answer) in result.found.enumerated() {
      table.add([
        String(rank + 1), answer.token.display, String(answer.token.id),
        NumberText.decimal(answer.score, fractionDigits: 4),
      ])
    }
    let terms = result.terms.map { "\(NumberText.short($0.weight)) × \($0.word.display)" }.joined(separator: ", ")
    return context.safe("\(result.model): \(terms)") + "\n\n" + table.text()
      + result.notes.map { context.safe($0) + "\n" }.joined()
  }

  private static func text(_ result: AnalogyEvaluationResult, _ context: CommandContext) -> String {
    var table = TextTable([
      .init("Section"), .init("Correct", .right), .init("Asked", .right), .init("Accuracy", .right),
      .init("Out of vocabulary", .right),
    ])
    for section in result.sections + [result.total] {
      table.add([
        section.name, section.correct.grouped, (section.correct + section.incorrect).grouped,
        NumberText.percent(section.accuracy), section.outOfVocabulary.grouped,
      ])
    }
    return table.text() + result.notes.map { context.safe($0) + "\n" }.joined()
  }
}
