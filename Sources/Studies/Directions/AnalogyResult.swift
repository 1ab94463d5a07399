public import EmbeddingAnalysis
import Figures

/// The tokens nearest to a sum of words.
public struct AnalogyResult: StudyResult {
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

  public var model: String
  public var formula: String
  public var method: AnalogySolver.Method
  public var terms: [Term]
  /// The nearest first.
  public var found: [Answer]
  public var notes: [String]

  /// What the scores are.
  public var scoreName: String { method == .additive ? "Cosine similarity" : "Quotient of products (3CosMul)" }

  public func tables() -> [Table] {
    [
      Table(
        name: "analogy", columns: ["rank", "id", "raw", "text", "score"],
        rows: found.enumerated().map { rank, answer in
          [
            .integer(rank + 1), .integer(answer.token.id), .text(answer.token.raw),
            answer.token.text.map(Table.Field.text) ?? .empty, .number(answer.score),
          ]
        })
    ]
  }

  public func figures() -> [NamedFigure] {
    let bars = BarsMark(
      y: found.indices.map(Double.init), lengths: found.map(\.score),
      valueLabels: found.map { NumberText.decimal($0.score, fractionDigits: 3) })
    let panel = Panel(
      x: Axis(scoreName, startsAt: found.allSatisfy { $0.score >= 0 } ? 0 : nil),
      y: Axis(ticks: .categories(found.map(\.token.display))), marks: [.bars(bars)])
    let figure = Figure(
      formula, subtitle: "The nearest tokens of \(model), the formula's own left out", panels: [[panel]], notes: notes,
      size: Size(width: 720, height: 110 + 26 * Double(max(4, found.count))))
    return [NamedFigure(name: "analogy", figure: figure)]
  }
}
