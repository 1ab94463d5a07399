import EmbeddingAnalysis

/// Which token embeddings moved between two checkpoints of one model, or two quantisations.
public struct DiffResult: StudyResult {
  public static let study = "diff"

  /// What moved rows are ranked by.
  public enum Order: String, Codable, Sendable, CaseIterable {
    /// The angle between the two rows.
    case angle
    /// How much the norm changed, as a ratio in either direction.
    case norm
    /// The length of the difference.
    case distance
    /// How many of the nearest rows changed.
    case neighbors
  }

  /// One of the two models.
  public struct Side: Codable, Sendable, Equatable {
    public var model: String
    public var tensor: String
    public var dtype: String
    public var rows: Int
    /// How many tokens its tokenizer has; nil without one.
    public var tokens: Int?
  }

  /// How a quantity is distributed over the paired rows: 100 equal bins.
  public struct Distribution: Codable, Sendable, Equatable {
    public var binEdges: [Double]
    public var counts: [Int]
    public var min: Double?
    public var median: Double?
    public var average: Double?
    public var max: Double?
  }

  /// A token that moved.
  public struct Moved: Codable, Sendable, Equatable {
    public var idA: Int
    public var idB: Int
    public var token: TokenDescription
    /// In degrees.
    public var angle: Double?
    /// The second row's norm divided by the first's.
    public var normRatio: Double?
    public var distance: Double?
    /// |A ∩ B| / |A ∪ B| of the k nearest rows in both.
    public var jaccard: Double?
    /// The nearest tokens in the first model, as they are read.
    public var neighborsA: [String]
    /// The nearest tokens in the second.
    public var neighborsB: [String]
  }

  /// Every pair's values, by ascending row of the first model; nil where a value is not defined.
  public struct Rows: Codable, Sendable, Equatable {
    public var idA: [Int]
    public var idB: [Int]
    public var raw: [String]
    public var identical: [Bool]
    public var angle: [Double?]
    public var distance: [Double?]
    public var normA: [Double?]
    public var normB: [Double?]
    /// Empty where neighbours were not compared for every row.
    public var jaccard: [Double?]
  }

  public var a: Side
  public var b: Side
  public var columns: Int
  /// How rows were paired: `tokens` or `ids`.
  public var pairedBy: String
  /// Pairs whose rows have different ids.
  public var differentIDs: Int
  /// Pairs whose rows are the same.
  public var identical: Int
  /// Whether that was decided on stored bytes; else, the types being different, on values.
  public var comparesBytes: Bool
  /// In degrees.
  public var angles: Distribution
  /// The second norm divided by the first.
  public var normRatios: Distribution
  public var order: Order
  /// k, the length of the lists of neighbours.
  public var k: Int
  /// The mean overlap of the lists over all pairs; nil where it was not measured for all.
  public var meanJaccard: Double?
  /// The pairs that moved most, identical ones left out.
  public var mostMoved: [Moved]
  public var droppedCount: Int
  public var addedCount: Int
  /// The first tokens that the second model lacks.
  public var dropped: [TokenDescription]
  /// The first tokens that the first model lacks.
  public var added: [TokenDescription]
  public var rows: Rows
  public var notes: [String]
}

extension DiffResult.Rows {
  /// The second norm divided by the first; nil where one is not finite or the first is 0.
  func normRatio(_ index: Int) -> Double? {
    guard let a = normA[index], let b = normB[index], a > 0 else { return nil }
    return (b / a).finite
  }
}

extension DiffResult.Distribution {
  /// The distribution of `values`; where they differ by rounding alone, that of equal values.
  init(_ values: [Double]) throws {
    let histogram: Histogram
    do {
      histogram = try Histogram(values)
    } catch EmbeddingAnalysisError.histogramRange(let minimum, _, _) {
      histogram = try Histogram(values.map { _ in minimum })
    }
    binEdges = histogram.binEdges
    counts = histogram.counts
    min = values.min()
    max = values.max()
    median = Quantiles.ofFinite(values, at: 0.5)
    average = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}

extension DiffResult {
  /// Every pair; the tokens dropped and added.
  public func tables() -> [Table] {
    let pairs = rows.idA.indices.map { index -> [Table.Field] in
      [
        .integer(rows.idA[index]), .integer(rows.idB[index]), .text(rows.raw[index]),
        .integer(rows.identical[index] ? 1 : 0), .optional(rows.angle[index]), .optional(rows.distance[index]),
        .optional(rows.normA[index]), .optional(rows.normB[index]), .optional(rows.normRatio(index)),
        index < rows.jaccard.count ? .optional(rows.jaccard[index]) : .empty,
      ]
    }
    let lost = [("dropped", dropped), ("added", added)].flatMap { change, tokens in
      tokens.map { token -> [Table.Field] in
        [.text(change), .integer(token.id), .text(token.raw), .text(token.bytesHex)]
      }
    }
    return [
      Table(
        name: "diff",
        columns: [
          "id_a", "id_b", "raw", "identical", "angle_degrees", "distance", "norm_a", "norm_b", "norm_ratio", "jaccard",
        ], rows: pairs),
      Table(name: "tokens", columns: ["change", "id", "raw", "bytes_hex"], rows: lost),
    ]
  }
}
