import EmbeddingAnalysis
import Figures
public import Work
public import Workspace

/// The cosine similarity of every pair of several words.
public struct SimilarityStudy: Study {
  /// The words.
  var words: ShownWords.Choice
  /// How words are looked for.
  public var form = WordForm.inText

  /// A study of `words`, one at least.
  public init(words: [String], form: WordForm = .inText) {
    self.words = .exactly(words)
    self.form = form
  }

  /// A study of the words that a report shows of each model.
  package init(shown words: [String]?) { self.words = .shown(words) }

  /// Compares the words in each model.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> SimilarityResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: SimilarityResult.study) }
    return SimilarityResult(models: try models.map(compare))
  }

  private func compare(_ model: OpenModel) throws -> SimilarityResult.Model {
    let vectors = try WordVectors(model, form)
    let chosen = try words.words(of: model, for: SimilarityResult.study, needed: 2) { _ = try vectors.find($0) }
    guard !chosen.words.isEmpty else {
      throw StudiesError.tooFewWords(study: SimilarityResult.study, needed: 1, found: 0)
    }
    let found = try chosen.words.map { try vectors.find($0) }
    let cosines = found.indices.map { row in
      found.indices.map { column in
        // The same order of multiplication for both: the table is symmetric to the bit.
        row == column ? 1 : min(1, max(-1, Vectors.dot(found[min(row, column)].unit, found[max(row, column)].unit)))
      }
    }
    return SimilarityResult.Model(
      model: model.displayName, words: found.map(\.asked), cosines: cosines,
      notes: found.compactMap(\.note) + chosen.notes)
  }
}

/// Several words and the cosines of all pairs.
public struct SimilarityResult: ResultByModel {
  public static let study = "similarity"

  /// One model's words.
  public struct Model: Codable, Sendable {
    public var model: String
    public var words: [AskedWord]
    /// A row and a column for each word, in their order.
    public var cosines: [[Double]]
    public var notes: [String]
  }

  public var models: [Model]

  /// One row per model and pair of words, in both orders.
  public func tables() -> [Table] {
    let rows = models.flatMap { model in
      zip(model.words, model.cosines).flatMap { a, cosines in
        zip(model.words, cosines).map { b, cosine -> [Table.Field] in
          [.text(model.model), .text(a.word), .text(b.word), .number(cosine)]
        }
      }
    }
    return [Table(name: SimilarityResult.study, columns: ["model", "a", "b", "cosine"], rows: rows)]
  }

  /// A grid per model.
  public func figures() -> [NamedFigure] {
    models.enumerated().map { place, model in
      NamedFigure(name: numbered(SimilarityResult.study, place), figure: model.figure)
    }
  }
}

extension SimilarityResult.Model {
  fileprivate var figure: Figure {
    let labels = words.map(\.label)
    return WordGrid.figure(
      "How similar are the words?", subtitle: "Cosine similarity in \(model)", rows: labels, columns: labels,
      values: cosines, bound: 1, notes: notes)
  }
}
