import Explorer
import Figures
import ModelSources
import SafeText
import Studies

/// `embedscope cache`.
struct CacheCommand: Command {
  static let specification = CommandSpecification(
    name: "cache",
    summary: "Lists what the caches hold, of hub models and of results; checks them, or clears them up",
    discussion: """
      The cache is the one that the Python tools share; beside it lie the parts of large files that only this tool uses. For \
      each model: the bytes of whole files, which Python's tools see, of unfinished downloads, and of parts. --verify reads \
      every whole file and compares it with its hash; --repair does the same and removes those that are damaged, so that \
      the next run that needs them fetches them again; --prune removes unfinished downloads, parts, and files that no commit \
      uses. Both can be fetched again.

      The maps and other results that took “explore” seconds and more are listed, too; --prune removes them, and they are \
      found again when they are asked for.
      """,
    examples: [
      .init(line: "embedscope cache", effect: "What is here, and how large it is."),
      .init(line: "embedscope cache --verify", effect: "Damaged files are named; the exit status is 1."),
      .init(
        line: "embedscope cache --repair", effect: "Damaged files are removed, and fetched again when they are needed."),
      .init(line: "embedscope cache --prune", effect: "Makes room."),
    ],
    options: [verify, repair, prune, ModelOptions.cacheDirectory],
    groups: [OutputOptions.jsonOnly])

  private static let verify = Parameter.flag("verify", help: "Reads every whole file and compares it with its hash.")
  private static let repair = Parameter.flag(
    "repair", help: "Reads every whole file, and removes those that are damaged.")
  private static let prune = Parameter.flag(
    "prune", help: "Removes unfinished downloads, parts of files, files that no commit uses, and results.")

  private let cacheDirectory: String?
  private let verifies: Bool
  private let repairs: Bool
  private let prunes: Bool
  private let printsJSON: Bool

  init(_ parsed: ParameterValues) throws {
    cacheDirectory = try parsed[ModelOptions.cacheDirectory]
    repairs = try parsed[Self.repair]
    verifies = try parsed[Self.verify] || repairs
    prunes = try parsed[Self.prune]
    printsJSON = try parsed[OutputOptions.json]
  }

  func run(_ context: CommandContext) throws {
    let settings = try HubSettings(cacheDirectory: cacheDirectory)
    var listing = try CacheListing(settings: settings, verifies: verifies)
    let removed = repairs ? listing.repair() : []
    if !removed.isEmpty { listing = try CacheListing(settings: settings, verifies: true) }
    let results = ResultCache(environment: HubSettings.processEnvironment)
    let freed = prunes ? listing.prune() + (results?.prune() ?? 0) : nil
    if prunes { listing = try CacheListing(settings: settings, verifies: verifies) }
    if repairs { listing.removed = removed }
    let entries = results?.entries() ?? []
    if printsJSON {
      let contents = CacheContents(
        folder: listing.folder, partsFolder: listing.partsFolder, models: listing.models, removed: listing.removed,
        resultsFolder: results?.folder, results: entries)
      try context.output.writeJSON(study: "cache", contents)
    } else {
      try context.output.write(text(listing) + text(entries, in: results?.folder))
    }
    for path in removed { context.messages.note("\(path) was damaged: removed, and fetched again when it is needed") }
    if let freed { context.messages.note("\(NumberText.bytes(freed)) freed") }
    let damaged = listing.models.flatMap { $0.damaged ?? [] }
    guard damaged.isEmpty else { throw DamagedFiles(paths: damaged) }
  }

  private func text(_ listing: CacheListing) -> String {
    var table = TextTable([
      .init("Model"), .init("Commits", .right), .init("Whole files", .right), .init("Unfinished", .right),
      .init("Parts", .right),
    ])
    for model in listing.models {
      table.add([
        model.repository, model.commits.count.grouped, NumberText.bytes(model.bytes),
        NumberText.bytes(model.unfinishedBytes), NumberText.bytes(model.partBytes),
      ])
    }
    let head = "Cache  \(TerminalText.escape(listing.folder))\nParts  \(TerminalText.escape(listing.partsFolder))\n\n"
    return head + (listing.models.isEmpty ? "No model is in it.\n" : table.text())
  }

  private func text(_ entries: [ResultCache.Entry], in folder: String?) -> String {
    guard let folder, !entries.isEmpty else { return "" }
    var table = TextTable([.init("Result of"), .init("Models"), .init("Bytes", .right)])
    for entry in entries {
      table.add([entry.study, entry.models.joined(separator: ", "), NumberText.bytes(entry.bytes)])
    }
    return "\nResults  \(TerminalText.escape(folder))\n\n" + table.text()
  }

  /// What `--json` prints.
  private struct CacheContents: Encodable {
    /// The cache folder.
    var folder: String
    /// The folder of the parts.
    var partsFolder: String
    /// By name.
    var models: [CacheListing.Model]
    /// The damaged files that were removed; nil where that was not asked for.
    var removed: [String]?
    /// The folder of what the explorer keeps; nil where the environment names no place for it.
    var resultsFolder: String?
    /// The results that took it seconds.
    var results: [ResultCache.Entry]
  }

  /// Files whose content is not what their names say.
  private struct DamagedFiles: Error, CustomStringConvertible {
    let paths: [String]

    var description: String {
      "damaged: \(paths.joined(separator: ", ")); --repair removes them, and they are fetched again when they are needed"
    }
  }
}
