import EmbeddingAnalysis
import Figures
import SafeText

/// Rows of embedding matrices, number by number.
public struct RowsResult: ResultByModel {
  public static let study = "rows"

  /// A row.
  public struct Row: Codable, Sendable, Equatable {
    /// The word, or the token's id, as it was given.
    public var query: String
    /// The tokens of the word: one, or the pieces whose mean stands for it.
    public var tokens: [TokenDescription]
    /// L2.
    public var norm: Double
    public var mean: Double
    /// The population's.
    public var variance: Double
    /// D values.
    public var values: [Float]

    enum CodingKeys: String, CodingKey {
      case query = "word"
      case tokens, norm, mean, variance, values
    }

    init(query: String, tokens: [TokenDescription], values: [Float]) {
      self.query = query
      self.tokens = tokens
      self.values = values
      let numbers = values.map(Double.init)
      let count = Double(max(1, numbers.count))
      norm = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let mean = numbers.reduce(0, +) / count
      self.mean = mean
      variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    }

    /// The tokens as people read them.
    var label: String { tokens.map(\.shown).joined(separator: " ") }
  }

  /// One model's rows.
  public struct Model: Codable, Sendable {
    public var model: String
    public var tensor: String
    /// D.
    public var dimensions: Int
    public var rows: [Row]
    public var notes: [String]
  }

  public var models: [Model]
}

extension RowsResult {
  public func blocks() -> [Block] {
    models.flatMap { model -> [Block] in
      let shown = min(8, model.dimensions)
      let titles =
        ["id", "Token", "Norm", "Mean", "Variance"] + (0..<shown).map(String.init)
        + (model.dimensions > shown ? ["…"] : [])
      return [
        .heading("\(model.model), \(model.tensor): \(model.dimensions.grouped) values each"),
        .table(
          titles, numbers: Set(titles.indices).subtracting([0, 1]),
          model.rows.map { row in
            [row.tokens.map { String($0.id) }.joined(separator: " "), row.label]
              + [row.norm, row.mean, row.variance].map(NumberText.short)
              + row.values.prefix(shown).map { NumberText.short(Double($0)) } + (model.dimensions > shown ? ["…"] : [])
          }),
        .notes([(model.model, model.notes)]),
      ]
    } + [.figures]
  }

  /// One row per model, chosen row and dimension.
  public func tables() -> [Table] {
    let rows = models.flatMap { model in
      model.rows.flatMap { row in
        (0..<model.dimensions).map { dimension -> [Table.Field] in
          [
            .text(model.model), .text(row.query), .text(row.label), .integer(dimension),
            .number(Double("\(row.values[dimension])") ?? .nan),
          ]
        }
      }
    }
    return [Table(name: RowsResult.study, columns: ["model", "word", "tokens", "dimension", "value"], rows: rows)]
  }

  /// The rows as lines, dimension by dimension, for each model.
  public func figures() -> [NamedFigure] {
    models.enumerated().map { place, model in
      let panels = model.rows.prefix(12).map { row in
        [
          Panel(
            title: row.label, x: Axis("Dimension", domain: 0...Double(max(1, model.dimensions))), y: Axis("Value"),
            marks: [.line(LineMark(y: row.values.map(Double.init), width: 0.8))])
        ]
      }
      let more = model.rows.count - panels.count
      return NamedFigure(
        name: numbered(RowsResult.study, place),
        figure: Figure(
          "Rows of \(model.model)", panels: panels,
          notes: model.notes
            + (more > 0
              ? ["\(more) more \(more == 1 ? "row is" : "rows are") in the data, but not in the figure."] : []),
          size: Size(width: 900, height: 80 + 190 * Double(max(1, panels.count)))))
    }
  }
}
