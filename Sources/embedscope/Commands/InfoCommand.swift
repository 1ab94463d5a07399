import Studies

/// `embedscope info MODEL`.
struct InfoCommand: Command {
  static let specification = CommandSpecification(
    name: "info",
    summary: "Shows where a model comes from and what its files hold",
    discussion: """
      Lists the model's files, its commit where it comes from the hub, what its tokenizer and its weights say of themselves \
      (the keys and values of a GGUF file, the __metadata__ of safetensors; long arrays by their first elements), and the \
      tensors with type and shape, those that differ by a layer's number on one line. Only headers are read. A model \
      without a tokenizer, a tokenizer without weights and types that cannot be read are answered, too: what is missing \
      is said at the end. Of a model on the hub only headers are fetched, and of its shards only that which holds the \
      embeddings; --full reads the headers of all. --json lists every tensor by itself.
      """,
    examples: [
      .init(line: "embedscope info gpt2", effect: "Files, commit and tensors."),
      .init(line: "embedscope info model-Q4_K_M.gguf", effect: "A file's keys and values, too."),
      .init(line: "embedscope info tokenizer.json", effect: "A tokenizer by itself."),
      .init(line: "embedscope info org/name --full", effect: "All tensors of a model on the hub."),
      .init(line: "embedscope info org/name --dry-run", effect: "What looking at its embeddings would fetch."),
    ],
    arguments: [ModelArguments.one], options: [full],
    groups: [OutputOptions.jsonOnly, ModelOptions.group])

  private static let full = Option.flag("full", help: "Reads the headers of all shards of a model on the hub.")

  private let model: String
  private let models: ModelOptions
  private let printsJSON: Bool
  private let isFull: Bool

  init(_ parsed: ParsedArguments) throws {
    model = parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    printsJSON = try parsed[OutputOptions.json]
    isFull = try parsed[Self.full]
  }

  func run(_ context: CommandContext) throws {
    let result = try InfoStudy(readsAllHeaders: isFull).run(try models.open(model, context))
    if printsJSON { return try context.output.writeJSON(study: InfoResult.study, result) }
    let width = context.terminal.outputIsTerminal ? context.terminal.width : nil
    try context.output.write(InfoText(result: result, width: width).text())
  }
}
