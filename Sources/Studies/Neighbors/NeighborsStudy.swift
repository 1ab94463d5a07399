import EmbeddingAnalysis
public import Work
public import Workspace

/// Which tokens are nearest to a word, over all rows of the embedding matrix, exactly.
///
/// ```swift
/// let result = try NeighborsStudy(words: ["king"], k: 3).run([bert])
/// result.models[0].queries[0].neighbors.map(\.token.raw)     // ["kings", "queen", "prince"]
/// ```
public struct NeighborsStudy: Study {
  /// The words, as they stand in a text; one that is no token is taken by the mean of its pieces' rows.
  var words: ShownWords.Choice
  /// Tokens by their ids, after the words.
  public var tokenIDs: [Int]
  /// How many neighbours each gets.
  public var k: Int
  /// In what space rows are compared, and how.
  public var space: NeighborSpace
  /// Words, each one token, whose ranks among the neighbours are told.
  public var ranked: [String]
  /// Words, each one token; all tokens nearer than these are told.
  public var closerThan: [String]
  /// How words are looked for.
  public var form: WordForm
  /// Whether rows without a token are no neighbours.
  public var tokensOnly = false

  /// The `k` nearest tokens of `words` and `tokenIDs`.
  public init(
    words: [String], tokenIDs: [Int] = [], k: Int = 10, space: NeighborSpace = NeighborSpace(), ranked: [String] = [],
    closerThan: [String] = [], form: WordForm = .inText
  ) {
    self.words = .exactly(words)
    self.tokenIDs = tokenIDs
    self.k = k
    self.space = space
    self.ranked = ranked
    self.closerThan = closerThan
    self.form = form
  }

  /// The nearest tokens of the words that a report shows of each model.
  package init(shown words: [String]?) {
    self.init(words: [])
    self.words = .shown(words)
  }

  /// Reads each matrix once for all words, and once more for each word and each token it is compared with.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> NeighborsResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: NeighborsResult.study) }
    return NeighborsResult(metric: space.metric, k: k, models: try models.map(describe))
  }

  private func describe(_ model: OpenModel) throws -> NeighborsResult.Model {
    let rows = try TokenRows(model, form)
    let matrix = rows.matrix
    let chosen = try words.words(of: model, for: NeighborsResult.study, needed: 1) { word in
      // A row without a direction has no neighbours.
      _ = try WordVectors(model, form).find(word)
    }
    let asked = try chosen.words.map { try rows.query(word: $0) } + tokenIDs.map { try rows.query(tokenID: $0) }
    let others = try (ranked + closerThan).map { try rows.token(of: $0) }
    let search = try space.search(model)
    let hidden = tokensOnly ? rows.names.rowsWithoutToken(matrix.rowCount) : []
    let found = search.nearest(to: asked.map(\.vector), excluding: asked.map { $0.tokenIDs + hidden }, k: k)
    let queries = zip(asked, found.lists).map { query, neighbors in
      NeighborsResult.Query(
        query: query.name, tokens: query.tokenIDs.map(rows.describe), isMean: query.tokenIDs.count > 1,
        neighbors: neighbors.map(rows.describe), nearSpellings: query.nearSpellings.map(rows.describe),
        comparisons: others.enumerated().map { index, other in
          compare(query, with: other, listing: index >= ranked.count, search, rows)
        })
    }
    return NeighborsResult.Model(
      model: model.displayName, rows: matrix.rowCount, dimensions: matrix.columnCount,
      correction: search.correction.map(CorrectionDescription.init), queries: queries,
      notes: try rows.notes(zeroRows: found.zeroRows, nonFiniteRows: found.nonFiniteRows)
        + asked.compactMap { try rows.note(on: $0) } + queries.compactMap { self.note($0, matrix.rowCount) }
        + chosen.notes)
  }

  private func compare(
    _ query: TokenRows.Query, with other: Int, listing: Bool, _ search: NeighborSearch, _ rows: TokenRows
  ) -> NeighborsResult.Comparison {
    let closer = search.closer(to: query.vector, thanRow: other, excluding: query.tokenIDs)
    return .init(
      other: rows.describe(other), rank: closer.map { $0.count + 1 },
      closer: listing ? closer?.map(rows.describe) : nil)
  }

  private func note(_ query: NeighborsResult.Query, _ rows: Int) -> String? {
    if query.neighbors.isEmpty, k > 0, rows > 1 {
      return "“\(query.query)” has no neighbours: its row is zero or holds values that are not finite, or no other row "
        + "can be compared with it."
    }
    return nil
  }
}
