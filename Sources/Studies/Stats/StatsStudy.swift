import EmbeddingAnalysis
public import Work
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
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> StatsResult {
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
    let variance = try distribution(of: statistics.variances, named: "variances", &notes)
    let mean = try distribution(of: statistics.means, named: "means", &notes)
    return StatsResult.Model(
      model: model.displayName, rows: embeddings.rowCount, columns: embeddings.columnCount, variance: variance,
      mean: mean, notes: notes)
  }

  /// The distribution of `values`; where they differ by rounding alone, that of equal values.
  ///
  /// Rows that are permutations of each other have one variance, which is rounded differently in each; no 100 bins fit
  /// between such numbers, and NumPy gives up. Its bins for equal numbers, 0.5 to either side, show what there is.
  private func distribution(
    of values: [Double], named name: String, _ notes: inout [String]
  ) throws -> StatsResult.Distribution {
    do {
      return .init(try Histogram(values))
    } catch EmbeddingAnalysisError.histogramRange(let minimum, let maximum, let bins) {
      let finite = values.filter(\.isFinite)
      var result = StatsResult.Distribution(try Histogram(finite.map { _ in minimum }, bins: bins))
      result.max = maximum
      result.average = finite.reduce(0, +) / Double(finite.count)
      notes.append(
        "The \(name) of the rows are equal but for rounding, from \(minimum) to \(maximum); the bins reach 0.5 to either "
          + "side, as they do for equal numbers.")
      return result
    }
  }
}
