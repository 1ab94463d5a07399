import Studies
import Tokenization

/// `embedscope vocab MODEL…`.
struct VocabCommand: Command {
  static let specification = CommandSpecification(
    name: "vocab",
    summary: "Shows how many tokens a model has, and lists them",
    discussion: """
      Sets three sizes side by side: of the tokenizer, of the configuration, and of the embedding matrix; says why they \
      differ; and counts what the vocabulary consists of: single bytes, pieces of characters, pairs with and without a space, \
      tokens that no text becomes, rows that are equal. --json names the tokens that no text becomes. A vocabulary without \
      weights is counted alone, and of a matrix whose type cannot be read only the size is told. With --list, prints every \
      token of one model: its id, its spelling in the vocabulary's file, its text, its bytes.
      """,
    examples: [
      .init(line: "embedscope vocab gpt2 bert-base-uncased", effect: "The sizes of both."),
      .init(line: "embedscope vocab gpt2 --list", effect: "All 50,257 tokens, one a line."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [list],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let list = Option.flag("list", help: "Lists every token.")

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let listsTokens: Bool

  init(_ parsed: ParsedArguments) throws {
    arguments = parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    listsTokens = try parsed[Self.list]
    if listsTokens, arguments.count > 1 { throw UsageError.conflict("--list takes one MODEL") }
  }

  func run(_ context: CommandContext) throws {
    let opened = try models.open(arguments, context)
    // A list as text has nothing of what the search through all tokens finds.
    let study = VocabularyStudy(listsTokens: listsTokens, sizesAlone: listsTokens && output.isTextAlone)
    let result = try study.run(opened)
    try StudyOutput(output, context).write(result) { listsTokens ? Self.list($0) : Self.sizes($0, context) }
  }

  private static func sizes(_ result: VocabularyResult, _ context: CommandContext) -> String {
    var table = TextTable([
      .init("Model"), .init("Tokenizer", .right), .init("Configuration", .right), .init("Matrix", .right),
      .init("Tensor"),
      .init("Stored as"),
    ])
    for model in result.models {
      table.add([
        model.model, model.tokenizerSize.grouped, model.configurationSize?.grouped ?? "not stated",
        model.matrixShape, model.embeddingTensor ?? "–", model.dtype ?? "–",
      ])
    }
    let notes = result.models.flatMap { model in model.notes.map { context.safe("\(model.model): \($0)") + "\n" } }
    return table.text() + "\n" + notes.joined() + "\n" + health(result)
  }

  /// What each vocabulary consists of, a line for each kind that some model has.
  private static func health(_ result: VocabularyResult) -> String {
    var table = TextTable([.init("Tokens")] + result.models.map { .init($0.model, .right) })
    for (_, title, counts) in result.healthCounts { table.add([title] + counts.map(\.grouped)) }
    return table.text()
  }

  private static func list(_ result: VocabularyResult) -> String {
    var table = TextTable([.init("id", .right), .init("raw"), .init("text"), .init("bytes")])
    for token in result.tokens ?? [] {
      table.add([String(token.id), token.raw, token.text.map { "“\($0)”" } ?? "", token.bytesHex])
    }
    return table.text()
  }
}
