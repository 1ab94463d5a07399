import EmbeddingAnalysis

/// Which tokens of each model look as if training had hardly met them.
public struct AnomaliesResult: ResultByModel {
  public static let study = "anomalies"

  /// What is measured of a row; small values are suspicious (Land and Bartolo 2024, arXiv:2405.05417).
  public enum Indicator: String, Codable, Sendable, CaseIterable {
    /// 1 - cos of a row of the output matrix and the mean of the reference rows.
    case cosineDistance
    /// The same around the mean of all rows.
    case centeredCosineDistance
    /// The same without the first principal component.
    case cosineDistanceWithoutFirstComponent
    /// The distance from the mean of the reference rows.
    case euclideanDistance
    /// The length of a row of the input matrix.
    case inputNorm
  }

  /// The rows that show how untrained rows look.
  public struct Reference: Codable, Sendable, Equatable {
    /// Their ids.
    public var ids: [Int]
    /// Whether a person named them.
    public var isGiven: Bool
    /// Whether there are enough of them to measure against.
    public var isUsed: Bool
    /// The median of their distances from the mean of the other reference rows, which says how alike they are.
    public var medianLeaveOneOut: Double?
    /// The share of ordinary tokens that are nearer to the reference than that, in [0, 1]: near 0 where it is set apart.
    public var ordinaryNearer: Double?
  }

  /// How many rows are of a kind.
  public struct Kind: Codable, Sendable, Equatable {
    public var kind: TokenKind
    public var rows: Int
    /// How many of them are at or below the threshold.
    public var belowThreshold: Int
    /// The mean of the indicator over them.
    public var mean: Double?
  }

  /// The distribution of the indicator over all rows: 100 equal bins.
  public struct Distribution: Codable, Sendable, Equatable {
    public var binEdges: [Double]
    public var counts: [Int]
    /// How many reference rows are in each bin.
    public var referenceCounts: [Int]
    public var mean: Double?
    /// The population's standard deviation.
    public var deviation: Double?
  }

  /// A row at or below the threshold that is none of the reference.
  public struct Candidate: Codable, Sendable, Equatable {
    public var token: TokenDescription
    public var kind: TokenKind
    /// The indicator; nil for a row of zeros, which has no direction and comes first.
    public var indicator: Double?
    public var inputNorm: Double?
    /// What explains it, in words; empty where nothing does, which makes the token suspicious.
    public var reasons: [String]
  }

  /// Every row's values; nil where a value is not defined, empty where the model has none of that sort.
  public struct Rows: Codable, Sendable, Equatable {
    public var raw: [String]
    /// What each token stands for; nil where its bytes are no text by themselves, and for a row without a token.
    public var text: [String?]
    public var kinds: [TokenKind]
    public var inputNorm: [Double?]
    public var cosineDistance: [Double?]
    public var centeredCosineDistance: [Double?]
    public var cosineDistanceWithoutFirstComponent: [Double?]
    public var euclideanDistance: [Double?]
  }

  /// One model's rows.
  public struct Model: Codable, Sendable {
    public var model: String
    /// The tensor of the token embeddings.
    public var inputTensor: String
    /// The tensor of the output matrix; nil where that is the token embeddings.
    public var outputTensor: String?
    /// Whether tokens go in and come out by one matrix.
    public var tied: Bool
    public var reference: Reference
    /// What the rows are ranked by.
    public var indicator: Indicator
    /// Two in a hundred ordinary tokens are at or below it.
    public var threshold: Double?
    public var distribution: Distribution
    public var kinds: [Kind]
    /// How many rows are at or below the threshold and none of the reference.
    public var candidateCount: Int
    /// The first of them, the smallest indicator first.
    public var candidates: [Candidate]
    public var rows: Rows
    public var notes: [String]
  }

  public var models: [Model]
}

extension AnomaliesResult.Rows {
  /// The values of one indicator.
  public subscript(indicator: AnomaliesResult.Indicator) -> [Double?] {
    switch indicator {
    case .cosineDistance: cosineDistance
    case .centeredCosineDistance: centeredCosineDistance
    case .cosineDistanceWithoutFirstComponent: cosineDistanceWithoutFirstComponent
    case .euclideanDistance: euclideanDistance
    case .inputNorm: inputNorm
    }
  }

  init(
    _ tokens: (raw: [String], text: [String?], kinds: [TokenKind]), inputNorm: [Double],
    _ distances: ReferenceDistances?
  ) {
    raw = tokens.raw
    text = tokens.text
    kinds = tokens.kinds
    self.inputNorm = inputNorm.map(\.finite)
    cosineDistance = distances?.cosine.map(\.finite) ?? []
    centeredCosineDistance = distances?.centeredCosine.map(\.finite) ?? []
    cosineDistanceWithoutFirstComponent = distances?.cosineWithoutFirstComponent.map(\.finite) ?? []
    euclideanDistance = distances?.euclidean.map(\.finite) ?? []
  }
}

extension AnomaliesResult.Indicator {
  /// What an axis or a column of it is called.
  public var label: String {
    switch self {
    case .cosineDistance: "Cosine distance from the reference rows"
    case .centeredCosineDistance: "Centred cosine distance from the reference rows"
    case .cosineDistanceWithoutFirstComponent: "Cosine distance without the first component"
    case .euclideanDistance: "Euclidean distance from the reference rows"
    case .inputNorm: "Norm of the input row"
    }
  }
}

extension AnomaliesResult {
  /// Every row of every model; the candidates.
  public func tables() -> [Table] {
    let rows = models.flatMap { model in
      model.rows.raw.indices.map { id -> [Table.Field] in
        [
          .text(model.model), .integer(id), .text(model.rows.raw[id]), .optional(model.rows.text[id]),
          .text(model.rows.kinds[id].rawValue),
        ]
          + Indicator.allCases.map { indicator in
            let values = model.rows[indicator]
            return id < values.count ? .optional(values[id]) : .empty
          }
      }
    }
    let candidates = models.flatMap { model in
      model.candidates.map { candidate -> [Table.Field] in
        [
          .text(model.model), .integer(candidate.token.id), .text(candidate.token.raw),
          .optional(candidate.token.text), .text(candidate.token.bytesHex), .optional(candidate.indicator),
          .optional(candidate.inputNorm),
          .text(candidate.reasons.joined(separator: "; ")),
        ]
      }
    }
    return [
      Table(
        name: "anomalies",
        columns: [
          "model", "id", "raw", "text", "kind", "cosine_distance", "centered_cosine_distance",
          "cosine_distance_without_first_component", "euclidean_distance", "input_norm",
        ], rows: rows),
      Table(
        name: "candidates", columns: ["model", "id", "raw", "text", "bytes_hex", "indicator", "input_norm", "reasons"],
        rows: candidates),
    ]
  }
}
