import ByteFiles
import Studies
package import Work
package import Workspace

/// The explorer as files that need no tool: the same page, and the answers of the same routes.
package struct ExplorerExport {
  private let explorer: Explorer
  private let plan: ExportPlan
  private let results: [ResultFolder]

  /// Opens `models` and puts the questions whose answers are held.
  ///
  /// - Parameters:
  ///   - cache: Where results may be that were found before.
  ///   - progress: Told of studies, and of the neighbours of all tokens.
  package init(
    _ models: [OpenModel], _ settings: ExportSettings, cache: ResultCache?, progress: WorkProgress = .none
  ) throws {
    let explorer = try Explorer(models, cache: cache, isExport: true)
    results = try Self.results(explorer, settings, progress)
    let taken =
      explorer.page.names.reduce(0) { $0 + (explorer.page.size(of: $1) ?? 0) }
      + results.reduce(0) { $0 + $1.byteCount }
    plan = try ExportPlan(explorer, settings, taken: taken)
    for (model, held) in zip(explorer.models, plan.held) where held.neighbors > 0 {
      _ = try model.model.neighborGraph(k: held.neighbors, progress: progress.of(model.name))
    }
    let held = HeldFiles(models: plan.held, results: Set(results.map(\.key)))
    explorer.held.withLock { $0 = held }
    self.explorer = explorer
  }

  /// About how many bytes it has.
  package var bytes: Int { plan.bytes }

  /// The lowest level of the matrices' tiles: above 0 single values are not held.
  package var lowestLevel: Int { plan.held.map(\.lowestLevel).max() ?? 0 }

  /// Asks every study for every model, or every pair, that it is for; a model that it is not for is left out.
  private static func results(
    _ explorer: Explorer, _ settings: ExportSettings, _ progress: WorkProgress
  ) throws -> [ResultFolder] {
    var found: [ResultFolder] = []
    for name in settings.studies {
      guard let entry = ExplorerStudies.all.first(where: { $0.name == name }) else {
        throw ExportError.noSuchStudy(name, known: ExplorerStudies.all.map(\.name))
      }
      for models in groups(explorer.models, entry) {
        let question = try StudyQuestion(entry, models, [:])
        if explorer.results.result(question.key) == nil {
          do {
            try question.find(progress: progress, keptIn: explorer.results)
          } catch {
            _ = try LeftOut("\(models.map(\.name).joined(separator: " and "))", of: error)
            continue
          }
        }
        if let result = explorer.results.result(question.key) { found.append(result) }
      }
    }
    return found
  }

  private static func groups(_ models: [ExploredModel], _ entry: StudyEntry) -> [[ExploredModel]] {
    guard entry.models == .pair else { return models.map { [$0] } }
    return models.indices.flatMap { a in models.indices.dropFirst(a + 1).map { [models[a], models[$0]] } }
  }

  /// Calls `body` with the path and the bytes of every file but the page's, in an order that is always the same.
  private func forEachFile(_ body: (String, any ByteSource) throws -> Void) throws {
    try body("api/results.json", answer("api/results.json"))
    for path in plan.paths { try body(path, answer(path)) }
    for result in results {
      for file in result.facts.files {
        let path = "api/results/\(result.key.digest)/\(file.name)"
        // What the page asks for by other routes.
        guard file.name != ResultPages.untrained else { continue }
        try body(path, answer(path))
      }
    }
    try body("api/explorer.json", answer("api/explorer.json"))
  }

  private func answer(_ path: String) throws -> any ByteSource {
    let reply = explorer.answer(Request("GET", "/" + path))
    guard reply.status == 200 else {
      throw ExportError.noAnswer(path: path, status: reply.status, reason: String(decoding: reply.bytes, as: UTF8.self))
    }
    return reply.source
  }

  /// Writes the folder, as a whole or not at all.
  ///
  /// - Returns: how many bytes it has.
  @discardableResult
  package func write(to folder: String) throws -> Int {
    try Self.checkMayReplace(folder)
    let staged = try AtomicFolder(destination: folder)
    var count = 0
    func write(_ name: String, _ source: any ByteSource) throws {
      count += source.count
      try source.withUnsafeBytes { try staged.write(name, $0) }
    }
    for name in explorer.page.names where name != "index.html" {
      try write("page/\(name)", answer("page/\(name)"))
    }
    let index = try answer("page/index.html")
    try staged.write("index.html", index.withUnsafeBytes { ExportedPage.index(Array($0)) })
    try staged.write("page/\(ExportedPage.scriptName)", ExportedPage.script)
    try forEachFile(write)
    try staged.commit()
    return count + index.count
  }

  /// A folder may be replaced when it is empty or when an export made it.
  private static func checkMayReplace(_ folder: String) throws {
    guard case .files = FolderContent(path: folder) else { return }
    let list = try? JSONValue(path: folder + "/api/explorer.json", limit: 16 << 20)
    guard list?["isExport"]?.bool == true else { throw ExportError.folderIsNotAnExport(folder) }
  }

  /// The page with all it holds as one HTML file.
  package func singleFile() throws -> [UInt8] {
    var page: [String: [UInt8]] = [:]
    for name in explorer.page.names { page[name] = try answer("page/\(name)").withUnsafeBytes { Array($0) } }
    var files: [(path: String, bytes: [UInt8])] = []
    try forEachFile { path, source in files.append((path, source.withUnsafeBytes { Array($0) })) }
    return try SinglePage(page: page, files: files).html()
  }
}
