import EmbeddingAnalysis
import Figures
import Projections
import Studies

/// `embedscope project MODEL…`.
struct ProjectCommand: Command {
  static let specification = CommandSpecification(
    name: "project",
    summary: "Maps all tokens: every row of the matrix as a point",
    discussion: """
      All rows take part, and the same seed gives the same map, whatever the number of cores. The figure says how far the map \
      can be trusted: how many of each token's nearest rows are near it in the map. --csv holds the place of every token. \
      Of a model without a tokenizer some rows are named by their numbers; --color id and --color norm are of rows.
      """,
    examples: [
      .init(line: "embedscope project gpt2 --figure map.svg", effect: "All 50,257 tokens, by UMAP."),
      .init(
        line: "embedscope project gpt2 --method pca --color length --label king,queen --figure pca.png",
        effect: "The two strongest directions, coloured by length, with two words named."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [method, dimensions, metric, seed, color, label],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let method = Option<ProjectionSettings.Method>.choice(
    "method", value: "METHOD", default: .umap, help: "What places the points.")
  private static let dimensions = Option.integer(
    "dimensions", in: 2...3, default: 2, help: "Two, or three, drawn from three sides.")
  private static let metric = Option<Metric>.choice(
    "metric", value: "METRIC", default: .euclidean, help: "What near means among the rows.")
  private static let seed = Option.integer("seed", in: 0 ... .max, default: 0, help: "What all randomness comes from.")
  private static let color = Option<TokenProperty>.choice(
    "color", value: "PROPERTY", default: .position, help: "What the points are coloured by.")
  private static let label = Option.text(
    "label", value: "N|WORDS", help: "How many points get a name (60), or the words to name, separated by commas.")

  /// The two of the nearnesses that are distances.
  private enum Metric: String, CaseIterable {
    case euclidean, cosine
  }

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let settings: ProjectionSettings
  private let color: TokenProperty
  private let labels: ProjectionStudy.Labels

  init(_ parsed: ParsedArguments) throws {
    arguments = parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    settings = ProjectionSettings(
      method: try parsed[Self.method], dimensions: try parsed[Self.dimensions],
      metric: try parsed[Self.metric] == .cosine ? .cosine : .euclidean, seed: UInt64(try parsed[Self.seed]))
    color = try parsed[Self.color]
    labels = Self.labels(try parsed[Self.label])
  }

  private static func labels(_ text: String?) -> ProjectionStudy.Labels {
    guard let text else { return .count(60) }
    if let count = Int(text), count >= 0 { return .count(min(count, 1000)) }
    return .words(text.split(separator: ",").map(String.init))
  }

  func run(_ context: CommandContext) throws {
    let bars = StageProgress(messages: context.messages)
    let study = ProjectionStudy(settings, color: color, labels: labels) { model, progress in
      bars.show("\(model): \(progress.stage.title)", done: progress.completed, total: progress.total)
    }
    let result = try study.run(try models.open(arguments, context))
    bars.finish()
    try StudyOutput(output, context).write(result) { Self.text($0, context) }
  }

  private static func text(_ result: ProjectionResult, _ context: CommandContext) -> String {
    var table = TextTable([
      .init("Model"), .init("Method"), .init("Rows", .right), .init("Trustworthiness", .right),
      .init("Neighbours kept", .right), .init("Measured on", .right),
    ])
    for model in result.models {
      let quality = model.quality
      table.add([
        model.model, result.method.rawValue, model.rows.grouped,
        quality.map { NumberText.decimal($0.trustworthiness, fractionDigits: 3) } ?? "not defined",
        quality.map { NumberText.decimal($0.neighborPreservation * 100, fractionDigits: 1) + " %" } ?? "not defined",
        quality.map { $0.rowsMeasured.grouped + " rows" } ?? "",
      ])
    }
    let notes = result.models.flatMap { model in model.notes.map { context.safe("\(model.model): \($0)") + "\n" } }
    return table.text() + notes.joined()
  }
}
