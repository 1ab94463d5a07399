import ModelSources
import Workspace

extension ModelOptions {
  /// Opens the models that `arguments` name, with a progress bar for every file that is fetched.
  ///
  /// Models whose short names are the same go by the arguments as they were given.
  func open(_ arguments: [String], _ context: CommandContext) throws -> [OpenModel] {
    let settings = try HubSettings(cacheDirectory: cacheDirectory, offline: isOffline, token: token)
    let bars = FetchProgress(messages: context.messages)
    let sources = try arguments.map { argument in
      try ModelID(parsing: argument, revision: revision).source(settings: settings)
    }
    let names = sources.map(\.displayName)
    return zip(arguments, sources).map { argument, source in
      let isAmbiguous = names.count { $0 == source.displayName } > 1
      return OpenModel(
        source: source, named: argument, tensor: tensor, pattern: pattern,
        displayName: isAmbiguous ? argument : nil, events: bars.show)
    }
  }

  /// Opens one model.
  func open(_ argument: String, _ context: CommandContext) throws -> OpenModel {
    try open([argument], context)[0]
  }
}
