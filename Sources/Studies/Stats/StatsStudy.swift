import EmbeddingAnalysis
public import Workspace

/// How the variances and the means of the rows are distributed.
public struct StatsStudy: Study {
  /// Whether the figure draws lines from left bin edge to left bin edge, as the notebook does, in place of steps.
  public var drawsLeftEdges: Bool

  /// A study whose figure draws steps unless `drawsLeftEdges`.
  public init(drawsLeftEdges: Bool = false) {
    self.drawsLeftEdges = drawsLeftEdges
  }

  /// Reads each matrix once.
  public func run(_ models: [OpenModel]) throws -> StatsResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: StatsResult.study) }
    return StatsResult(models: try models.map(describe), drawsLeftEdges: drawsLeftEdges)
  }

  private func describe(_ model: OpenModel) throws -> StatsResult.Model {
    let embeddings = try model.tokenEmbeddings()
    let statistics = RowStatistics(of: embeddings)
    var notes: [String] = []
    let skipped = statistics.nonFiniteRows.count
    if skipped > 0 {
      notes.append(
        "\(skipped) \(skipped == 1 ? "row holds" : "rows hold") values that are not finite, the first at index "
          + "\(statistics.nonFiniteRows[0]); left out.")
    }
    return StatsResult.Model(
      model: model.displayName, rows: embeddings.rowCount, columns: embeddings.columnCount,
      variance: .init(try Histogram(statistics.variances)),
      mean: .init(try Histogram(statistics.means)), notes: notes)
  }
}
