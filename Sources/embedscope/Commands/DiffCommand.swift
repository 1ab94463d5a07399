import Figures
import Studies

/// `embedscope diff A B`.
struct DiffCommand: Command {
  static let specification = CommandSpecification(
    name: "diff",
    summary: "Shows which token embeddings moved between two versions of a model",
    discussion: """
      For two checkpoints of one model, or two quantisations: every token's row in A beside its row in B, paired by the token's \
      bytes. Lists the rows that moved most with what became of their nearest tokens, and counts rows that are the same, \
      tokens that were dropped and tokens that were added. Models of different dimensions have align. Where one has no tokenizer, rows are paired by \
      their ids.
      """,
    examples: [
      .init(line: "embedscope diff base/ tuned/", effect: "The rows that turned furthest."),
      .init(line: "embedscope diff model-F16.gguf model-Q8_0.gguf --by norm", effect: "What quantising did to norms."),
      .init(line: "embedscope diff base/ tuned/ --neighbors --csv rows.csv", effect: "Every row, neighbours included."),
    ],
    arguments: [ModelArguments.first, ModelArguments.second],
    options: [order, tokens, k, neighbors],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let order = Option<DiffResult.Order>.choice(
    "by", value: "ORDER", default: .angle, help: "What rows are ranked by.")
  private static let tokens = Option.integer(
    "tokens", in: 0...100_000, default: 20, help: "How many tokens each list holds.")
  private static let k = Option.integer("k", in: 1...1000, default: 10, help: "How many nearest rows are compared.")
  private static let neighbors = Option.flag(
    "neighbors", help: "Compares the nearest rows of every row, not only of those listed.")

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let study: DiffStudy

  init(_ parsed: ParsedArguments) throws {
    arguments = [parsed[ModelArguments.first], parsed[ModelArguments.second]]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    study = DiffStudy(
      order: try parsed[Self.order], listedTokens: try parsed[Self.tokens], k: try parsed[Self.k],
      comparesAllNeighbors: try parsed[Self.neighbors])
  }

  func run(_ context: CommandContext) throws {
    let bar = context.messages.progressBar("Finding neighbours", unit: .items)
    defer { bar.finish() }
    var study = study
    study.progress = { done, total in bar.update(done: done, total: total) }
    let result = try study.run(try models.open(arguments, context))
    bar.finish()
    try StudyOutput(output, context).write(result) { Self.text($0, context) }
  }

  private static func text(_ result: DiffResult, _ context: CommandContext) -> String {
    let width = context.terminal.outputIsTerminal ? context.terminal.width : nil
    return [
      head(result).map { context.safe($0) + "\n" }.joined(), moved(result, width),
      list("dropped", result.dropped, of: result.droppedCount), list("added", result.added, of: result.addedCount),
      result.notes.map { context.safe($0) + "\n" }.joined(),
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func head(_ result: DiffResult) -> [String] {
    let pairs = result.rows.idA.count
    var lines = [
      "\(result.a.model) (\(result.a.dtype)) and \(result.b.model) (\(result.b.dtype)): \(pairs.grouped) pairs of rows by "
        + "their \(result.pairedBy), \(result.differentIDs.grouped) with different ids.",
      "\(result.identical.grouped) \(result.identical == 1 ? "pair is" : "pairs are") the same "
        + "(\(result.comparesBytes ? "bytes" : "values")), \(NumberText.percent(result.identical, of: pairs)).",
      "Angle: median \(NumberText.short(result.angles.median))°, largest \(NumberText.short(result.angles.max))°. "
        + "Norm: B / A from \(NumberText.short(result.normRatios.min)) to \(NumberText.short(result.normRatios.max)).",
    ]
    if let jaccard = result.meanJaccard {
      lines.append("Of the \(result.k) nearest rows, \(NumberText.percent(jaccard)) are common (mean Jaccard).")
    }
    return lines
  }

  private static func moved(_ result: DiffResult, _ width: Int?) -> String {
    guard !result.mostMoved.isEmpty else { return "No row moved.\n" }
    var table = TextTable([
      .init("id", .right), .init("Token"), .init("Angle", .right), .init("Norm B/A", .right), .init("Distance", .right),
      .init("Neighbours", .right), .init("Nearest in A"), .init("Nearest in B"),
    ])
    for row in result.mostMoved {
      table.add([
        row.idA == row.idB ? String(row.idA) : "\(row.idA) → \(row.idB)", row.token.shown,
        NumberText.short(row.angle) + "°", NumberText.short(row.normRatio), NumberText.short(row.distance),
        row.jaccard.map { NumberText.percent($0) } ?? "none", row.neighborsA.prefix(4).joined(separator: " "),
        row.neighborsB.prefix(4).joined(separator: " "),
      ])
    }
    return table.text(width: width)
  }

  private static func list(_ name: String, _ tokens: [TokenDescription], of count: Int) -> String {
    guard count > 0 else { return "" }
    let shown = tokens.map { "\($0.id) \($0.shown)" }.joined(separator: "  ")
    var table = TextTable([.init("\(count.grouped) tokens \(name)")])
    table.add([shown + (count > tokens.count ? "  …" : "")])
    return table.text()
  }
}
