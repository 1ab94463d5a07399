import SafeText
import Studies

/// A command of the tool that is no study; each is one file in Commands/.
///
/// Two steps: `init` turns what was typed into what it means, with all its checks and without opening anything; `run`
/// does it, once.
protocol Command: Sendable {
  static var specification: CommandSpecification { get }

  /// Reads the parsed values; throws ``UsageError`` or ``ParameterError`` where they make no sense together.
  init(_ parsed: ParameterValues) throws

  func run(_ context: CommandContext) throws
}

/// A command as the registry has it: what it is, and what makes it do its work.
struct RegisteredCommand: Sendable {
  var specification: CommandSpecification
  /// Reads what was typed, and gives back what is to be done.
  var prepare: @Sendable (ParameterValues) throws -> @Sendable (CommandContext) throws -> Void

  /// A command with code of its own.
  init(_ command: (some Command).Type) {
    specification = command.specification
    prepare = { parsed in
      let command = try command.init(parsed)
      return { try command.run($0) }
    }
  }

  /// The command that a study is.
  init(_ entry: StudyEntry) {
    specification = StudyCommand.specification(of: entry)
    prepare = { parsed in
      let command = try StudyCommand(entry, parsed)
      return { try command.run($0) }
    }
  }
}

/// The commands there are, in the order the help lists them.
struct CommandRegistry: Sendable {
  var commands: [RegisteredCommand]

  /// The command of that name; throws ``UsageError/unknownCommand(_:nearest:)``.
  func command(named name: String) throws(UsageError) -> RegisteredCommand {
    for command in commands where command.specification.name == name { return command }
    throw .unknownCommand(name, nearest: Spelling.nearest(to: name, among: names))
  }

  var specifications: [CommandSpecification] { commands.map(\.specification) }

  var names: [String] { specifications.map(\.name) }
}
