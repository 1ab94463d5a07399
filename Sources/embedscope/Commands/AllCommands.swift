import Studies

extension CommandRegistry {
  /// Every command of the tool: the studies of the catalogue, and those that are none.
  ///
  /// A new command that is no study is a file in this folder and a line here.
  static let all = CommandRegistry(
    commands: Catalogue.studies.map { RegisteredCommand($0) } + [
      RegisteredCommand(ExploreCommand.self),
      RegisteredCommand(ReportCommand.self),
      RegisteredCommand(ExportCommand.self),
      RegisteredCommand(TokenizeCommand.self),
      RegisteredCommand(DecodeCommand.self),
      RegisteredCommand(CacheCommand.self),
      RegisteredCommand(CompletionsCommand.self),
      RegisteredCommand(HelpCommand.self),
      RegisteredCommand(VersionCommand.self),
    ])
}
