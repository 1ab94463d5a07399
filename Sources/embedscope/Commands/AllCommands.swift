extension CommandRegistry {
  /// Every command of the tool.
  ///
  /// A new command is a file in this folder and a line here.
  static let all = CommandRegistry(commands: [
    CompletionsCommand.self,
    HelpCommand.self,
    VersionCommand.self,
  ])
}
