import Studies
import Workspace

/// `embedscope trace MODEL TEXT`.
struct TraceCommand: Command {
  static let specification = CommandSpecification(
    name: "trace",
    summary: "Shows step by step how a text becomes its tokens",
    discussion: """
      What the normalizer makes of the text, into which pieces it is cut, and each merge with its rank: of all merges that \
      can be made the lowest is made first. For a text that is one token, the tree of its merges, and the tokens that are \
      made of it.
      """,
    examples: [
      .init(line: "embedscope trace gpt2 \" embeddings\"", effect: "Every merge, in the order in which they are made."),
      .init(line: "embedscope trace gpt2 \" the\"", effect: "One token: its merge tree, and which tokens contain it."),
    ],
    arguments: [ModelArguments.one, text],
    options: [],
    groups: [OutputOptions.jsonOnly, ModelOptions.filesOnly])

  private static let text = Argument.required("TEXT", help: "The text to follow.")

  private let model: String
  private let models: ModelOptions
  private let study: TraceStudy
  private let printsJSON: Bool

  init(_ parsed: ParsedArguments) throws {
    model = parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    study = TraceStudy(text: parsed[Self.text])
    printsJSON = try parsed[OutputOptions.json]
  }

  func run(_ context: CommandContext) throws {
    let result = try study.run(try models.open(model, context, need: .tokenizer))
    if printsJSON { return try context.output.writeJSON(study: TraceResult.study, result) }
    try context.output.write(TraceText(context: context).text(of: result))
  }
}
