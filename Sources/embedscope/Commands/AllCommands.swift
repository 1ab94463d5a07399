extension CommandRegistry {
  /// Every command of the tool.
  ///
  /// A new command is a file in this folder and a line here.
  static let all = CommandRegistry(commands: [
    InfoCommand.self,
    ArchitectureCommand.self,
    VocabCommand.self,
    LengthsCommand.self,
    HeatmapCommand.self,
    CompareCommand.self,
    StatsCommand.self,
    ProjectCommand.self,
    ReportCommand.self,
    TokenizeCommand.self,
    DecodeCommand.self,
    CompletionsCommand.self,
    HelpCommand.self,
    VersionCommand.self,
  ])
}
