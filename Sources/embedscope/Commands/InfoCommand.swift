import Figures
import Studies

/// `embedscope info MODEL`.
struct InfoCommand: Command {
  static let specification = CommandSpecification(
    name: "info",
    summary: "Shows where a model comes from and what its files hold",
    discussion:
      "Lists the model's files, its commit where it comes from the hub, and every tensor with type and shape.",
    examples: [.init(line: "embedscope info gpt2", effect: "Files, commit and tensors.")],
    arguments: [ModelArguments.one],
    groups: [OutputOptions.jsonOnly, ModelOptions.group])

  private let model: String
  private let models: ModelOptions
  private let printsJSON: Bool

  init(_ parsed: ParsedArguments) throws {
    model = parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    printsJSON = try parsed[OutputOptions.json]
  }

  func run(_ context: CommandContext) throws {
    let result = try InfoStudy().run(try models.open(model, context))
    if printsJSON { return try context.output.writeJSON(study: InfoResult.study, result) }
    var facts = TextTable([.init("Model"), .init(result.identifier)])
    if let commit = result.commit { facts.add(["Commit", commit]) }
    facts.add(["Tokens", result.tokenizerSize.grouped])
    facts.add(["Embeddings", result.embeddingTensor ?? "none: a tokenizer alone"])
    var files = TextTable([.init("File"), .init("Size", .right)])
    for file in result.files { files.add([file.name, NumberText.bytes(file.bytes)]) }
    var tensors = TextTable([.init("Tensor"), .init("Type"), .init("Shape"), .init("Size", .right)])
    for tensor in result.tensors {
      tensors.add([tensor.name, tensor.dtype, "\(tensor.shape)", NumberText.bytes(tensor.bytes)])
    }
    try context.output.write([facts, files, tensors].map { $0.text() }.joined(separator: "\n"))
  }
}
