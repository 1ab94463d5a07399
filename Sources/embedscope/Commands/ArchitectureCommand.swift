import Figures
import Studies
import Workspace

/// `embedscope architecture MODEL`.
struct ArchitectureCommand: Command {
  static let specification = CommandSpecification(
    name: "architecture",
    summary: "Prints what a model is made of: modules, parameters, memory",
    discussion: """
      Prints the module tree exactly as Python's print(model) does for GPT-2, BERT, Llama and twenty other types of models, \
      from config.json alone, and for any other model the tree of its tensors. Then the parameters of each module and in \
      total, tied weights once. Always the base model: heads and buffers that its file holds beyond that are listed, not \
      counted.
      """,
    examples: [.init(line: "embedscope architecture gpt2", effect: "GPT2Model and its 124,439,808 parameters.")],
    arguments: [ModelArguments.one],
    groups: [OutputOptions.group, ModelOptions.filesOnly])

  private let model: String
  private let models: ModelOptions
  private let output: OutputOptions

  init(_ parsed: ParsedArguments) throws {
    model = parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
  }

  func run(_ context: CommandContext) throws {
    let opened = try models.open(model, context, need: .configuration)
    let result = try ArchitectureStudy().run(opened)
    try StudyOutput(output, context).write(result) { result in
      var text = result.tree + "\n\n"
      var table = TextTable([.init("Module"), .init("Parameters", .right)])
      for row in result.parameters.byModule { table.add([row.label, row.parameters.grouped]) }
      table.add(["in total", result.parameters.total.grouped])
      text += table.text() + "\nMemory: \(NumberText.bytes(result.bytes))\n"
      if !result.notIncluded.isEmpty {
        text += "\nIn the file, not counted:\n"
        for line in result.notIncluded { text += "  \(context.safe(line))\n" }
      }
      for note in result.notes { text += "\(context.safe(note))\n" }
      return text
    }
  }
}
