import Figures
import Studies

/// `embedscope stats MODEL…`.
struct StatsCommand: Command {
  static let specification = CommandSpecification(
    name: "stats",
    summary: "Shows how the variances and means of the rows are distributed",
    discussion: """
      Each row of the embedding matrix has a variance (the population's) and a mean, computed in 64 bits; 100 equal bins from \
      the smallest to the largest value, as numpy.histogram makes them. The notebook computes in 32 bits, which puts a few \
      rows into a neighbouring bin.
      """,
    examples: [
      .init(line: "embedscope stats gpt2 bert-base-uncased --figure stats.svg", effect: "Both models in one figure.")
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [notebook],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let notebook = Option.flag(
    "notebook", help: "Draws lines from left bin edge to left bin edge, as the notebook does, instead of steps.")

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let study: StatsStudy

  init(_ parsed: ParsedArguments) throws {
    arguments = parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    study = StatsStudy(drawsLeftEdges: try parsed[Self.notebook])
  }

  func run(_ context: CommandContext) throws {
    let result = try study.run(try models.open(arguments, context))
    try StudyOutput(output, context).write(result) { result in
      var table = TextTable([
        .init("Model"), .init("Of each row"), .init("Smallest", .right), .init("Average", .right),
        .init("Largest", .right),
      ])
      for model in result.models {
        for (name, distribution) in [("variance", model.variance), ("mean", model.mean)] {
          table.add(
            [model.model, name] + [distribution.min, distribution.average, distribution.max].map(NumberText.short))
        }
      }
      let notes = result.models.flatMap { model in model.notes.map { context.safe("\(model.model): \($0)") + "\n" } }
      return table.text() + notes.joined()
    }
  }
}
