import Figures
import SafeText

/// The places of words on axes.
public struct AxesResult: ResultByModel {
  public static let study = "axes"

  /// A word and its places.
  public struct Word: Codable, Sendable, Equatable {
    public var word: AskedWord
    /// The cosine with each axis, in their order.
    public var places: [Double]
  }

  /// One model's places.
  public struct Model: Codable, Sendable {
    public var model: String
    /// In the order they were given.
    public var words: [Word]
    public var notes: [String]
  }

  public var axes: [WordAxis]
  public var models: [Model]

  /// One row per model, word and axis.
  public func tables() -> [Table] {
    let rows = models.flatMap { model in
      model.words.flatMap { word in
        zip(axes, word.places).map { axis, place -> [Table.Field] in
          [.text(model.model), .text(word.word.word), .text(axis.name), .number(place)]
        }
      }
    }
    return [Table(name: "axes", columns: ["model", "word", "axis", "cosine"], rows: rows)]
  }

  /// One axis as bars, two as a plane, more as a grid, for each model.
  public func figures() -> [NamedFigure] {
    models.enumerated().map { place, model in
      let figure =
        switch axes.count {
        case 1: model.bars(axes[0])
        case 2: model.plane(axes[0], axes[1])
        default: model.grid(axes)
        }
      return NamedFigure(name: numbered("axes", place), figure: figure)
    }
  }
}

extension AxesResult.Model {
  private var title: String { "Where words lie between others" }
  private var subtitle: String { "Cosine similarity with the difference of two groups' means, in \(model)" }

  fileprivate func grid(_ axes: [WordAxis]) -> Figure {
    WordGrid.figure(
      title, subtitle: subtitle, rows: words.map(\.word.label), columns: axes.map(\.label), values: words.map(\.places),
      bound: max(0.1, words.flatMap(\.places).map(\.magnitude).max() ?? 1), notes: notes)
  }

  fileprivate func bars(_ axis: WordAxis) -> Figure {
    let order = words.indices.sorted { (-words[$0].places[0], $0) < (-words[$1].places[0], $1) }
    let places = order.map { words[$0].places[0] }
    let bound = max(0.05, places.map(\.magnitude).max() ?? 1) * 1.25
    let mark = BarsMark(
      y: order.indices.map(Double.init), lengths: places,
      valueLabels: places.map { NumberText.decimal($0, fractionDigits: 3) })
    let panel = Panel(
      x: Axis(axis.label, domain: -bound...bound), y: Axis(ticks: .categories(order.map { words[$0].word.label })),
      marks: [.bars(mark), .rule(RuleMark(x: 0, isDashed: false))])
    return Figure(
      title, subtitle: subtitle, panels: [[panel]], notes: notes,
      size: Size(width: 720, height: 110 + 26 * Double(max(4, words.count))))
  }

  fileprivate func plane(_ x: WordAxis, _ y: WordAxis) -> Figure {
    let xs = words.map { $0.places[0] }
    let ys = words.map { $0.places[1] }
    let bound = max(0.05, (xs + ys).map(\.magnitude).max() ?? 1) * 1.2
    let marks: [Mark] = [
      .rule(RuleMark(x: 0)), .rule(RuleMark(y: 0)), .points(PointsMark(x: xs, y: ys, diameter: 7, opacity: 0.9)),
      .labels(LabelsMark(x: xs, y: ys, texts: words.map(\.word.label))),
    ]
    let panel = Panel(x: Axis(x.label, domain: -bound...bound), y: Axis(y.label, domain: -bound...bound), marks: marks)
    return Figure(title, subtitle: subtitle, panels: [[panel]], notes: notes, size: Size(width: 720, height: 640))
  }
}
