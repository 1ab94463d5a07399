public import EmbeddingAnalysis
import Figures
import SafeText

/// The tokens nearest to a sum of words.
public struct AnalogyResult: ResultByModel {
  public static let study = "analogy"

  /// A word of the formula.
  public struct Term: Codable, Sendable, Equatable {
    public var weight: Double
    public var word: AskedWord
  }

  /// A token of the answer.
  public struct Answer: Codable, Sendable, Equatable {
    public var token: TokenDescription
    /// The cosine with the sum; the quotient of products for the multiplicative method.
    public var score: Double
  }

  /// One model's answer.
  public struct Model: Codable, Sendable {
    public var model: String
    public var terms: [Term]
    /// The nearest first.
    public var found: [Answer]
    public var notes: [String]
  }

  public var formula: String
  public var method: AnalogySolver.Method
  public var models: [Model]

  /// What the scores are.
  public var scoreName: String { method == .additive ? "Cosine similarity" : "Quotient of products (3CosMul)" }

  /// One row per model and answer.
  public func tables() -> [Table] {
    [
      Table(
        name: "analogy", columns: ["model", "rank", "id", "raw", "text", "score"],
        rows: models.flatMap { model in
          model.found.enumerated().map { rank, answer in
            [
              .text(model.model), .integer(rank + 1), .integer(answer.token.id), .text(answer.token.raw),
              answer.token.text.map(Table.Field.text) ?? .empty, .number(answer.score),
            ]
          }
        })
    ]
  }

  /// Bars for each model.
  public func figures() -> [NamedFigure] {
    models.enumerated().map { place, model in
      NamedFigure(name: numbered("analogy", place), figure: figure(of: model))
    }
  }

  private func figure(of model: Model) -> Figure {
    let bars = BarsMark(
      y: model.found.indices.map(Double.init), lengths: model.found.map(\.score),
      valueLabels: model.found.map { NumberText.decimal($0.score, fractionDigits: 3) })
    let panel = Panel(
      x: Axis(scoreName, startsAt: model.found.allSatisfy { $0.score >= 0 } ? 0 : nil),
      y: Axis(ticks: .categories(model.found.map(\.token.shown))), marks: [.bars(bars)])
    return Figure(
      formula, subtitle: "The nearest tokens of \(model.model), the formula's own left out", panels: [[panel]],
      notes: model.notes, size: Size(width: 720, height: 110 + 26 * Double(max(4, model.found.count))))
  }
}
