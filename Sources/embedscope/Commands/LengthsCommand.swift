import Studies
import Workspace

/// `embedscope lengths MODEL…`.
struct LengthsCommand: Command {
  static let specification = CommandSpecification(
    name: "lengths",
    summary: "Counts how many tokens have each length",
    discussion: """
      Units: raw counts the Unicode characters of the vocabulary's own spelling, as Python's len does (Ġthe is 4, ##ing is \
      5); bytes, characters and graphemes count what the token stands for (“ the” is 4, “ing” is 3).
      """,
    examples: [
      .init(
        line: "embedscope lengths gpt2 bert-base-uncased --figure lengths.svg", effect: "The notebook's bar charts."),
      .init(line: "embedscope lengths gpt2 --unit graphemes", effect: "In what a reader sees as one character."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [unit, maximumLength],
    groups: [OutputOptions.group, ModelOptions.filesOnly])

  private static let unit = Option<LengthsStudy.Unit>.choice(
    "unit", value: "UNIT", default: .raw, help: "What is counted.")
  private static let maximumLength = Option.integer(
    "max-length", in: 1...10_000, default: 22, help: "Where the figure's axis ends; longer tokens are counted on it.")

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let study: LengthsStudy

  init(_ parsed: ParsedArguments) throws {
    arguments = parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    study = LengthsStudy(unit: try parsed[Self.unit], maximumLength: try parsed[Self.maximumLength])
  }

  func run(_ context: CommandContext) throws {
    let result = try study.run(try models.open(arguments, context, need: .tokenizer))
    try StudyOutput(output, context).write(result) { result in
      result.models.map { model in
        var table = TextTable([.init("Length", .right), .init("Tokens", .right)])
        for (length, count) in zip(model.lengths, model.counts) { table.add([String(length), count.grouped]) }
        return "\(context.safe(model.model)), in \(model.unit.rawValue)\n" + table.text()
      }.joined(separator: "\n")
    }
  }
}
