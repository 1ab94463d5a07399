import Figures
import Studies

/// `embedscope odd-one-out MODEL WORD WORD…`.
struct OddOneOutCommand: Command {
  static let specification = CommandSpecification(
    name: "odd-one-out",
    summary: "Finds the word that does not go with the others",
    discussion: """
      The word whose cosine with the mean of all words is smallest, vectors being given length 1 first: gensim's doesnt_match. \
      The mean of its pieces stands for a word that is not one token, which is said.
      """,
    examples: [
      .init(line: "embedscope odd-one-out gpt2 breakfast lunch dinner cereal", effect: "All four, the odd one last.")
    ],
    arguments: [ModelArguments.one, words], options: [], groups: [OutputOptions.group, ModelOptions.group])

  private static let words = Argument.list("WORD", count: 2 ... .max, help: "The words.")

  private let model: String
  private let models: ModelOptions
  private let output: OutputOptions
  private let study: OddOneOutStudy

  init(_ parsed: ParsedArguments) throws {
    model = parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    study = OddOneOutStudy(words: parsed[Self.words])
  }

  func run(_ context: CommandContext) throws {
    let result = try study.run([try models.open(model, context)])
    try StudyOutput(output, context).write(result) { result in
      var table = TextTable([.init("Word"), .init("Token"), .init("Cosine with all", .right)])
      for word in result.words {
        table.add([word.word.word, word.word.display, NumberText.decimal(word.cosine, fractionDigits: 4)])
      }
      let odd = result.odd.map { context.safe("“\($0.word.word)” does not go with the others.") + "\n\n" } ?? ""
      return odd + table.text() + result.notes.map { context.safe($0) + "\n" }.joined()
    }
  }
}
