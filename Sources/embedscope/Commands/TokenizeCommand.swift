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

      --json prints one object with all texts, --jsonl an object a line for each text: ids, tokens, and offsets as UTF-8 bytes.
      """,
    examples: [
      .init(line: "embedscope tokenize gpt2 \"Hello world\"", effect: "The tokens, their ids and where they stand."),
      .init(
        line: "embedscope tokenize gpt2 --file book.txt --per-line --ids", effect: "One line of ids per line of text."),
    ],
    arguments: [ModelArguments.one, texts],
    options: [file, perLine, ids, jsonLines, noSpecial],
    groups: [OutputOptions.jsonOnly, ModelOptions.filesOnly])

  private static let texts = Parameter.operands("texts", value: "TEXT", count: 0 ... .max, help: "A text to split.")
  private static let file = Parameter.text(
    "file", value: "FILE", help: "A file to split; - is the standard input.", completion: .file(extensions: []))
  private static let perLine = Parameter.flag("per-line", help: "Takes every line for a text of its own.")
  private static let ids = Parameter.flag("ids", help: "Prints only the ids, one line per text.")
  private static let jsonLines = Parameter.flag("jsonl", help: "Prints one JSON object per text, each on a line.")
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
    let lines = try parsed[Self.jsonLines]
    let asked = [(ids, "--ids"), (json, "--json"), (lines, "--jsonl")].filter(\.0).map(\.1)
    if asked.count > 1 { throw UsageError.conflict("\(asked[0]) and \(asked[1]) exclude each other") }
    form = json ? .json : lines ? .jsonLines : ids ? .ids : .table
    addsSpecialTokens = !(try parsed[Self.noSpecial])
  }

  func run(_ context: CommandContext) throws {
    let opened = try models.open(model, context, need: .tokenizer)
    let tokenizer = try opened.tokenizer()
    let work = TokenizingWork(tokenizer: tokenizer, addsSpecialTokens: addsSpecialTokens, form: form, context: context)
    var isFirst = true
    let frame = try TextsJSON.frame(study: Self.specification.name, model: opened.displayName)
    if form == .json { try context.output.write(frame.opening) }
    for source in input.sources {
      if perLine {
        try work.tokenizeLines(of: source, isFirst: &isFirst)
      } else {
        try work.separate(&isFirst)
        try work.tokenize(source)
      }
    }
    if form == .json { try context.output.writeLine(frame.closing) }
  }
}
