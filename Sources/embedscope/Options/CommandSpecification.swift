import Studies

/// A command as data: the parser, the help texts and the completions of every shell are made from it.
struct CommandSpecification: Sendable {
  /// What is typed: `vocab`.
  var name: String
  /// One line for the list of commands, without a full stop.
  var summary: String
  /// What the command does, for its own help: paragraphs, separated by an empty line.
  var discussion: String
  /// Command lines that work as they are, each with a line that says what it does; at least one.
  var examples: [Example]
  /// Positional arguments in the order they are typed.
  var arguments: [any DeclaredParameter] = []
  /// The command's own options.
  var options: [any DeclaredParameter] = []
  /// Options that several commands share.
  var groups: [OptionGroup] = []

  /// A command line and what it does.
  struct Example: Sendable {
    var line: String
    var effect: String
  }

  /// Every option of the command: its own, the shared ones, and the standard ones.
  var allOptions: [any DeclaredParameter] { options + groups.flatMap(\.options) + StandardOptions.all }
}

/// Options that belong together, with the title they have in the help.
struct OptionGroup: Sendable {
  var title: String
  var options: [any DeclaredParameter]
}
