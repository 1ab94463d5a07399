import Work

/// t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008): a map in which points that are
/// neighbours among the rows lie together.
///
/// Settings and steps are openTSNE's: perplexity 30, an early exaggeration of 12 for 250 steps and 500 steps after that,
/// a learning rate of V / exaggeration, a momentum of 0.8, gains for each coordinate, no step longer than 5.
public struct TSNE: Sendable {
  /// How many neighbours each point weighs, about: three times as many are looked at.
  public var perplexity: Double = 30
  /// How much stronger the pull is in the first steps.
  public var earlyExaggeration: Double = 12
  /// How many steps are exaggerated.
  public var earlySteps = 250
  /// How many steps follow.
  public var steps = 500
  /// What is kept of each step in the next.
  public var momentum: Double = 0.8
  /// What the noise in the initial places comes from.
  public var seed: UInt64 = 0

  /// openTSNE's settings.
  public init() {}

  /// How many neighbours of each row the map needs; rows that have fewer are mapped by those.
  public var neighborCount: Int { Int((3 * max(perplexity, 1)).rounded(.down)) }
}

/// What t-SNE arrived at.
struct TSNELayout: Sendable {
  /// [V, dimensions], point after point.
  var coordinates: [Float]
  /// The Kullback-Leibler divergence of the map, in nats.
  var divergence: Double
}

extension TSNE {
  /// The map of points whose neighbours are `ids` at `distances`, both [V, count], starting from `initial` [V, dimensions].
  func layout(
    ids: [Int32], distances: [Float], count: Int, initial: [Float], dimensions: Int,
    progress: WorkProgress
  ) throws -> TSNELayout {
    precondition(dimensions == 2 || dimensions == 3, "a map of \(dimensions) dimensions")
    let start = InitialPlaces.forTSNE(initial, dimensions: dimensions, seed: seed)
    let affinities = affinities(ids: ids, distances: distances, count: count)
    return dimensions == 2
      ? try descend(affinities, from: SIMD2<Float>.points(start), progress)
      : try descend(affinities, from: SIMD4<Float>.points(start), progress)
  }

  /// The joint probabilities of all pairs of neighbours: together 1.
  func affinities(ids: [Int32], distances: [Float], count: Int) -> SymmetricGraph {
    // As in openTSNE, where there are too few neighbours for the perplexity.
    let perplexity = max(min(self.perplexity, Double(count) / 3), 1)
    let conditional = PerplexityCalibration.probabilities(distances: distances, count: count, perplexity: perplexity)
    var graph = SymmetricGraph(ids: ids, weights: conditional, count: count, union: .mean)
    let sum = graph.weights.reduce(0.0) { $0 + Double($1) }
    if sum > 0 { graph.scale(by: Float(1 / sum)) }
    return graph
  }

  private func descend<Point: MapPoint>(
    _ affinities: SymmetricGraph, from start: [Point], _ progress: WorkProgress
  ) throws -> TSNELayout {
    var descent = TSNEDescent(affinities, from: start)
    let total = earlySteps + steps
    for index in 0..<total {
      try progress(ProjectionStage.layout.title, index, of: total)
      let exaggeration = index < earlySteps ? earlyExaggeration : 1
      descent.take(
        .init(
          exaggeration: Float(exaggeration), learningRate: Float(Double(start.count) / exaggeration),
          momentum: Float(momentum)))
    }
    try progress(ProjectionStage.layout.title, total, of: total)
    return TSNELayout(coordinates: Point.values(descent.points), divergence: descent.divergence())
  }
}
