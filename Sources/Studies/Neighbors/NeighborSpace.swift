public import EmbeddingAnalysis
import Workspace

/// In what space, and by what measure, rows are compared.
public struct NeighborSpace: Sendable, Equatable {
  /// What near means.
  public var metric: NeighborMetric
  /// Whether the mean and the strongest components are taken out first ("all but the top").
  public var isCorrected: Bool
  /// How many components are taken out; nil for D / 100.
  public var componentCount: Int?

  /// The rows as they are, by the cosine of their angle, unless said otherwise.
  public init(metric: NeighborMetric = .cosine, isCorrected: Bool = false, componentCount: Int? = nil) {
    self.metric = metric
    self.isCorrected = isCorrected
    self.componentCount = componentCount
  }

  /// A search of the rows of `model` in this space.
  func search(_ model: OpenModel) throws -> NeighborSearch {
    NeighborSearch(
      try model.tokenEmbeddings(), metric: metric,
      correction: isCorrected ? try model.spaceCorrection(componentCount: componentCount) : nil)
  }
}

/// What was taken out of the rows before they were compared.
public struct CorrectionDescription: Codable, Sendable, Equatable {
  /// The number of principal components taken out, beside the mean.
  public var components: Int
  /// The part of the variance around the mean that these hold.
  public var removedVariance: Double

  init(_ correction: SpaceCorrection) {
    components = correction.components.count
    removedVariance = correction.removedVariance
  }
}

extension NeighborMetric {
  /// What a score is called on an axis and in a table.
  package var scoreName: String {
    switch self {
    case .cosine: "Cosine similarity"
    case .euclidean: "Distance"
    case .dot: "Scalar product"
    }
  }
}
