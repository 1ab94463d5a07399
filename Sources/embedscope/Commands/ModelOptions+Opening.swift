import ModelSources
import Workspace

extension ModelOptions {
  /// Opens the models that `arguments` name, with a progress bar for every file that is fetched.
  ///
  /// Models whose short names are the same go by the arguments as they were given. `need` is what the command looks at of them: with
  /// `--dry-run` it is shown instead, and ``DryRunEnded`` thrown.
  /// A model that is not found is an error, unless `failed` takes it.
  func open(
    _ arguments: [String], _ context: CommandContext, need: FetchPlan.Need = .rows,
    failed: (_ argument: String, any Error) throws -> Void = { throw $1 }
  ) throws -> [OpenModel] {
    var settings = try HubSettings(cacheDirectory: cacheDirectory, offline: isOffline, token: token)
    settings.isDryRun = isDryRun
    let bars = ProgressBars(messages: context.messages)
    var sources: [(argument: String, source: any ModelSource)] = []
    for argument in arguments {
      do {
        sources.append((argument, try ModelID(parsing: argument, revision: revision).source(settings: settings)))
      } catch {
        try failed(argument, error)
      }
    }
    let opened = sources.map { argument, source in
      let isAmbiguous = sources.count { $0.source.displayName == source.displayName } > 1
      return OpenModel(
        source: source, named: argument, tensor: tensor, pattern: pattern,
        displayName: isAmbiguous ? argument : nil, progress: bars.progress)
    }
    guard isDryRun else { return opened }
    try show(FetchPlan(opened, need: need), context)
    throw DryRunEnded()
  }

  /// Opens one model.
  func open(_ argument: String, _ context: CommandContext, need: FetchPlan.Need = .rows) throws -> OpenModel {
    try open([argument], context, need: need)[0]
  }

  private func show(_ plan: FetchPlan, _ context: CommandContext) throws {
    if printsJSON { return try context.output.writeJSON(study: "fetch", plan) }
    try context.output.write(FetchPlanText.text(plan))
  }
}

/// What a command would fetch has been shown: it has nothing else to do.
struct DryRunEnded: Error {}
