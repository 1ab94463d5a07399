import Studies
import Tokenization
import Workspace

/// `embedscope decode MODEL ID…`.
struct DecodeCommand: Command {
  static let specification = CommandSpecification(
    name: "decode",
    summary: "Turns token ids back into text",
    discussion: """
      Prints the text that the ids stand for, followed by a line feed. Bytes that are no text become �. Ids may stand as \
      Python prints a list of them.
      """,
    examples: [
      .init(line: "embedscope decode gpt2 15496 995", effect: "Hello world"),
      .init(line: "embedscope decode gpt2 \"[15496, 995]\"", effect: "The same."),
    ],
    arguments: [ModelArguments.one, ids],
    options: [skipSpecial],
    groups: [ModelOptions.filesOnly])

  private static let ids = Parameter.operands("ids", value: "ID", help: "A token id, or a list such as [15496, 995].")
  private static let skipSpecial = Parameter.flag("skip-special", help: "Leaves special tokens such as [CLS] out.")

  private let model: String
  private let models: ModelOptions
  private let ids: [Int]
  private let skipsSpecialTokens: Bool

  init(_ parsed: ParameterValues) throws {
    model = try parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    skipsSpecialTokens = try parsed[Self.skipSpecial]
    ids = try TokenIDList.ids(parsed[Self.ids])
  }

  func run(_ context: CommandContext) throws {
    let tokenizer = try models.open(model, context, need: .tokenizer).tokenizer()
    let text = try tokenizer.decode(ids, skipSpecialTokens: skipsSpecialTokens)
    try context.output.writeLine(context.terminal.outputIsTerminal ? context.safeLines(text) : text)
  }
}
