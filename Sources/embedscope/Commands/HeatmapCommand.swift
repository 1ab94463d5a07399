import Figures
import EmbeddingAnalysis
import Studies

/// `embedscope heatmap MODEL…`.
struct HeatmapCommand: Command {
  static let specification = CommandSpecification(
    name: "heatmap",
    summary: "Draws the embedding matrix as a picture: dimensions by tokens",
    discussion: """
      A vocabulary has more tokens than a picture has columns: each column stands for several tokens that follow each other. \
      The rule says how: mean, which makes the picture paler than single tokens are, or max-abs, which shows the value \
      farthest from zero. --csv holds mean, smallest, largest and mean absolute value of every column.
      """,
    examples: [
      .init(line: "embedscope heatmap gpt2 bert-base-uncased --figure heatmap.png", effect: "Both matrices."),
      .init(line: "embedscope heatmap gpt2 --positions --figure wpe.svg", effect: "GPT-2's position embeddings."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [positions, rule, limit, width],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let positions = Option.flag("positions", help: "Draws the position embeddings instead.")
  private static let rule = Option<HeatmapReduction.Rule>.choice(
    "rule", value: "RULE", default: .mean, help: "How several tokens become one column.")
  private static let limit = Option.number(
    "limit", in: 1e-30...1e30, default: 0.15, help: "Colours end at plus and minus X.")
  private static let width = Option.integer(
    "width", in: 16...8192, default: 1000, help: "The largest number of columns.")

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let study: HeatmapStudy

  init(_ parsed: ParsedArguments) throws {
    arguments = parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    study = HeatmapStudy(
      matrix: try parsed[Self.positions] ? .positions : .tokens, rule: try parsed[Self.rule],
      limit: try parsed[Self.limit], width: try parsed[Self.width])
  }

  func run(_ context: CommandContext) throws {
    let result = try study.run(try models.open(arguments, context))
    try StudyOutput(output, context).write(result) { result in
      var table = TextTable([
        .init("Model"), .init("Tensor"), .init("Rows", .right), .init("Dimensions", .right), .init("Smallest", .right),
        .init("Largest", .right), .init("Columns drawn", .right),
      ])
      for model in result.models {
        table.add([
          model.model, model.tensor, model.rows.grouped, model.columns.grouped,
          NumberText.short(model.column.minimum.compactMap(\.self).min()),
          NumberText.short(model.column.maximum.compactMap(\.self).max()), model.pictureColumns.grouped,
        ])
      }
      let notes = result.models.flatMap { model in model.notes.map { context.safe("\(model.model): \($0)") + "\n" } }
      return table.text() + notes.joined()
    }
  }
}
