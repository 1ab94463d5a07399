public import EmbeddingAnalysis
public import Work

/// A map of the rows of a matrix: a place in two or three dimensions for each.
///
/// ```swift
/// let map = try Projection(of: matrix, ProjectionSettings(method: .umap))
/// map.coordinates[2 * 262], map.coordinates[2 * 262 + 1]     // where row 262 is
/// map.quality?.trustworthiness                               // 0.79…
/// ```
///
/// The same matrix, settings and version give the same bits on the same type of machine, whatever the number of threads.
public struct Projection: Sendable {
  /// What the map was made with.
  public let settings: ProjectionSettings
  /// V × dimensions numbers, row after row; NaN for rows without a place.
  public let coordinates: [Float]
  /// The rows without a place, rising: those that hold a NaN or an infinity, and rows of zeros where angles are compared.
  public let unmappedRows: [Int]
  /// What part of the variance each axis shows; nil for maps whose axes mean nothing.
  public let varianceRatios: [Double]?
  /// The Kullback-Leibler divergence that t-SNE arrived at, in nats; nil for other methods.
  public let divergence: Double?
  /// How far the map can be trusted; nil for fewer than three rows.
  public let quality: MapQuality?

  /// Makes the map.
  ///
  /// PCA takes V·D² operations. The others find the exact neighbours of all rows first, V²·D operations, and then move
  /// points, which takes no more time for more dimensions. Throws what `progress` throws, ``ProjectionsError`` for
  /// settings that cannot be met, and an error where OpenBLAS is missing.
  ///
  /// - Parameters:
  ///   - graph: The neighbours of the rows of `matrix`, where they are known; those of another metric, or fewer than the
  ///     method takes, are not used, and found anew.
  ///   - progress: Called on this thread, often; what it throws ends the work.
  public init(
    of matrix: EmbeddingMatrix, _ settings: ProjectionSettings = ProjectionSettings(),
    neighbors graph: NeighborGraph? = nil,
    progress: WorkProgress = .none
  ) throws {
    try settings.check()
    let components = try PrincipalComponents(of: matrix, count: settings.dimensions)
    let layout = try Layout(of: matrix, settings, components, graph, progress)
    self.settings = settings
    coordinates = layout.coordinates
    divergence = layout.divergence
    varianceRatios = settings.method == .pca ? components.varianceRatios : nil
    var isMapped = [Bool](repeating: false, count: matrix.rowCount)
    for row in layout.mapped { isMapped[Int(row)] = true }
    unmappedRows = isMapped.indices.filter { !isMapped[$0] }
    quality = try MapQuality.measure(
      layout.coordinates, dimensions: settings.dimensions, of: matrix, mapped: layout.mapped, metric: settings.metric,
      limit: settings.qualityRows, progress: progress)
  }
}

/// Places by one of the methods, and which rows have one.
private struct Layout {
  var coordinates: [Float]
  var mapped: [Int32]
  var divergence: Double?

  init(
    of matrix: EmbeddingMatrix, _ settings: ProjectionSettings, _ components: PrincipalComponents,
    _ known: NeighborGraph?, _ progress: WorkProgress
  ) throws {
    coordinates = components.coordinates
    guard settings.method != .pca else {
      let excluded = Set(components.nonFiniteRows)
      mapped = (0..<matrix.rowCount).lazy.filter { !excluded.contains($0) }.map { Int32(truncatingIfNeeded: $0) }
      return
    }
    let wanted = settings.neighborCount
    let graph =
      try known.flatMap { Self.suits($0, matrix, settings) ? $0.prefix(wanted) : nil }
      ?? NeighborGraph(of: NeighborSearch(matrix, metric: settings.metric), k: wanted, progress: progress)
    let neighborhood = Neighborhood(graph)
    mapped = neighborhood.rows
    let places = try Self.places(neighborhood, settings, components.coordinates, progress)
    divergence = places.divergence
    for index in coordinates.indices { coordinates[index] = .nan }
    let dimensions = settings.dimensions
    for (place, row) in mapped.enumerated() {
      for axis in 0..<dimensions {
        coordinates[Int(row) * dimensions + axis] = places.coordinates[place * dimensions + axis]
      }
    }
  }

  private static func suits(_ graph: NeighborGraph, _ matrix: EmbeddingMatrix, _ settings: ProjectionSettings) -> Bool {
    graph.metric == settings.metric && graph.rowCount == matrix.rowCount
      && graph.k >= min(settings.neighborCount, matrix.rowCount - 1)
  }

  private static func places(
    _ neighborhood: Neighborhood, _ settings: ProjectionSettings, _ initial: [Float],
    _ progress: WorkProgress
  ) throws -> (coordinates: [Float], divergence: Double?) {
    let dimensions = settings.dimensions
    guard neighborhood.count > 0 else {
      // One row, or none: its place means nothing.
      return ([Float](repeating: 0, count: neighborhood.rows.count * dimensions), settings.method == .tsne ? 0 : nil)
    }
    let start = neighborhood.rows.flatMap { initial[Int($0) * dimensions..<(Int($0) + 1) * dimensions] }
    switch settings.method {
    case .umap:
      var umap = settings.umap
      umap.seed = settings.seed
      return (
        try umap.layout(
          ids: neighborhood.ids, distances: neighborhood.distances, count: neighborhood.count, initial: start,
          dimensions: dimensions, progress: progress), nil
      )
    default:
      var tsne = settings.tsne
      tsne.seed = settings.seed
      let layout = try tsne.layout(
        ids: neighborhood.ids, distances: neighborhood.distances, count: neighborhood.count, initial: start,
        dimensions: dimensions, progress: progress)
      return (layout.coordinates, layout.divergence)
    }
  }
}

/// A neighbour graph without the rows that have no neighbours, its nearness as distances.
private struct Neighborhood {
  /// The rows that have a place, rising.
  var rows: [Int32]
  /// How many neighbours each has.
  var count: Int
  /// The neighbours, as numbers of ``rows``; -1 where there are fewer.
  var ids: [Int32]
  var distances: [Float]

  init(_ graph: NeighborGraph) {
    let excluded = Set(graph.zeroRows + graph.nonFiniteRows)
    rows = (0..<graph.rowCount).lazy.filter { !excluded.contains($0) }.map { Int32(truncatingIfNeeded: $0) }
    count = min(graph.k, max(rows.count - 1, 0))
    var places = [Int32](repeating: -1, count: graph.rowCount)
    for (place, row) in rows.enumerated() { places[Int(row)] = Int32(truncatingIfNeeded: place) }
    ids = []
    distances = []
    ids.reserveCapacity(rows.count * count)
    distances.reserveCapacity(rows.count * count)
    for row in rows {
      for index in Int(row) * graph.k..<Int(row) * graph.k + count {
        let neighbor = graph.ids[index]
        ids.append(neighbor >= 0 ? places[Int(neighbor)] : -1)
        distances.append(neighbor >= 0 ? Self.distance(graph.scores[index], graph.metric) : .infinity)
      }
    }
  }

  private static func distance(_ score: Double, _ metric: NeighborMetric) -> Float {
    Float(metric == .euclidean ? score : max(1 - score, 0))
  }
}
