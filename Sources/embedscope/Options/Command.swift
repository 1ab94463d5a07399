/// A command of the tool; each is one file in Commands/.
///
/// Two steps: `init` turns what was typed into what it means, with all its checks and without opening anything; `run`
/// does it, once.
protocol Command: Sendable {
  static var specification: CommandSpecification { get }

  /// Reads the parsed values; throws ``UsageError`` where they make no sense together.
  init(_ parsed: ParsedArguments) throws

  func run(_ context: CommandContext) throws
}

/// The commands there are, in the order the help lists them.
struct CommandRegistry: Sendable {
  var commands: [any Command.Type]

  /// The command of that name; throws ``UsageError/unknownCommand(_:nearest:)``.
  func command(named name: String) throws(UsageError) -> any Command.Type {
    for command in commands where command.specification.name == name { return command }
    throw .unknownCommand(name, nearest: Spelling.nearest(to: name, among: names))
  }

  // A closure, not a key path: Swift 6.3 crashes on a key path through a metatype.
  var specifications: [CommandSpecification] { commands.map { $0.specification } }

  var names: [String] { specifications.map(\.name) }
}
