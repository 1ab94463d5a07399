import EmbeddingAnalysis
import Figures
import SafeText
public import Work
public import Workspace

/// Which of several words does not go with the others: gensim's `doesnt_match`.
///
/// It is the word whose cosine with the mean of all words is smallest, every vector having length 1 before the mean is
/// formed; of equals the one given last.
public struct OddOneOutStudy: Study {
  /// The words; two at least.
  public var words: [String]
  /// How words are looked for.
  public var form: WordForm

  /// A study of `words`.
  public init(words: [String], form: WordForm = .inText) {
    self.words = words
    self.form = form
  }

  /// Compares the words in each model.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> OddOneOutResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: OddOneOutResult.study) }
    guard words.count > 1 else {
      throw StudiesError.tooFewWords(study: OddOneOutResult.study, needed: 2, found: words.count)
    }
    return OddOneOutResult(models: try models.map(compare))
  }

  private func compare(_ model: OpenModel) throws -> OddOneOutResult.Model {
    let vectors = try WordVectors(model, form)
    let found = try words.map { try vectors.find($0) }
    guard let mean = Vectors.mean(found.map(\.unit)), let centre = Vectors.unit(mean) else {
      throw StudiesError.cancelsOut(what: "the mean of these words", model: model.displayName)
    }
    let scored = found.map {
      OddOneOutResult.Word(word: $0.asked, cosine: min(1, max(-1, Vectors.dot($0.unit, centre))))
    }
    let order = scored.indices.sorted { (-scored[$0].cosine, $0) < (-scored[$1].cosine, $1) }
    return OddOneOutResult.Model(
      model: model.displayName, words: order.map { scored[$0] }, notes: found.compactMap(\.note))
  }
}

/// Several words, from the one that goes best with all to the odd one.
public struct OddOneOutResult: ResultByModel {
  public static let study = "odd-one-out"

  /// A word and how well it goes with all.
  public struct Word: Codable, Sendable, Equatable {
    public var word: AskedWord
    /// With the mean of all words.
    public var cosine: Double
  }

  /// One model's order of the words.
  public struct Model: Codable, Sendable {
    public var model: String
    /// By falling cosine: the odd one is the last.
    public var words: [Word]
    public var notes: [String]

    /// The word that does not go with the others; nil where two are equally far.
    public var odd: Word? {
      let last = words.suffix(2)
      return last.count == 2 && last.first?.cosine == last.last?.cosine ? nil : last.last
    }
  }

  public var models: [Model]

  /// One row per model and word.
  public func tables() -> [Table] {
    [
      Table(
        name: "odd-one-out", columns: ["model", "rank", "word", "tokens", "cosine"],
        rows: models.flatMap { model in
          model.words.enumerated().map { rank, word in
            [
              .text(model.model), .integer(rank + 1), .text(word.word.word),
              .text(word.word.tokens.map(\.raw).joined(separator: " ")), .number(word.cosine),
            ]
          }
        })
    ]
  }

  /// Bars for each model.
  public func figures() -> [NamedFigure] {
    models.enumerated().map { place, model in NamedFigure(name: numbered("odd-one-out", place), figure: model.figure) }
  }
}

extension OddOneOutResult.Model {
  fileprivate var figure: Figure {
    let last = words.count - 1
    let marks = words.enumerated().map { index, word in
      Mark.bars(
        BarsMark(
          y: [Double(index)], lengths: [word.cosine], valueLabels: [NumberText.decimal(word.cosine, fractionDigits: 3)],
          color: index == last ? .series(1) : .series(0)))
    }
    let panel = Panel(
      x: Axis(
        "Cosine similarity with the mean of all words", startsAt: words.allSatisfy { $0.cosine >= 0 } ? 0 : nil),
      y: Axis(ticks: .categories(words.map(\.word.label))), marks: marks)
    return Figure(
      odd.map { "“\($0.word.word)” does not go with the others" } ?? "No word stands out", subtitle: model,
      panels: [[panel]],
      notes: notes, size: Size(width: 720, height: 110 + 28 * Double(max(4, words.count))))
  }
}
