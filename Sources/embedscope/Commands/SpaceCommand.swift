import EmbeddingAnalysis
import Figures
import Studies

/// `embedscope space MODEL…`.
struct SpaceCommand: Command {
  static let specification = CommandSpecification(
    name: "space",
    summary: "Measures the space that the rows fill: anisotropy, spectrum, outlier dimensions, norms, twins",
    discussion: """
      The mean cosine of all pairs of rows, as they are, around their mean, and without their strongest axes; how many \
      directions the rows use; which dimensions stand out; how long rows are along the index; rows that are the same; and how \
      far a token is from itself with a space before it, inside a word, and in capitals. All of it is exact, over all rows. \
      --hubness adds how often each row is among the nearest neighbours of others, which takes seconds. \
      Of a model without a tokenizer rows go by their numbers, and tokens are not paired.
      """,
    examples: [
      .init(line: "embedscope space gpt2 --figure space.svg", effect: "One figure of six panels."),
      .init(line: "embedscope space gpt2 bert-base-uncased --hubness", effect: "Two models, with their hubs."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [remove, hubness, neighbors, seed],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let remove = Option<Int?>.integer(
    "remove", value: "N", in: 0...1_000_000,
    help: "How many of the strongest axes are taken out, one after the other. Default: a hundredth of the dimensions.")
  private static let hubness = Option.flag("hubness", help: "Counts how often each row is a neighbour of others.")
  private static let neighbors = Option<Int>.integer(
    "neighbors", value: "K", in: 1...1000, default: 10, help: "With --hubness: how many neighbours each row has.")
  private static let seed = Option<Int>.integer(
    "seed", in: 0 ... .max, default: 1, help: "The seed of the random pairs that pairs of tokens are compared with.")

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let study: SpaceStudy

  init(_ parsed: ParsedArguments) throws {
    arguments = parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    let countsHubs = try parsed[Self.hubness]
    if parsed.isGiven(Self.neighbors), !countsHubs { throw UsageError.conflict("--neighbors belongs to --hubness") }
    let neighbors = try parsed[Self.neighbors]
    study = SpaceStudy(
      removedAxes: try parsed[Self.remove], hubnessNeighbors: countsHubs ? neighbors : nil,
      seed: UInt64(try parsed[Self.seed]))
  }

  func run(_ context: CommandContext) throws {
    let bar = context.messages.progressBar("Finding neighbours", unit: .items)
    defer { bar.finish() }
    var study = study
    study.progress = { bar.update(done: $0, total: $1) }
    let result = try study.run(try models.open(arguments, context))
    bar.finish()
    try StudyOutput(output, context).write(result) { Self.text($0, context) }
  }

  private static func text(_ result: SpaceResult, _ context: CommandContext) -> String {
    var parts = [measures(result), pairs(result, context)].filter { !$0.isEmpty }
    for model in result.models {
      if !model.outliers.isEmpty { parts.append(outliers(model, context)) }
      if let hubs = model.hubness { parts.append(Self.hubs(hubs, model.model, context)) }
    }
    let notes = result.models.flatMap { model in model.notes.map { context.safe("\(model.model): \($0)") + "\n" } }
    return (parts + (notes.isEmpty ? [] : [notes.joined()])).joined(separator: "\n")
  }

  private static func measures(_ result: SpaceResult) -> String {
    var table = TextTable([.init("Measure")] + result.models.map { .init($0.model, .right) })
    for name in result.measureNames {
      table.add(
        [name]
          + result.models.map { model in
            model.measures.first { $0.name == name }.map { NumberText.measure($0.value) } ?? ""
          })
    }
    return table.text()
  }

  private static func pairs(_ result: SpaceResult, _ context: CommandContext) -> String {
    var table = TextTable([
      .init("Model"), .init("A token and the same"), .init("Pairs", .right), .init("Mean cosine", .right),
      .init("Of mismatches", .right), .init("Offsets agree", .right), .init("Common", .right),
    ])
    for model in result.models {
      for pairs in model.pairs {
        table.add([
          model.model, pairs.kind.title, pairs.count.grouped, NumberText.measure(pairs.meanCosine),
          NumberText.measure(pairs.meanCosineOfMismatches), NumberText.measure(pairs.consistency),
          NumberText.percent(pairs.commonShare),
        ])
      }
    }
    return result.models.allSatisfy(\.pairs.isEmpty) ? "" : table.text()
  }

  private static func outliers(_ model: SpaceResult.Model, _ context: CommandContext) -> String {
    var table = TextTable([
      .init("Dimension", .right), .init("Mean", .right), .init("Variance", .right),
      .init("Of the squared norm", .right),
      .init("Of the mean cosine", .right),
    ])
    for index in model.outliers.prefix(10) {
      let dimension = model.dimensions[index]
      table.add([
        String(index), NumberText.short(dimension.mean), NumberText.short(dimension.variance),
        NumberText.percent(dimension.squaredNormShare), NumberText.short(model.contribution(index)),
      ])
    }
    let count = model.outliers.count
    let title = count > 10 ? "the first 10 of \(count) outlier dimensions" : "outlier dimensions"
    return context.safe("\(model.model), \(title) (more than 3 standard deviations):") + "\n" + table.text()
  }

  private static func hubs(_ hubs: SpaceResult.Hubs, _ model: String, _ context: CommandContext) -> String {
    var table = TextTable([.init("Hub"), .init("Id", .right), .init("Lists", .right)])
    for hub in hubs.hubs.prefix(10) {
      table.add([hub.token.display, String(hub.token.id), hub.lists.grouped])
    }
    return context.safe("\(model), rows in the most lists of \(hubs.k) neighbours:") + "\n" + table.text()
  }
}
