import Checkpoints
public import EmbeddingAnalysis
import Figures
import SafeText

/// What the pictures of the embedding matrices show, column by column.
///
/// The pixels themselves are no part of the JSON: a decoded result has its numbers and an empty picture.
public struct HeatmapResult: ResultByModel {
  public static let study = "heatmap"

  /// One model's matrix.
  public struct Model: Codable, Sendable {
    public var model: String
    /// The tensor drawn, by its name in the file.
    public var tensor: String
    /// Rows of the matrix: tokens, or positions.
    public var rows: Int
    /// Columns of the matrix: dimensions.
    public var columns: Int
    /// How many columns the picture has; each stands for one token or several that follow each other.
    public var pictureColumns: Int
    /// The numbers of each column of the picture.
    public var column: Columns
    public var notes: [String]
    /// The picture, [columns, pictureColumns], row by row.
    var picture: [Float] = []

    private enum CodingKeys: CodingKey { case model, tensor, rows, columns, pictureColumns, column, notes }
  }

  /// The numbers of every column of a picture, as arrays of one length.
  public struct Columns: Codable, Sendable, Equatable {
    public var first: [Int]
    public var last: [Int]
    public var mean: [Double?]
    public var minimum: [Double?]
    public var maximum: [Double?]
    public var meanAbsolute: [Double?]

    init(_ columns: [HeatmapReduction.Column]) {
      first = columns.map(\.tokens.lowerBound)
      last = columns.map { $0.tokens.upperBound - 1 }
      mean = columns.map { $0.mean.finite }
      minimum = columns.map { Double($0.minimum).finite }
      maximum = columns.map { Double($0.maximum).finite }
      meanAbsolute = columns.map { $0.meanAbsolute.finite }
    }
  }

  public var matrix: HeatmapStudy.Matrix
  public var rule: HeatmapReduction.Rule
  /// The colour limits are ± this.
  public var limit: Double
  public var models: [Model]
  /// Where the picture's own numbers were asked for.
  var arrayPath: String?

  private enum CodingKeys: CodingKey { case matrix, rule, limit, models }
}

extension Double {
  /// The number, where it is one that JSON can hold.
  var finite: Double? { isFinite ? self : nil }
}

extension HeatmapResult {
  private var name: String { matrix == .tokens ? "heatmap" : "positions" }

  /// One row per model and column of its picture.
  public func tables() -> [Table] {
    let unit = matrix == .tokens ? "token" : "position"
    let rows = models.flatMap { model in
      let numbers = model.column
      return numbers.first.indices.map { position -> [Table.Field] in
        [
          .text(model.model), .integer(position), .integer(numbers.first[position]), .integer(numbers.last[position]),
          .optional(numbers.mean[position]), .optional(numbers.minimum[position]), .optional(numbers.maximum[position]),
          .optional(numbers.meanAbsolute[position]),
        ]
      }
    }
    return [
      Table(
        name: name, columns: ["model", "column", "first_\(unit)", "last_\(unit)", "mean", "min", "max", "mean_abs"],
        rows: rows)
    ]
  }

  /// The picture's own numbers, [dimensions, columns], as NumPy reads them.
  public func files() throws -> [ResultFile] {
    guard let arrayPath, let model = models.first else { return [] }
    let array = NumPyArray(model.picture, shape: [model.columns, model.pictureColumns])
    return [ResultFile(path: arrayPath, bytes: array.bytes)]
  }

  /// The pictures, one above the other.
  public func figures() -> [NamedFigure] {
    let figure = Figure(
      matrix == .tokens ? "The embedding matrices" : "The position embeddings", panels: models.map { [panel($0)] },
      notes: reductionNotes,
      size: Size(width: 980, height: 80 + 330 * Double(models.count)))
    return [NamedFigure(name: name, figure: figure)]
  }

  private func panel(_ model: Model) -> Panel {
    let image = ImageMark(
      columnCount: model.pictureColumns, rowCount: model.columns, values: model.picture,
      xRange: 0...Double(model.rows), yRange: 0...Double(model.columns), limits: -limit...limit, label: "Value")
    return Panel(
      title: "\(model.model): \(model.rows.grouped) × \(model.columns.grouped)",
      x: Axis(matrix == .tokens ? "Token" : "Position"), y: Axis("Dimension"), marks: [.image(image)])
  }

  private var reductionNotes: [String] {
    models.compactMap { model in
      guard model.pictureColumns < model.rows else { return nil }
      let perColumn = Double(model.rows) / Double(model.pictureColumns)
      let share = perColumn == perColumn.rounded() ? "\(Int(perColumn))" : "\(Int(perColumn)) or \(Int(perColumn) + 1)"
      let rule =
        switch self.rule {
        case .mean: "their mean, which hides single outliers"
        case .maximumAbsolute: "the one farthest from zero, which hides the crowd"
        }
      let unit = matrix == .tokens ? "tokens" : "positions"
      return
        "\(model.model): each of \(model.pictureColumns.grouped) columns stands for \(share) \(unit) and shows \(rule)."
    }
  }
}
