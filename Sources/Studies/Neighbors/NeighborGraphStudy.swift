public import EmbeddingAnalysis
public import Work
public import Workspace

/// The exact k nearest neighbours of every token, and what they say of the matrix.
public struct NeighborGraphStudy: Study {
  /// How many neighbours each token gets.
  public var k: Int
  /// In what space rows are compared, and how.
  public var space: NeighborSpace

  /// Where the neighbours themselves go; nil where only their description is asked for.
  private var file: NeighborGraphFile?

  /// The `k` nearest neighbours of all tokens, written to `file`.
  package init(k: Int, space: NeighborSpace, file: NeighborGraphFile) {
    self.init(k: k, space: space)
    self.file = file
  }

  /// The `k` nearest neighbours of all tokens.
  public init(k: Int = 10, space: NeighborSpace = NeighborSpace()) {
    self.k = k
    self.space = space
  }

  /// Builds each model's graph, and describes it.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> NeighborGraphResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: NeighborGraphResult.study) }
    // One file holds one model's neighbours.
    guard file == nil || models.count == 1 else {
      throw StudiesError.oneModelOnly(parameter: "all", models: models.count)
    }
    var result = NeighborGraphResult(metric: space.metric, models: [])
    for model in models {
      let found = try run(model, progress: progress.of(model.displayName))
      result.models += found.result.models
      if let file {
        result.graphFile = try ResultFile(
          path: file.path, bytes: file.format.bytes(of: found.graph, named: RowNames(model).raw))
      }
    }
    return result
  }

  /// The graph of one model, and its description.
  ///
  /// - Parameter progress: Told how far the search is; what it throws ends it.
  public func run(
    _ model: OpenModel, progress: WorkProgress = .none
  ) throws -> (graph: NeighborGraph, result: NeighborGraphResult) {
    guard k >= 1 else { throw StudiesError.outOfRange(parameter: "k", value: Double(k), allowed: "1 or more") }
    let rows = try TokenRows(model)
    let matrix = rows.matrix
    let search = try space.search(model)
    let graph = try NeighborGraph(of: search, k: k, progress: progress)
    let description = NeighborGraphResult.Model(
      model: model.displayName, rows: matrix.rowCount, dimensions: matrix.columnCount, k: graph.k,
      correction: search.correction.map(CorrectionDescription.init), hubness: .init(Hubness(of: graph), rows),
      duplicates: .init(DuplicateRows.groups(of: matrix)),
      notes: rows.notes(zeroRows: graph.zeroRows.count, nonFiniteRows: graph.nonFiniteRows))
    return (graph, NeighborGraphResult(metric: space.metric, models: [description]))
  }
}

extension NeighborGraphResult.HubnessDescription {
  init(_ hubness: Hubness, _ rows: TokenRows) {
    skewness = hubness.skewness
    antihubs = hubness.antihubs
    hubs = hubness.hubs(12).map { .init(token: rows.describe($0), occurrences: hubness.occurrences[$0]) }
    counts = [Int](repeating: 0, count: (hubness.occurrences.max() ?? 0) + 1)
    for occurrences in hubness.occurrences { counts[occurrences] += 1 }
  }
}

extension NeighborGraphResult.Duplicates {
  init(_ groups: [[Int]]) {
    self.groups = groups.count
    rows = groups.reduce(0) { $0 + $1.count }
    largest = groups.sorted { (-$0.count, $0[0]) < (-$1.count, $1[0]) }.prefix(10).map { Array($0.prefix(10)) }
  }
}
