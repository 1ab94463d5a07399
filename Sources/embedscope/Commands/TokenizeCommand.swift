import ByteFiles
import Studies
import Tokenization
import Workspace

/// `embedscope tokenize MODEL [TEXT…]`.
struct TokenizeCommand: Command {
  static let specification = CommandSpecification(
    name: "tokenize",
    summary: "Splits text into tokens",
    discussion: """
      Each TEXT by itself; without any, the standard input or --file as one text, or with --per-line one text per line \
      (split at line feeds only). Special tokens such as [CLS] are added as the model's own settings say, unless \
      --no-special is given.

      A file or the standard input of any length is read and split part by part, in bounded memory, where the tokenizer \
      splits text into words before its model, as nearly all do; with --per-line always. Other tokenizers, such as \
      SentencePiece's, take up to 64 bytes of memory for each byte of the text.
      """,
    examples: [
      .init(line: "embedscope tokenize gpt2 \"Hello world\"", effect: "The tokens, their ids and where they stand."),
      .init(
        line: "embedscope tokenize gpt2 --file book.txt --per-line --ids", effect: "One line of ids per line of text."),
    ],
    arguments: [ModelArguments.one, texts],
    options: [file, perLine, ids, noSpecial],
    groups: [OutputOptions.jsonOnly, ModelOptions.filesOnly])

  private static let texts = Parameter.operands("texts", value: "TEXT", count: 0 ... .max, help: "A text to split.")
  private static let file = Parameter.text(
    "file", value: "FILE", help: "A file to split; - is the standard input.", completion: .file(extensions: []))
  private static let perLine = Parameter.flag("per-line", help: "Takes every line for a text of its own.")
  private static let ids = Parameter.flag("ids", help: "Prints only the ids, one line per text.")
  private static let noSpecial = Parameter.flag("no-special", help: "Adds no special tokens.")

  private let model: String
  private let models: ModelOptions
  private let input: TextInput
  private let perLine: Bool
  private let form: TokenizedText.Form
  private let addsSpecialTokens: Bool

  init(_ parsed: ParameterValues) throws {
    model = try parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    input = try TextInput(texts: parsed[Self.texts], file: try parsed[Self.file])
    perLine = try parsed[Self.perLine]
    let json = try parsed[OutputOptions.json]
    let ids = try parsed[Self.ids]
    if json, ids { throw UsageError.conflict("--ids and --json exclude each other") }
    form = json ? .json : ids ? .ids : .table
    addsSpecialTokens = !(try parsed[Self.noSpecial])
  }

  func run(_ context: CommandContext) throws {
    let tokenizer = try models.open(model, context, need: .tokenizer).tokenizer()
    let work = TokenizingWork(tokenizer: tokenizer, addsSpecialTokens: addsSpecialTokens, form: form, context: context)
    var isFirst = true
    for source in input.sources {
      if perLine {
        try work.tokenizeLines(of: source, isFirst: &isFirst)
      } else {
        if form == .table, !isFirst { try context.output.writeLine() }
        isFirst = false
        try work.tokenize(source)
      }
    }
  }
}
