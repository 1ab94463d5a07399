import EmbeddingAnalysis
import Tokenization
import Workspace

/// The rows of a model's matrix by the words and ids that people give.
struct TokenRows {
  let names: RowNames
  let matrix: EmbeddingMatrix
  private let form: WordForm

  /// The rows of the token embeddings of `model`, which may have no tokenizer; words are looked for in this `form`.
  init(_ model: OpenModel, _ form: WordForm = .inText) throws {
    self.form = form
    matrix = try model.tokenEmbeddings()
    names = try RowNames(model)
  }

  /// The model's name.
  var model: String { names.model }

  /// A word or a token whose neighbours are looked for.
  struct Query {
    var name: String
    var tokenIDs: [Int]
    /// The token's row, or the mean of the pieces' rows.
    var vector: [Double]
    /// For a word that is no token.
    var nearSpellings: [Int] = []
  }

  /// The query for `word`: its token, or the mean of its pieces.
  ///
  /// - Throws: ``StudiesError`` where a piece is the unknown token, with the near spellings, or has no usable row.
  func query(word: String) throws -> Query {
    let tokenizer = try tokenizer(for: word)
    let ids = try pieces(of: word, WordTokens(tokenizer, form))
    var sum = [Double](repeating: 0, count: matrix.columnCount)
    for id in ids {
      for (column, value) in try row(id).enumerated() { sum[column] += Double(value) }
    }
    let count = Double(ids.count)
    return Query(
      name: word, tokenIDs: ids, vector: sum.map { $0 / count },
      nearSpellings: ids.count > 1 ? NearSpellings.of(word, in: tokenizer.vocabulary) : [])
  }

  /// That a word splits, and how it would not; nil for one token.
  func note(on query: Query) throws -> String? {
    guard query.tokenIDs.count > 1 else { return nil }
    let tokenizer = try tokenizer(for: query.name)
    let other = try WordTokens(tokenizer, form == .inText ? .bare : .inText).ids(of: query.name)
    let isOther = other.count == 1 && other[0] != tokenizer.unknownTokenID
    let (here, there) = form == .inText ? (" after a space", "without a space") : ("", "after a space")
    return
      "“\(query.name)” is no token\(isOther ? here : ""): the mean of its \(query.tokenIDs.count) pieces' rows was taken."
      + (isOther ? " It is one token \(there): \(describe(other[0]).shown)." : "")
  }

  /// The query for the token with this id.
  func query(tokenID: Int) throws -> Query {
    guard (0..<matrix.rowCount).contains(tokenID) else {
      throw StudiesError.indexOutOfRange(index: tokenID, model: model, count: matrix.rowCount)
    }
    return Query(name: "\(tokenID)", tokenIDs: [tokenID], vector: try row(tokenID).map(Double.init))
  }

  /// The one token that `word` is, in this `form` where one is given.
  func token(of word: String, _ form: WordForm? = nil) throws -> Int {
    let ids = try pieces(of: word, WordTokens(tokenizer(for: word), form ?? self.form))
    guard ids.count == 1 else {
      throw StudiesError.severalTokens(word: word, model: model, pieces: ids.map { describe($0).shown })
    }
    _ = try row(ids[0])
    return ids[0]
  }

  private func tokenizer(for word: String) throws -> Tokenizer {
    try names.tokenizer(else: "“\(word)” cannot be looked up")
  }

  private func pieces(of word: String, _ tokens: WordTokens) throws -> [Int] {
    let tokenizer = tokens.tokenizer
    guard !word.isEmpty else { throw StudiesError.emptyWord }
    do {
      let ids = try tokens.ids(of: word)
      guard !ids.isEmpty else { throw StudiesError.wordWithoutTokens(word: word, model: model) }
      // Someone who asks for [UNK] means it.
      if let unknown = tokenizer.unknownTokenID, ids.contains(unknown),
        tokenizer.vocabulary.tokenID(forRaw: word) != unknown
      {
        throw unknownWord(word, tokenizer.vocabulary)
      }
      return ids
    } catch TokenizationError.unknownWord(let missing) {
      throw unknownWord(missing, tokenizer.vocabulary)
    }
  }

  private func unknownWord(_ word: String, _ vocabulary: Vocabulary) -> StudiesError {
    .wordNotFound(
      word: word, model: model,
      nearSpellings: NearSpellings.of(word, in: vocabulary).map { describe($0).shown })
  }

  private func row(_ id: Int) throws -> [Float] {
    guard (0..<matrix.rowCount).contains(id) else {
      throw StudiesError.tokenWithoutRow(tokenID: id, model: model, rows: matrix.rowCount)
    }
    let row = matrix.row(id)
    if let column = row.firstIndex(where: { !$0.isFinite }) {
      throw StudiesError.rowNotFinite(token: describe(id).shown, tokenID: id, column: column, model: model)
    }
    return row
  }

  func describe(_ id: Int) -> TokenDescription { names.describe(id) }

  func describe(_ neighbor: Neighbor) -> NeighborsResult.Near { .init(describe(neighbor.id), score: neighbor.score) }

  /// What is to be said of the rows: that they go by numbers, and of those that cannot be compared, the first of those that
  /// are not finite with token and column.
  func notes(zeroRows: Int, nonFiniteRows: [Int]) -> [String] {
    var notes = names.notes
    if zeroRows > 0 {
      notes.append(
        "\(zeroRows) \(zeroRows == 1 ? "row is" : "rows are") zero: no angle to \(zeroRows == 1 ? "it" : "them") is "
          + "defined; left out.")
    }
    if let first = nonFiniteRows.first {
      let column = matrix.row(first).firstIndex { !$0.isFinite } ?? 0
      let count = nonFiniteRows.count
      notes.append(
        "\(count) \(count == 1 ? "row holds" : "rows hold") values that are not finite, the first that of token \(first) "
          + "(\(describe(first).shown)) in column \(column); left out.")
    }
    return notes
  }
}
