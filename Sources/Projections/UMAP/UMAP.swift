import Work

/// Uniform manifold approximation and projection (McInnes, Healy and Melville 2018): a map that keeps each point's
/// nearest neighbours near.
///
/// Settings are umap-learn's: 15 neighbours, the point itself counted; a least distance of 0.1; 200 epochs for more than
/// 10,000 points, 500 for fewer; 5 pushes for each pull; places at first from PCA.
public struct UMAP: Sendable {
  /// How many neighbours shape a point's surroundings, the point itself counted: at least 2.
  public var neighbors = 15
  /// How close points may come in the map.
  public var minimumDistance: Double = 0.1
  /// How many epochs to run; nil takes 500 for up to 10,000 points and 200 for more.
  public var epochs: Int?
  /// How many points drawn at random push for each neighbour that pulls.
  public var negativeSamples = 5
  /// What the noise in the initial places and the draws come from.
  public var seed: UInt64 = 0

  /// umap-learn's settings.
  public init() {}

  /// How many neighbours of each row the map needs, the row itself not counted; rows that have fewer are mapped by those.
  public var neighborCount: Int { max(neighbors, 2) - 1 }
}

extension UMAP {
  /// The map of points whose neighbours are `ids` at `distances`, both [V, count], starting from `initial` [V, dimensions];
  /// [V, dimensions], point after point.
  func layout(
    ids: [Int32], distances: [Float], count: Int, initial: [Float], dimensions: Int,
    progress: WorkProgress
  ) throws -> [Float] {
    precondition(dimensions == 2 || dimensions == 3, "a map of \(dimensions) dimensions")
    let start = InitialPlaces.forUMAP(initial, dimensions: dimensions, seed: seed)
    let graph = memberships(ids: ids, distances: distances, count: count)
    return dimensions == 2
      ? try descend(graph, from: SIMD2<Float>.points(start), progress)
      : try descend(graph, from: SIMD4<Float>.points(start), progress)
  }

  /// The weighted graph of neighbours: umap-learn's fuzzy simplicial set.
  func memberships(ids: [Int32], distances: [Float], count: Int) -> SymmetricGraph {
    let strengths = MembershipStrengths.strengths(distances: distances, count: count, neighborCount: count + 1)
    return SymmetricGraph(ids: ids, weights: strengths, count: count, union: .probabilistic)
  }

  private func descend<Point: MapPoint>(
    _ graph: SymmetricGraph, from start: [Point], _ progress: WorkProgress
  ) throws -> [Float] {
    let epochs = max(self.epochs ?? (start.count <= 10_000 ? 500 : 200), 1)
    var descent = UMAPDescent(
      graph, curve: CurveFit(minimumDistance: minimumDistance), repulsion: 1, negativeSamples: max(negativeSamples, 0),
      epochs: epochs, seed: seed, from: start)
    for epoch in 0..<epochs {
      try progress(ProjectionStage.layout.title, epoch, of: epochs)
      descent.run(epoch: epoch, rate: Float(1 - Double(epoch) / Double(epochs)))
    }
    try progress(ProjectionStage.layout.title, epochs, of: epochs)
    return Point.values(descent.points)
  }
}
