public import EmbeddingAnalysis
public import Work
public import Workspace

/// A picture of the embedding matrix: dimensions by tokens.
public struct HeatmapStudy: Study {
  /// Which matrix is drawn.
  public enum Matrix: String, Codable, Sendable {
    case tokens
    case positions
  }

  /// Which matrix is drawn.
  public var matrix: Matrix
  /// How several tokens become one column of the picture.
  public var rule: HeatmapReduction.Rule
  /// Values at or beyond ± this have the ends of the colour scale.
  public var limit: Double
  /// The largest number of columns of the picture.
  public var width: Int
  /// The file for the picture's own numbers; nil writes none.
  var arrayPath: String?

  /// A picture with the notebook's colour limits of ±0.15.
  public init(matrix: Matrix = .tokens, rule: HeatmapReduction.Rule = .mean, limit: Double = 0.15, width: Int = 1000) {
    self.matrix = matrix
    self.rule = rule
    self.limit = limit
    self.width = width
  }

  /// Reads each matrix once.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> HeatmapResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: HeatmapResult.study) }
    guard limit > 0, limit.isFinite else {
      throw StudiesError.outOfRange(parameter: "limit", value: limit, allowed: "above 0")
    }
    guard (16...8192).contains(width) else {
      throw StudiesError.outOfRange(parameter: "columns", value: Double(width), allowed: "16 to 8192")
    }
    let results = try models.map { model in
      let embeddings = try embeddings(of: model)
      let reduction = HeatmapReduction(of: embeddings, width: width, rule: rule)
      return HeatmapResult.Model(
        model: model.displayName, tensor: embeddings.name, rows: embeddings.rowCount, columns: embeddings.columnCount,
        pictureColumns: reduction.columns.count, column: .init(reduction.columns), notes: notes(reduction),
        picture: reduction.cells)
    }
    return HeatmapResult(matrix: matrix, rule: rule, limit: limit, models: results, arrayPath: arrayPath)
  }

  private func embeddings(of model: OpenModel) throws -> EmbeddingMatrix {
    switch matrix {
    case .tokens: return try model.tokenEmbeddings()
    case .positions:
      guard let positions = try model.positionEmbeddings() else {
        throw StudiesError.noPositionEmbeddings(model: model.displayName)
      }
      return positions
    }
  }

  private func notes(_ reduction: HeatmapReduction) -> [String] {
    switch reduction.nonFiniteCount {
    case 0: []
    case 1: ["1 value is not finite; it is left out."]
    case let count: ["\(count) values are not finite; they are left out."]
    }
  }
}
