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
    AlignCommand.self,
    AnomaliesCommand.self,
    DiffCommand.self,
    NeighborsCommand.self,
    SimilarityCommand.self,
    AnalogyCommand.self,
    OddOneOutCommand.self,
    SpaceCommand.self,
    ProjectCommand.self,
    ReportCommand.self,
    ExportCommand.self,
    TokenizeCommand.self,
    TokenizersCommand.self,
    DecodeCommand.self,
    TraceCommand.self,
    CacheCommand.self,
    CompletionsCommand.self,
    HelpCommand.self,
    VersionCommand.self,
  ])
}
