import Checkpoints
import EmbeddingAnalysis
import Projections
import Studies
import Tokenization
import Workspace

/// The sections beyond the notebook, one after another, since each of their studies uses all cores by itself.
///
/// A study that a model has no use for (no tokenizer, no matrix, no second model) is left out, and the page says so.
struct FurtherParts {
  let models: [OpenModel]
  let options: Report.Options
  let progress: Report.Progress
  /// What could not be made at all, and why.
  private var leftOut: [String]
  /// The neighbours of all rows, by the place of the model: hubs and map need the same.
  private var graphs: [Int: NeighborGraph] = [:]

  /// `leftOut` is what could not be made before.
  init(models: [OpenModel], options: Report.Options, leftOut: [String] = [], progress: @escaping Report.Progress) {
    self.models = models
    self.options = options
    self.leftOut = leftOut
    self.progress = progress
  }

  /// How the map is made.
  ///
  /// Rows are near by their angle, as in all other sections, so that it takes the neighbours that hubs are counted in.
  var mapSettings: ProjectionSettings { ProjectionSettings(method: .umap, metric: .cosine, seed: options.seed) }

  /// How many neighbours hubs are counted in: as many as `embedscope space --hubness` takes.
  static let hubNeighbors = 10

  /// Runs the studies that `wanted` names.
  mutating func make(_ wanted: Set<ReportStudy>) throws -> [ReportPart] {
    var parts: [ReportPart?] = []
    if wanted.contains(.health) { parts.append(try health()) }
    if wanted.contains(.neighbors) { parts.append(try neighbors()) }
    if wanted.contains(.similarity) { parts.append(try similarity()) }
    if wanted.contains(.space) { parts.append(try space()) }
    if wanted.contains(.anomalies) { parts.append(try anomalies()) }
    if wanted.contains(.project) { parts.append(try map()) }
    graphs = [:]
    if wanted.contains(.align) { parts.append(try alignment()) }
    if wanted.contains(.diff) { parts.append(try differences()) }
    return (parts + [reasons]).compactMap { $0 }
  }

  /// The last section: what is missing.
  private var reasons: ReportPart? {
    guard !leftOut.isEmpty else { return nil }
    return ReportPart(
      id: "left-out", title: "What is left out",
      before: HTMLFragments.paragraph("Asked for, and not possible for these models:") + HTMLFragments.list(leftOut))
  }

  /// The neighbours of all rows of the model at `place`, found once.
  mutating func graph(_ place: Int) throws -> NeighborGraph {
    if let known = graphs[place] { return known }
    let title = "\(models[place].displayName): looking for neighbours"
    let graph = try NeighborGraph(
      of: NeighborSearch(try models[place].tokenEmbeddings()), k: max(Self.hubNeighbors, mapSettings.neighborCount)
    ) { try progress(title, $0, $1) }
    graphs[place] = graph
    return graph
  }
}

extension FurtherParts {
  /// What a study found for the models it can be put to, and why it says nothing of the others.
  struct Findings<Finding> {
    var found: [(place: Int, result: Finding)] = []
    var notes: [String] = []
  }

  /// Runs a study for each model by itself; nil, and an entry among what is left out, where it can be put to none.
  mutating func findings<Finding>(
    _ title: String, _ run: (inout FurtherParts, Int) throws -> Finding
  ) throws -> Findings<Finding>? {
    var findings = Findings<Finding>()
    for place in models.indices {
      try progress("\(models[place].displayName): \(title)", 0, 1)
      do {
        findings.found.append((place, try run(&self, place)))
      } catch {
        findings.notes.append(try Self.reason(error, models[place].displayName))
      }
    }
    guard findings.found.isEmpty else { return findings }
    leaveOut(title, findings.notes)
    return nil
  }

  /// Notes that the section `title` is missing.
  mutating func leaveOut(_ title: String, _ reasons: [String]) {
    leftOut += reasons.map { "\(title): \($0)" }
  }

  /// The reason in words, where `error` says that a study is not for this model; throws what else went wrong.
  static func reason(_ error: any Error, _ model: String) throws -> String {
    let text: String
    switch error {
    case _ where error.saysPartIsMissing: text = "\(error)"
    case CheckpointError.unreadableType: text = "\(error)"
    case let error as WorkspaceError: text = "\(error)"
    case let error as StudiesError: text = "\(error)"
    case let error as TokenizationError: text = "\(error)"
    case let error as EmbeddingAnalysisError: text = "\(error)"
    case let error as ProjectionsError: text = "\(error)"
    default: throw error
    }
    return text.contains(model) ? text : "\(model): \(text)"
  }

  /// Fails, with the reason, for a model without a tokenizer that can be used.
  static func needsTokenizer(_ model: OpenModel) throws {
    guard let reason = try model.tokenizerOutcome().reason else { return }
    throw StudiesError.tokenizerNeeded(
      impossible: "nothing can be said of tokens", model: model.displayName, reason: reason)
  }

  /// `name` alone, or with the number of the model where there are several.
  func numbered(_ name: String, _ place: Int) -> String { models.count == 1 ? name : "\(name)-\(place + 1)" }

  /// The tables under names that begin with the section's own.
  static func tables(_ tables: [Table], of id: String) -> [Table] {
    tables.map { table in
      var table = table
      if table.name != id, !table.name.hasPrefix(id + "-") { table.name = "\(id)-\(table.name)" }
      return table
    }
  }
}
