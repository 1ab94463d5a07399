import EmbeddingAnalysis
import Figures

/// The distributions of row variances and row means.
public struct StatsResult: ResultByModel {
  public static let study = "stats"

  /// One distribution: 100 equal bins from the smallest to the largest value, as `numpy.histogram` makes them.
  public struct Distribution: Codable, Sendable, Equatable {
    /// The bins' edges, one more than there are bins.
    public var binEdges: [Double]
    /// How many rows are in each bin; the last bin includes its right edge.
    public var counts: [Int]
    /// Counts divided by their sum and the bin's width.
    public var density: [Double?]
    public var min: Double?
    public var max: Double?
    public var average: Double?

    init(_ histogram: Histogram) {
      binEdges = histogram.binEdges
      counts = histogram.counts
      density = histogram.density.map(\.finite)
      min = histogram.minimum
      max = histogram.maximum
      average = histogram.average
    }
  }

  /// One model's distributions.
  public struct Model: Codable, Sendable {
    public var model: String
    public var rows: Int
    public var columns: Int
    /// Of each row's population variance.
    public var variance: Distribution
    /// Of each row's mean.
    public var mean: Distribution
    public var notes: [String]
  }

  public var models: [Model]
  /// Whether the figure draws left bin edges, as the notebook does.
  public var drawsLeftEdges: Bool
}

extension StatsResult {
  /// One row per model, quantity and bin.
  public func tables() -> [Table] {
    let rows = models.flatMap { model in
      [("variance", model.variance), ("mean", model.mean)].flatMap { name, distribution in
        distribution.counts.indices.map { bin -> [Table.Field] in
          [
            .text(model.model), .text(name), .number(distribution.binEdges[bin]),
            .number(distribution.binEdges[bin + 1]),
            .integer(distribution.counts[bin]), .optional(distribution.density[bin]),
          ]
        }
      }
    }
    return [
      Table(name: "stats", columns: ["model", "quantity", "bin_start", "bin_end", "rows", "density"], rows: rows)
    ]
  }

  /// Variances and means side by side, all models in each.
  public func figures() -> [NamedFigure] {
    let variances = panel("Variances of the rows", "Variance", \.variance, marks: [], from: 0)
    let means = panel(
      "Means of the rows", "Mean", \.mean, marks: [.rule(RuleMark(x: 0))], from: nil)
    let figure = Figure(
      "How the rows are distributed", panels: [[variances, means]],
      notes: drawsLeftEdges
        ? ["Drawn from left bin edge to left bin edge, as the notebook does: the curves stand half a bin too far left."]
        : [],
      size: Size(width: 1040, height: 400))
    return [NamedFigure(name: "stats", figure: figure)]
  }

  private func panel(
    _ title: String, _ label: String, _ distribution: KeyPath<Model, Distribution>, marks: [Mark], from start: Double?
  ) -> Panel {
    let curves = models.enumerated().map { index, model -> Mark in
      let values = model[keyPath: distribution]
      let heights = values.density.map { $0 ?? 0 }
      if drawsLeftEdges {
        return .line(
          LineMark(
            x: Array(values.binEdges.dropLast()), y: heights, width: 2, color: .series(index), label: model.model))
      }
      return .steps(StepsMark(edges: values.binEdges, values: heights, color: .series(index), label: model.model))
    }
    return Panel(title: title, x: Axis(label, startsAt: start), y: Axis("Density", startsAt: 0), marks: marks + curves)
  }
}
