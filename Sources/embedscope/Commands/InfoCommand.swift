import Studies
import Tokenization

/// `embedscope info MODEL`.
struct InfoCommand: Command {
  static let specification = CommandSpecification(
    name: "info",
    summary: "Shows where a model comes from and what its files hold",
    discussion: "Lists the model's files, its commit where it comes from the hub, and every tensor with type and shape.",
    examples: [.init(line: "embedscope info gpt2", effect: "Files, commit and tensors.")],
    arguments: [ModelArguments.one],
    groups: [ModelOptions.group])

  private let model: String
  private let models: ModelOptions

  init(_ parsed: ParsedArguments) throws {
    model = parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
  }

  func run(_ context: CommandContext) throws {
    let model = try models.open(model, context)
    let embeddings = try model.tokenEmbeddings()
    let checkpoint = try model.checkpoint()
    var text = "Model: \(context.safe(model.identifier))\n"
    if let commit = model.commit { text += "Commit: \(context.safe(commit))\n" }
    text += "Token embeddings: \(context.safe(embeddings.name)), "
    text += "\(embeddings.rowCount.grouped) × \(embeddings.columnCount.grouped), \(embeddings.dtype.rawValue)\n"
    text += "Tokenizer: \(try model.tokenizer().vocabulary.count.grouped) tokens\n\n"
    var files = TextTable([.init("File"), .init("Size", .right)])
    for file in model.filesRead() { files.add([file.name, NumberText.bytes(file.size)]) }
    var tensors = TextTable([.init("Tensor"), .init("Type"), .init("Shape"), .init("Size", .right)])
    for info in checkpoint.infos {
      tensors.add([info.name, info.typeName, info.shape.description, NumberText.bytes(info.byteCount)])
    }
    try context.output.write(text + files.text() + "\n" + tensors.text())
  }
}
