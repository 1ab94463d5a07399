import EmbeddingAnalysis
import Tensors
import Tokenization
public import Work
public import Workspace

/// How many tokens there are: in the tokenizer, in the configuration and in the matrix, and why the three differ.
public struct VocabularyStudy: Study {
  /// Whether the result lists every token; for one model at a time.
  public var listsTokens: Bool

  /// A part of the answer.
  package enum Part: Sendable { case sizes, health }

  /// What is looked at; the tokens and rows themselves, ``Part/health``, take a hundred times as long as sizes.
  private let parts: Set<Part>

  /// A study of sizes and of what the vocabularies consist of, and with `listsTokens` of every token too.
  public init(listsTokens: Bool = false) {
    self.listsTokens = listsTokens
    // A list has nothing of what the search through all tokens finds, which takes seconds.
    parts = listsTokens ? [.sizes] : [.sizes, .health]
  }

  /// A study of some parts.
  package init(parts: Set<Part>) {
    listsTokens = false
    self.parts = parts
  }

  /// Opens the tokenizer, the configuration and the matrix of each model.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> VocabularyResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: VocabularyResult.study) }
    guard !listsTokens || models.count == 1 else {
      throw StudiesError.oneModelOnly(parameter: "list", models: models.count)
    }
    var result = VocabularyResult(models: try models.map(describe), parts: parts)
    if listsTokens { result.tokens = try list(models[0]) }
    return result
  }

  private func describe(_ model: OpenModel) throws -> VocabularyResult.Model {
    let tokenizer = try RowNames(model).tokenizer(else: "nothing can be said of tokens")
    let vocabulary = tokenizer.vocabulary
    let facts = try EmbeddingFacts(of: model)
    let table = facts.table
    var result = VocabularyResult.Model(
      model: model.displayName, tokenizerSize: vocabulary.count,
      configurationSize: facts.isTokenizerAlone ? nil : try model.configuredVocabularySize(),
      matrixRows: table?.rows, matrixColumns: table?.columns, embeddingTensor: table?.name, dtype: table?.dtype,
      paddingRows: table.map { max(0, $0.rows - vocabulary.idLimit) }, duplicateRows: nil, health: nil, notes: [])
    result.notes = notes(on: result, facts, vocabulary) + tokenizer.notes
    if parts.contains(.health) {
      result.duplicateRows = facts.matrix.map { DuplicateRows.groups(of: $0).reduce(0) { $0 + $1.count } }
      let unreachable = try model.unreachableTokens(noting: &result.notes)
      result.health = VocabularyHealth(vocabulary, unreachable: unreachable)
    }
    return result
  }

  private func list(_ model: OpenModel) throws -> [VocabularyResult.Token] {
    let vocabulary = try model.tokenizer().vocabulary
    return vocabulary.map { entry in
      VocabularyResult.Token(TokenDescription(entry.id, in: vocabulary), special: entry.isSpecial)
    }
  }

  private func notes(
    on sizes: VocabularyResult.Model, _ facts: EmbeddingFacts, _ vocabulary: Vocabulary
  ) -> [String] {
    let addedTokens = vocabulary.count - vocabulary.countWithoutAdded
    guard let rows = sizes.matrixRows else {
      return facts.notes + (addedTokens > 0 ? [Self.added(addedTokens)] : [])
    }
    var notes: [String] = []
    let difference = rows - sizes.tokenizerSize
    if difference > 0 {
      notes.append(
        "The matrix has \(difference) more rows than the tokenizer has tokens: rows that no text reaches, added so that "
          + "the size divides well or kept for tokens to come.")
    }
    if let note = Self.noteOnTokens(of: vocabulary, beyond: rows) { notes.append(note) }
    if let configured = sizes.configurationSize, configured != rows {
      notes.append("The configuration says \(configured), the matrix has \(rows) rows: the matrix counts.")
    }
    if sizes.configurationSize == nil { notes.append("The configuration does not say how large the vocabulary is.") }
    if addedTokens > 0 { notes.append(Self.added(addedTokens)) }
    if notes.isEmpty { notes.append("All three agree.") }
    return notes + facts.notes
  }

  /// Which tokens have ids at or above the number of `rows`; nil where none has.
  private static func noteOnTokens(of vocabulary: Vocabulary, beyond rows: Int) -> String? {
    let ids = (rows..<max(rows, vocabulary.idLimit)).filter(vocabulary.contains)
    guard !ids.isEmpty else { return nil }
    let named = ids.prefix(4).map { "\(vocabulary.raw(of: $0) ?? "") \($0)" }.joined(separator: ", ")
    return "\(ids.count) \(ids.count == 1 ? "token has" : "tokens have") no row in the matrix, which ends at "
      + "\(rows - 1): \(named)\(ids.count > 4 ? ", …" : ""). Using one is an error until the matrix is resized."
  }

  private static func added(_ count: Int) -> String {
    "\(count) of the tokens were added to the tokenizer's own vocabulary."
  }
}
