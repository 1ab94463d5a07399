import EmbeddingAnalysis
import Projections
import Studies

/// A map as the page draws it: the places of all tokens as numbers, and what there is to know of them.
///
/// Of one model alone: the page asks for the maps of two models one by one.
struct MapFiles {
  private let result: ProjectionResult

  init(_ result: ProjectionResult) { self.result = result }

  func files() throws -> [ResultFolder.File] {
    guard result.models.count == 1, let model = result.models.first else { return [] }
    let axes = [model.x, model.y] + (model.z.map { [$0] } ?? [])
    var points = [Float](repeating: .nan, count: model.rows * axes.count)
    for (axis, values) in axes.enumerated() {
      for (row, value) in values.enumerated() { points[row * axes.count + axis] = value ?? .nan }
    }
    let map = MapDescription(
      method: result.method, dimensions: result.dimensions, metric: result.metric, seed: result.seed,
      quality: model.quality, varianceRatios: model.varianceRatios, bounds: axes.map(Self.bounds), notes: model.notes)
    return [
      .init(name: "map.json", content: try Response(json: map).content),
      .init(name: "points.bin", content: Content(numbers: points)),
    ]
  }

  /// The least and the greatest place on an axis; 0 to 1 where no row has a place.
  private static func bounds(_ values: [Float?]) -> [Float] {
    let places = values.compactMap { $0 }
    guard let lowest = places.min(), let highest = places.max() else { return [0, 1] }
    return [lowest, highest]
  }
}

/// What map.json holds.
struct MapDescription: Codable, Sendable {
  var method: ProjectionSettings.Method
  var dimensions: Int
  var metric: NeighborMetric
  var seed: UInt64
  var quality: MapQuality?
  var varianceRatios: [Double]?
  /// The least and the greatest place on each axis.
  var bounds: [[Float]]
  /// Beyond this scale nothing new appears; null where the map has no labels.
  var maximumScale: Double?
  var labelFont: String?
  var labelHeight: Double?
  var notes: [String]
}
