import EmbeddingAnalysis
public import Work
public import Workspace

/// The rows of chosen tokens, number by number.
///
/// ```swift
/// let result = try RowsStudy(words: ["the"]).run([gpt2])
/// result.models[0].rows[0].values.count        // D
/// ```
public struct RowsStudy: Study {
  /// The words, as they stand in a text; the row of a word that is no token is the mean of its pieces' rows.
  public var words: [String]
  /// Rows by their ids, behind the words.
  public var ids: [Int]
  /// How words are looked for.
  public var form = WordForm.inText

  /// The rows of `words` and `ids`.
  public init(words: [String] = [], ids: [Int] = []) {
    self.words = words
    self.ids = ids
  }

  /// Looks the rows up in each model.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> RowsResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: RowsResult.study) }
    return RowsResult(models: try models.map(describe))
  }

  private func describe(_ model: OpenModel) throws -> RowsResult.Model {
    let rows = try TokenRows(model, form)
    let queries = try words.map { try rows.query(word: $0) } + ids.map { try rows.query(tokenID: $0) }
    return RowsResult.Model(
      model: model.displayName, tensor: rows.matrix.name, dimensions: rows.matrix.columnCount,
      rows: queries.map { query in
        .init(query: query.name, tokens: query.tokenIDs.map(rows.describe), values: query.vector.map(Float.init))
      }, notes: rows.names.notes + (try queries.compactMap { try rows.note(on: $0) }))
  }
}

extension RowsStudy {
  package static let entry = StudyEntry(
    name: RowsResult.study,
    summary: "Prints chosen rows, number by number",
    discussion: """
      The embedding of each word or id: its length, mean and variance, and its values from the first dimension on. A terminal \
      shows the first eight; {json} and {csv} hold all, and the figure draws them.

      \(WordParameters.rule) Of a word that splits, the mean of its pieces' rows is taken.
      """,
    examples: [
      .init("gpt2", values: ["words": "the"], figure: "the.svg", effect: "768 numbers, drawn as a line."),
      .init("gpt2", values: ["ids": "262,290-292"], csv: "rows.csv", effect: "Four rows, a column each."),
    ],
    parameters: [wordsParameter, idsParameter, WordParameters.bare],
    make: { values in
      let (words, ids) = (try values[wordsParameter], try values[idsParameter] ?? [])
      if words.isEmpty, ids.isEmpty { throw ParameterError.conflict("rows needs a WORD or {ids}") }
      var study = RowsStudy(words: words, ids: ids)
      study.form = try WordParameters.form(values)
      return study
    })

  private static let wordsParameter = Parameter.operands(
    "words", value: "WORD", count: 0 ... .max, help: "Words, as they stand in a text.")
  private static let idsParameter = Parameter.custom(
    "ids", value: "LIST", expected: "ids such as 7 or 262,290-300",
    help: "Rows by their ids: numbers and ranges, separated by commas."
  ) { IDRanges.ids($0) }
}
