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
      Python prints a list of them. --json prints one object with ids, tokens and text.
      """,
    examples: [
      .init(line: "embedscope decode gpt2 15496 995", effect: "Hello world"),
      .init(line: "embedscope decode gpt2 \"[15496, 995]\"", effect: "The same."),
    ],
    arguments: [ModelArguments.one, ids],
    options: [skipSpecial],
    groups: [OutputOptions.jsonOnly, ModelOptions.filesOnly])

  private static let ids = Parameter.operands("ids", value: "ID", help: "A token id, or a list such as [15496, 995].")
  private static let skipSpecial = Parameter.flag("skip-special", help: "Leaves special tokens such as [CLS] out.")

  private let model: String
  private let models: ModelOptions
  private let ids: [Int]
  private let skipsSpecialTokens: Bool
  private let printsJSON: Bool

  init(_ parsed: ParameterValues) throws {
    model = try parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    skipsSpecialTokens = try parsed[Self.skipSpecial]
    printsJSON = try parsed[OutputOptions.json]
    ids = try TokenIDList.ids(parsed[Self.ids])
  }

  func run(_ context: CommandContext) throws {
    let opened = try models.open(model, context, need: .tokenizer)
    let tokenizer = try opened.tokenizer()
    let text = try tokenizer.decode(ids, skipSpecialTokens: skipsSpecialTokens)
    guard !printsJSON else {
      let decoded = Decoded(ids: ids, tokens: ids.map { tokenizer.vocabulary.raw(of: $0) ?? "" }, text: text)
      return try context.output.writeJSON(
        study: Self.specification.name, TextsJSON(model: opened.displayName, texts: [decoded]))
    }
    try context.output.writeLine(context.terminal.outputIsTerminal ? context.safeLines(text) : text)
  }

  private struct Decoded: Encodable {
    var ids: [Int]
    var tokens: [String]
    var text: String
  }
}
