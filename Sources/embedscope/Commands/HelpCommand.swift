import Studies

/// `embedscope help`, which `embedscope --help` means, and `embedscope help COMMAND`.
struct HelpCommand: Command {
  static let specification = CommandSpecification(
    name: "help",
    summary: "Explains the tool, or one command",
    discussion: "Without a command, lists all commands. With one, prints what COMMAND --help prints.",
    examples: [.init(line: "embedscope help completions", effect: "Explains the command completions.")],
    arguments: [command])

  private static let command = Parameter<String?>.operand(
    "command", value: "COMMAND", help: "The command to explain.", completion: .command)

  private let commandName: String?

  init(_ parsed: ParameterValues) throws {
    commandName = try parsed[Self.command]
  }

  func run(_ context: CommandContext) throws {
    let width = context.textWidth
    guard let commandName else {
      return try context.output.write(HelpText.overview(context.registry, width: width))
    }
    let command = try context.registry.command(named: commandName)
    try context.output.write(HelpText.command(command.specification, width: width))
  }
}
