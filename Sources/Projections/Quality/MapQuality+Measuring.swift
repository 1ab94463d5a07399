import EmbeddingAnalysis
import Tensors
import Work

extension MapQuality {
  /// Measures the map `coordinates` [V, dimensions] of the rows of `matrix`.
  ///
  /// Each measured row is compared with all others by exact ranks: up to `limit` rows, spread evenly over the ids; all
  /// where there are no more. Of rows that are equally far away each counts as the nearest. Returns nil for fewer than
  /// three rows.
  ///
  /// - Parameters:
  ///   - mapped: The rows that have a place; others count for nothing.
  ///   - neighbors: K; at most half of the rows, less one.
  static func measure(
    _ coordinates: [Float], dimensions: Int, of matrix: EmbeddingMatrix, mapped: [Int32], metric: NeighborMetric,
    neighbors: Int = 15, limit: Int = 4096, progress: WorkProgress
  ) throws -> MapQuality? {
    let rows = mapped.count
    let k = min(neighbors, (rows - 1) / 2)
    guard k >= 1 else { return nil }
    let sample = (0..<min(limit, rows)).map { mapped[$0 * rows / min(limit, rows)] }
    let tree = PlaceTree(of: mapped, coordinates: coordinates, dimensions: dimensions)
    let ranks = try NeighborRanks(matrix, mapped: mapped, metric: metric)
    var perRow: [SIMD2<Double>] = []
    for start in stride(from: 0, to: sample.count, by: NeighborRanks.tileSize) {
      try progress(ProjectionStage.quality.title, start, of: sample.count)
      let tile = Array(sample[start..<min(start + NeighborRanks.tileSize, sample.count)])
      let lists = ParallelLoop.map(tile.count) { tree.nearest(to: Int(tile[$0]), count: k) }
      for row in ranks.ranks(of: lists, for: tile) {
        var (beyond, kept) = (0, 0)
        for rank in row {
          beyond += max(rank - k, 0)
          kept += rank <= k ? 1 : 0
        }
        perRow.append(SIMD2(Double(beyond), Double(kept) / Double(k)))
      }
    }
    try progress(ProjectionStage.quality.title, sample.count, of: sample.count)
    return MapQuality(perRow, k: k, rows: rows)
  }

  /// `perRow` holds how far the row's intruders rank beyond K, and the part of its neighbours that is kept.
  private init(_ perRow: [SIMD2<Double>], k: Int, rows: Int) {
    let (count, n, k) = (Double(perRow.count), Double(rows), Double(k))
    let scale = SIMD2(2 / (k * (2 * n - 3 * k - 1)), 1)
    let mean = perRow.reduce(SIMD2()) { $0 + $1 } * scale / count
    let squares = perRow.reduce(SIMD2<Double>()) { sum, row in
      let apart = row * scale - mean
      return sum + apart * apart
    }
    // Rows drawn without putting back: where all are measured, nothing is left to chance.
    let correction = (1 - count / n) / max(count - 1, 1) / count
    let error = SIMD2((squares.x * correction).squareRoot(), (squares.y * correction).squareRoot()) * 1.96
    self.init(
      neighbors: Int(k), trustworthiness: 1 - mean.x, neighborPreservation: mean.y,
      preservedByChance: k / max(n - 1, 1), rowsMeasured: perRow.count, rows: rows, trustworthinessError: error.x,
      neighborPreservationError: error.y)
  }
}
