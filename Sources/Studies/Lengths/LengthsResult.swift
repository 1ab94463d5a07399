import Figures
import SafeText

/// How many tokens of each model have each length.
public struct LengthsResult: ResultByModel {
  public static let study = "lengths"

  /// One model's counts, as `numpy.unique(lengths, return_counts=True)` gives them.
  public struct Model: Codable, Sendable, Equatable {
    public var model: String
    public var unit: LengthsStudy.Unit
    /// The lengths that occur, ascending.
    public var lengths: [Int]
    /// How many tokens have each of them.
    public var counts: [Int]
  }

  public var models: [Model]
  /// The largest length that the figure shows.
  public var maximumLength: Int
}

extension LengthsResult {
  /// One row per model and length.
  public func tables() -> [Table] {
    let rows = models.flatMap { model in
      zip(model.lengths, model.counts).map { length, count -> [Table.Field] in
        [.text(model.model), .text(model.unit.rawValue), .integer(length), .integer(count)]
      }
    }
    return [Table(name: "lengths", columns: ["model", "unit", "length", "tokens"], rows: rows)]
  }

  /// A bar chart per model, one above the other.
  public func figures() -> [NamedFigure] {
    let panels = models.enumerated().map { index, model -> [Panel] in [panel(model, series: index)] }
    let figure = Figure(
      "How long are the tokens?", subtitle: models.first.map { Self.explanation(of: $0.unit) }, panels: panels,
      size: Size(width: 780, height: 90 + 240 * Double(models.count)))
    return [NamedFigure(name: "lengths", figure: figure)]
  }

  private func panel(_ model: Model, series: Int) -> Panel {
    let shown = zip(model.lengths, model.counts).filter { $0.0 <= maximumLength }
    let beyond = zip(model.lengths, model.counts).filter { $0.0 > maximumLength }
    let beyondCount = beyond.reduce(0) { $0 + $1.1 }
    var note: String?
    if beyondCount > 0, let longest = beyond.last?.0 {
      note = "\(beyondCount.grouped) longer than \(maximumLength), up to \(longest)"
    }
    let total = model.counts.reduce(0, +)
    return Panel(
      title: "\(model.model): \(total.grouped) tokens", note: note,
      x: Axis(
        "Token length (\(Self.axisUnit(of: model.unit)))", domain: -0.5...(Double(maximumLength) + 0.5),
        ticks: .integers),
      y: Axis("Tokens"),
      marks: [
        .bars(
          BarsMark(x: shown.map { Double($0.0) }, heights: shown.map { Double($0.1) }, color: .series(series)))
      ])
  }

  static func axisUnit(of unit: LengthsStudy.Unit) -> String {
    switch unit {
    case .raw: "characters of the vocabulary’s own spelling"
    case .bytes: "bytes"
    case .characters: "characters"
    case .graphemes: "graphemes"
    }
  }

  private static func explanation(of unit: LengthsStudy.Unit) -> String {
    switch unit {
    case .raw: "Counted as they are spelled in the vocabulary: Ġ stands for a space, ## for “goes on a word”"
    case .bytes: "Counted in bytes of the text that a token stands for"
    case .characters: "Counted in Unicode characters of the text that a token stands for"
    case .graphemes: "Counted in what a reader sees as one character"
    }
  }
}
