import Figures
import Studies
import Workspace

/// `embedscope tokenizers MODEL MODEL… --file F`.
struct TokenizersCommand: Command {
  static let specification = CommandSpecification(
    name: "tokenizers",
    summary: "Compares what several tokenizers make of one text",
    discussion: """
      Tokens, tokens per word, bytes per token, the words that are cut worst, and the words where the tokenizers differ, \
      side by side. A word is what stands between white space. The text is encoded without special tokens, in parts of about \
      a quarter of a megabyte that end with a line.
      """,
    examples: [
      .init(
        line: "embedscope tokenizers gpt2 bert-base-uncased --file book.txt --figure tokenizers.svg",
        effect: "Both on the same book."),
      .init(
        line: "embedscope tokenizers gpt2 cl100k_base.tiktoken --file - --json",
        effect: "The standard input; a tokenizer's file is enough."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [file, words],
    groups: [OutputOptions.group, ModelOptions.filesOnly])

  private static let file = Option.text(
    "file", value: "FILE", help: "The text; - is the standard input.", completion: .file(extensions: []))
  private static let words = Option.integer(
    "words", in: 0...100_000, default: 10, help: "How many words each list holds.")

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let input: TextInput
  private let name: String
  private let listedWords: Int

  init(_ parsed: ParsedArguments) throws {
    arguments = parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    let file = try parsed[Self.file]
    input = try TextInput(texts: [], file: file)
    name = file.map { $0 == "-" ? "standard input" : Self.lastComponent(of: $0) } ?? "standard input"
    listedWords = try parsed[Self.words]
  }

  private static func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  func run(_ context: CommandContext) throws {
    let opened = try models.open(arguments, context, need: .tokenizer)
    let bytes = try input.sources.flatMap { try $0.open().readAll() }
    let result = try TokenizersStudy(text: bytes, textName: name, listedWords: listedWords).run(opened)
    try StudyOutput(output, context).write(result) { Self.text($0, context) }
  }

  private static func text(_ result: TokenizersResult, _ context: CommandContext) -> String {
    // A word can be as long as the text: on a terminal lines are clipped, in a file they are whole.
    let width = context.terminal.outputIsTerminal ? context.terminal.width : nil
    var parts = [
      context.safe(result.text.name)
        + ": \(result.text.words.grouped) words (\(result.text.distinctWords.grouped) different), "
        + "\(result.text.characters.grouped) characters, \(result.text.bytes.grouped) bytes\n",
      figures(result),
    ]
    if !result.agreements.isEmpty {
      parts.append(
        result.agreements.map { pair in
          context.safe("\(pair.a) and \(pair.b) cut \(NumberText.percent(pair.share)) of the words at the same places.")
            + "\n"
        }.joined())
    }
    if !result.differences.isEmpty { parts.append("Words where they differ most:\n" + differences(result, width)) }
    for model in result.models where !model.worstWords.isEmpty {
      parts.append(context.safe("Words that cost \(model.model) most:") + "\n" + worst(model, width))
    }
    return parts.joined(separator: "\n")
  }

  private static func figures(_ result: TokenizersResult) -> String {
    var table = TextTable([
      .init("Model"), .init("Vocabulary", .right), .init("Tokens", .right), .init("Tokens per word", .right),
      .init("Bytes per token", .right), .init("Whole words", .right), .init("Unknown", .right),
    ])
    for model in result.models {
      table.add([
        model.model, model.vocabularySize.grouped, model.tokens.grouped,
        model.tokensPerWord.map { NumberText.decimal($0, fractionDigits: 3) } ?? "",
        model.bytesPerToken.map { NumberText.decimal($0, fractionDigits: 3) } ?? "",
        NumberText.percent(model.wholeWords), model.unknownTokens.grouped,
      ])
    }
    return table.text()
  }

  private static func differences(_ result: TokenizersResult, _ width: Int?) -> String {
    var table = TextTable([.init("Word"), .init("Times", .right)] + result.models.map { .init($0.model) })
    for word in result.differences {
      table.add(
        [word.word, word.occurrences.grouped]
          + word.pieces.map { pieces in "\(pieces.count): " + pieces.map(\.display).joined(separator: " ") })
    }
    return table.text(width: width)
  }

  private static func worst(_ model: TokenizersResult.Model, _ width: Int?) -> String {
    var table = TextTable([.init("Word"), .init("Times", .right), .init("Tokens", .right), .init("Pieces")])
    for word in model.worstWords {
      table.add([
        word.word, word.occurrences.grouped, word.tokens.grouped,
        word.pieces.map(\.display).joined(separator: " "),
      ])
    }
    return table.text(width: width)
  }
}
