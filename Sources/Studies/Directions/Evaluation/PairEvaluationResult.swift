public import EmbeddingAnalysis
import Figures
import SafeText

/// A model's similarities beside people's judgements.
public struct PairEvaluationResult: ResultByModel {
  public static let study = "similarity-evaluation"

  /// One pair.
  public struct Pair: Codable, Sendable, Equatable {
    public var line: Int
    public var a: String
    public var b: String
    public var judgement: Double
    public var cosine: Double
  }

  /// One model's cosines.
  public struct Model: Codable, Sendable {
    public var model: String
    /// nil where it is not defined: one pair, or equal numbers only.
    public var pearson: Correlation.Coefficient?
    public var spearman: Correlation.Coefficient?
    /// Pairs with a word that is no whole token: left out.
    public var outOfVocabulary: Int
    /// outOfVocabulary / (outOfVocabulary + pairs compared), as gensim counts, but not in percent.
    public var outOfVocabularyShare: Double
    /// Lines that hold no pair, from 1.
    public var invalidLines: [Int]
    /// Every pair that was compared, in the order of the file.
    public var pairs: [Pair]
    public var notes: [String]

    init(
      model: String, pairs: [Pair], outOfVocabulary: Int, withoutDirection: Int, invalidLines: [Int]
    ) {
      self.model = model
      self.pairs = pairs
      self.outOfVocabulary = outOfVocabulary
      self.invalidLines = invalidLines
      outOfVocabularyShare = Double(outOfVocabulary) / Double(outOfVocabulary + pairs.count)
      pearson = Correlation.pearson(of: pairs.map(\.judgement), and: pairs.map(\.cosine))
      spearman = Correlation.spearman(of: pairs.map(\.judgement), and: pairs.map(\.cosine))
      notes = []
      if outOfVocabulary > 0 {
        notes.append(
          "\(outOfVocabulary.grouped) pairs hold a word that is no whole token of the model; they are left out.")
      }
      if withoutDirection > 0 {
        notes.append(
          "\(withoutDirection.grouped) pairs hold a word whose row is zero or not finite; they are left out.")
      }
      if !invalidLines.isEmpty {
        notes.append("\(invalidLines.count.grouped) lines have another form, the first is line \(invalidLines[0]).")
      }
    }
  }

  public var file: String
  public var models: [Model]

  /// One row per model and pair.
  public func tables() -> [Table] {
    [
      Table(
        name: "similarity-evaluation", columns: ["model", "line", "a", "b", "judgement", "cosine"],
        rows: models.flatMap { model in
          model.pairs.map {
            [
              .text(model.model), .integer($0.line), .text($0.a), .text($0.b), .number($0.judgement),
              .number($0.cosine),
            ]
          }
        })
    ]
  }

  /// Points for each model.
  public func figures() -> [NamedFigure] {
    models.enumerated().map { place, model in
      NamedFigure(name: numbered("similarity-evaluation", place), figure: figure(of: model))
    }
  }

  private func figure(of model: Model) -> Figure {
    func text(_ value: Correlation.Coefficient?) -> String {
      value.map { NumberText.decimal($0.r, fractionDigits: 3) } ?? "not defined"
    }
    let points = PointsMark(x: model.pairs.map(\.judgement), y: model.pairs.map(\.cosine))
    let panel = Panel(
      title: "Spearman \(text(model.spearman)), Pearson \(text(model.pearson))", x: Axis("People's judgement"),
      y: Axis("Cosine similarity"), marks: [.points(points)])
    return Figure(
      "Does \(model.model) find the same words similar as people do?",
      subtitle: "\(file), \(model.pairs.count.grouped) pairs", panels: [[panel]], notes: model.notes,
      size: Size(width: 720, height: 560))
  }
}
