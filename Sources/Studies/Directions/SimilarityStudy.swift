import EmbeddingAnalysis
import Figures
public import Workspace

/// The cosine similarity of every pair of several words.
public struct SimilarityStudy: Study {
  /// The words, one at least.
  public var words: [String]

  /// A study of `words`.
  public init(words: [String]) { self.words = words }

  /// Compares the words in the one model.
  public func run(_ models: [OpenModel]) throws -> SimilarityResult {
    let model = try models.only(for: SimilarityResult.study)
    guard !words.isEmpty else { throw StudiesError.tooFewWords(study: SimilarityResult.study, needed: 1, found: 0) }
    let vectors = try WordVectors(model)
    let found = try words.map { try vectors.find($0) }
    let cosines = found.indices.map { row in
      found.indices.map { column in
        // The same order of multiplication for both: the table is symmetric to the bit.
        row == column ? 1 : min(1, max(-1, Vectors.dot(found[min(row, column)].unit, found[max(row, column)].unit)))
      }
    }
    return SimilarityResult(
      model: model.displayName, words: found.map(\.asked), cosines: cosines, notes: found.compactMap(\.note))
  }
}

/// Several words and the cosines of all pairs.
public struct SimilarityResult: StudyResult {
  public static let study = "similarity"

  public var model: String
  public var words: [AskedWord]
  /// A row and a column for each word, in their order.
  public var cosines: [[Double]]
  public var notes: [String]

  public func tables() -> [Table] {
    [
      Table(
        name: "similarity", columns: ["word"] + words.map(\.word),
        rows: zip(words, cosines).map { word, row in [.text(word.word)] + row.map(Table.Field.number) })
    ]
  }

  public func figures() -> [NamedFigure] {
    let labels = words.map(\.word)
    let pairs = words.indices.flatMap { row in words.indices.filter { $0 != row }.map { cosines[row][$0] } }
    // The diagonal is 1 and would leave the rest pale; a quarter of room keeps the closest pair apart from it.
    let bound = min(1, max(0.1, 1.25 * (pairs.map(\.magnitude).max() ?? 1)))
    return [
      NamedFigure(
        name: "similarity",
        figure: WordGrid.figure(
          "How similar are the words?", subtitle: "Cosine similarity in \(model)", rows: labels, columns: labels,
          values: cosines, bound: bound, notes: notes))
    ]
  }
}
