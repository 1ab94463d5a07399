public import EmbeddingAnalysis

/// How a map is made.
public struct ProjectionSettings: Sendable {
  /// What places the points.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// Exact principal components of all rows.
    case pca
    /// t-distributed stochastic neighbour embedding.
    case tsne
    /// Uniform manifold approximation and projection.
    case umap
  }

  /// What places the points.
  public var method: Method
  /// Two or three.
  public var dimensions: Int
  /// What near means among the rows, for neighbours and for the map's quality: lengths of differences, or angles.
  public var metric: NeighborMetric
  /// What all randomness comes from.
  public var seed: UInt64
  /// The settings of t-SNE; its seed is ``seed``.
  public var tsne = TSNE()
  /// The settings of UMAP; its seed is ``seed``.
  public var umap = UMAP()
  /// How many rows the map's quality is measured on, each against all others.
  public var qualityRows = 4096

  /// Settings with the standard ones of each method.
  public init(method: Method = .umap, dimensions: Int = 2, metric: NeighborMetric = .cosine, seed: UInt64 = 0) {
    self.method = method
    self.dimensions = dimensions
    self.metric = metric
    self.seed = seed
  }

  /// How many neighbours of each row the method takes; 0 for PCA, which takes none.
  public var neighborCount: Int {
    switch method {
    case .pca: 0
    case .tsne: tsne.neighborCount
    case .umap: umap.neighborCount
    }
  }

  /// Throws where no map can be made.
  func check() throws {
    guard dimensions == 2 || dimensions == 3 else { throw ProjectionsError.dimensions(dimensions) }
    guard metric != .dot else { throw ProjectionsError.noDistance(metric: metric.rawValue) }
    guard tsne.perplexity >= 1, tsne.perplexity.isFinite else {
      throw ProjectionsError.perplexity(tsne.perplexity)
    }
  }
}
