import EmbeddingAnalysis
import Figures
import Studies

/// `embedscope similarity MODEL WORD…`, with `--axis` for places between groups of words, and `--evaluate FILE`.
struct SimilarityCommand: Command {
  static let specification = CommandSpecification(
    name: "similarity",
    summary: "Shows how similar words are, or where they lie between groups of words",
    discussion: """
      The cosine similarity of every pair of words, as a table and a heat map. With --axis, each word's cosine with the \
      difference of the means of two groups of words: one axis gives bars, two give a plane, more give a table. The mean of its \
      pieces stands for a word that is not one token, which is said.
      """,
    examples: [
      .init(line: "embedscope similarity gpt2 cat dog car bus --figure similarity.svg", effect: "Six pairs."),
      .init(
        line: "embedscope similarity gpt2 sunshine war gift tax --axis good,nice:bad,awful",
        effect: "Four words between bad and good."),
      .init(
        line: "embedscope similarity gpt2 --evaluate wordsim353.tsv",
        effect: "How the cosines go with people's judgements: Spearman and Pearson."),
    ],
    arguments: [ModelArguments.one, words],
    options: [axis, evaluate, EvaluationOptions.caseSensitive, EvaluationOptions.limit],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let words = Argument.list("WORD", count: 0 ... .max, help: "The words.")
  private static let axis = Option.texts(
    "axis", value: "WORDS:WORDS",
    help: "An axis between two groups of words, those at its positive end first: good,nice:bad,awful. May be repeated.")
  private static let evaluate = Option.text(
    "evaluate", value: "FILE",
    help: "A file of lines of two words and a number with tabs between them, as wordsim353.tsv has them.",
    completion: .file(extensions: ["tsv", "txt"]))

  private enum Question {
    case table(SimilarityStudy)
    case axes(AxesStudy)
    case evaluation(file: String)
  }

  private let model: String
  private let models: ModelOptions
  private let output: OutputOptions
  private let question: Question
  private let evaluation: EvaluationOptions

  init(_ parsed: ParsedArguments) throws {
    model = parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    evaluation = try EvaluationOptions(parsed)
    let words = parsed[Self.words]
    let axes = try parsed[Self.axis].map { text in
      guard let axis = WordAxis(text) else {
        throw UsageError.invalidValue(
          of: "--axis", found: text, expected: "two groups of words, such as good,nice:bad,awful", nearest: nil)
      }
      return axis
    }
    if let file = try parsed[Self.evaluate] {
      if !words.isEmpty || !axes.isEmpty { throw UsageError.conflict("words and --evaluate exclude each other") }
      question = .evaluation(file: file)
      return
    }
    try evaluation.refuse(parsed)
    if axes.isEmpty, words.count < 2 { throw UsageError.conflict("similarity needs two words or more, or --evaluate") }
    if words.isEmpty { throw UsageError.conflict("--axis needs words to place on it") }
    question = axes.isEmpty ? .table(SimilarityStudy(words: words)) : .axes(AxesStudy(words: words, axes: axes))
  }

  func run(_ context: CommandContext) throws {
    let writer = StudyOutput(output, context)
    let opened = [try models.open(model, context)]
    switch question {
    case .table(let study):
      try writer.write(try study.run(opened)) { result in
        var table = TextTable([.init("")] + result.words.map { .init($0.word, .right) })
        for (word, row) in zip(result.words, result.cosines) {
          table.add([word.word] + row.map { NumberText.decimal($0, fractionDigits: 4) })
        }
        return table.text() + Self.text(result.notes, context)
      }
    case .axes(let study):
      try writer.write(try study.run(opened)) { result in
        var table = TextTable([.init("Word")] + result.axes.map { .init($0.label, .right) })
        for word in result.words {
          table.add([word.word.word] + word.places.map { NumberText.decimal($0, fractionDigits: 4) })
        }
        return table.text() + Self.text(result.notes, context)
      }
    case .evaluation(let file):
      let study = PairEvaluationStudy(
        WordPairs(try EvaluationOptions.text(of: file)), fileName: EvaluationOptions.name(of: file),
        ignoresCase: !evaluation.isCaseSensitive, limit: evaluation.limit)
      try writer.write(try study.run(opened)) { Self.text($0, context) }
    }
  }

  private static func text(_ result: PairEvaluationResult, _ context: CommandContext) -> String {
    var table = TextTable([.init("Measure"), .init("r", .right), .init("p", .right)])
    for (name, value) in [("Spearman", result.spearman), ("Pearson", result.pearson)] {
      table.add([
        name, value.map { NumberText.decimal($0.r, fractionDigits: 4) } ?? "not defined", NumberText.short(value?.p),
      ])
    }
    let share = NumberText.percent(result.outOfVocabularyShare)
    return table.text()
      + "\n" + context.safe("\(result.file): \(result.pairs.count.grouped) pairs compared, \(share) out of vocabulary")
      + "\n"
      + text(result.notes, context)
  }

  private static func text(_ notes: [String], _ context: CommandContext) -> String {
    notes.map { context.safe($0) + "\n" }.joined()
  }
}
