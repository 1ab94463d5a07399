import EmbeddingAnalysis
import Projections
import Studies

/// A map as the page draws it: the places of all tokens and their labels as numbers, and what there is to know of them.
struct MapFiles {
  private let result: ProjectionResult
  private let model: ProjectionResult.Model

  init(_ result: ProjectionResult, _ model: ProjectionResult.Model) {
    self.result = result
    self.model = model
  }

  /// The files; those of labels for a flat map alone.
  func files(labels: MapLabels) throws -> [ResultFolder.File] {
    let axes = ([model.x, model.y] + (model.z.map { [$0] } ?? [])).map { axis in axis.map { $0 ?? .nan } }
    var points = [Float](repeating: .nan, count: model.rows * axes.count)
    for (axis, values) in axes.enumerated() {
      for (row, value) in values.enumerated() { points[row * axes.count + axis] = value }
    }
    var map = MapDescription(
      method: result.method, dimensions: result.dimensions, metric: result.metric, seed: result.seed,
      quality: model.quality, varianceRatios: model.varianceRatios, bounds: axes.map(Self.bounds), notes: model.notes)
    var files = [ResultFolder.File(name: "points.bin", content: Content(numbers: points))]
    if axes.count == 2 {
      let placed = labels.placement(x: axes[0], y: axes[1])
      map.minimumScale = placed.minimumScale
      map.maximumScale = placed.maximumScale
      map.labelFont = "\(Int(MapLabels.fontSize))px"
      map.labelHeight = MapLabels.height
      files.append(.init(name: "labels.bin", content: Content(numbers: placed.scales)))
      files.append(.init(name: "label-widths.bin", content: Content(numbers: labels.halfWidths)))
    }
    return [.init(name: "map.json", content: try Response(json: map).content)] + files
  }

  /// The least and the greatest place on an axis; 0 to 1 where no row has a place.
  private static func bounds(_ values: [Float]) -> [Float] {
    let places = values.lazy.filter(\.isFinite)
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
  /// The whole map at its smallest, in pixels for a unit of the map; null for a map without labels, as the following are.
  var minimumScale: Float?
  /// Beyond this scale no label is added.
  var maximumScale: Float?
  /// The size of the labels' letters.
  var labelFont: String?
  /// The height of a label's box, in pixels.
  var labelHeight: Double?
  var notes: [String]
}
