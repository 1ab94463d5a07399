public import EmbeddingAnalysis
public import Projections

/// Where every token lies in a map, and how far the map can be trusted.
public struct ProjectionResult: ResultByModel {
  public static let study = "project"

  /// One model's map.
  public struct Model: Codable, Sendable {
    public var model: String
    public var rows: Int
    public var columns: Int
    /// How far the map can be trusted; nil for fewer than three rows.
    public var quality: MapQuality?
    /// What part of the variance each axis shows, of PCA alone.
    public var varianceRatios: [Double]?
    /// What t-SNE arrived at, in nats.
    public var divergence: Double?
    /// The places of the rows; nil where a row has none.
    public var x: [Float?]
    public var y: [Float?]
    /// Nil for a map of two dimensions.
    public var z: [Float?]?
    /// The names of the groups that the points are coloured by.
    public var groups: [String]
    /// The group of each row, a number of ``groups``.
    public var group: [Int]
    /// Whether the groups are steps of a number.
    public var groupsAreOrdered: Bool
    public var notes: [String]
    var labels: [Label] = []
    var labelLimit = 0
    /// How many of the last groups are for the rest.
    var restCount = 0
    /// What a file says of each row, where the points are coloured by one.
    var said: [String?]?
    var tokens: [(raw: String, text: String?)] = []

    private enum CodingKeys: CodingKey {
      case model, rows, columns, quality, varianceRatios, divergence, x, y, z, groups, group, groupsAreOrdered, notes
    }
  }

  /// A row with a name in the figure.
  struct Label: Sendable {
    var row: Int
    var text: String
  }

  public var method: ProjectionSettings.Method
  public var dimensions: Int
  public var metric: NeighborMetric
  public var seed: UInt64
  /// What the points are coloured by: a property, or the name of a file.
  public var color: String
  public var models: [Model]
}

extension ProjectionResult {
  /// One row per model and token.
  public func tables() -> [Table] {
    let rows = models.flatMap { model in
      (0..<model.rows).map { row -> [Table.Field] in
        func field(_ values: [Float?]) -> Table.Field { .optional(values[row].map { Double("\($0)") ?? Double($0) }) }
        let token = row < model.tokens.count ? model.tokens[row] : (raw: "", text: nil)
        return [
          .text(model.model), .integer(row), .text(token.raw), .optional(token.text), field(model.x), field(model.y),
        ]
          + (model.z.map { [field($0)] } ?? [])
          + [model.said.map { .optional($0[row]) } ?? .text(model.groups[model.group[row]])]
      }
    }
    let axes = ["x", "y"] + (dimensions == 3 ? ["z"] : [])
    return [Table(name: "project", columns: ["model", "id", "raw", "text"] + axes + ["group"], rows: rows)]
  }
}
