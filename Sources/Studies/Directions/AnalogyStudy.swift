public import EmbeddingAnalysis
public import Work
public import Workspace

/// Which tokens are nearest to a sum of words, such as `king - man + woman`.
///
/// Vectors are given length 1 before they are added, as gensim's `most_similar` does; the words of the formula, and the pieces
/// of those that split, are not among the answers.
///
/// ```swift
/// let result = try AnalogyStudy(Formula("king - man + woman")).run([model])
/// print(result.found[0].token.shown)
/// ```
public struct AnalogyStudy: Study {
  /// The sum.
  public var formula: Formula
  /// How tokens are scored.
  public var method: AnalogySolver.Method
  /// How many tokens the answer holds.
  public var count: Int
  /// How words are looked for.
  public var form: WordForm
  /// Whether rows without a token are no answers.
  public var tokensOnly = false

  /// A study of `formula`.
  public init(
    _ formula: Formula, method: AnalogySolver.Method = .additive, count: Int = 10, form: WordForm = .inText
  ) {
    self.formula = formula
    self.method = method
    self.count = count
    self.form = form
  }

  /// Compares every row of each model with the formula.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> AnalogyResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: AnalogyResult.study) }
    return AnalogyResult(formula: formula.text, method: method, models: try models.map(solve))
  }

  private func solve(_ model: OpenModel) throws -> AnalogyResult.Model {
    let words = try WordVectors(model, form)
    let (terms, readings) = try words.separated(formula.terms)
    let found = try terms.map { try words.find($0.word, isQuoted: $0.isQuoted) }
    let weights = terms.map(\.weight)
    let hidden = tokensOnly ? words.rows.names.rowsWithoutToken(words.matrix.rowCount) : []
    let excluded = Array(Set(found.flatMap(\.ids) + hidden)).sorted()
    // Whatever the method: a sum of which nothing is left has no meaning.
    guard let mean = Vectors.mean(found.map(\.unit), weights: weights) else {
      throw StudiesError.cancelsOut(what: "“\(formula.text)”", model: model.displayName)
    }
    let nearest: [Neighbor]
    switch method {
    case .additive: nearest = NeighborSearch(words.matrix).nearest(to: [mean], excluding: [excluded], k: count).lists[0]
    case .multiplicative:
      nearest = MultiplicativeSearch(words.matrix).nearest(
        to: found.map(\.unit), weights: weights, excluding: excluded, k: count)
    }
    return AnalogyResult.Model(
      model: model.displayName,
      terms: zip(found, weights).map { .init(weight: $1, word: $0.asked) },
      found: nearest.map { .init(token: words.rows.describe($0.id), score: $0.score) },
      notes: readings + found.compactMap(\.note))
  }
}
