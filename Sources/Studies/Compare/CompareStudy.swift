import EmbeddingAnalysis
import Tensors
import Tokenization
public import Work
public import Workspace

/// One row of each model's matrix beside the others': the rows of one index, or of one word.
public struct CompareStudy: Study {
  /// Which rows are compared.
  public enum Query: Sendable {
    /// The same row number in every model: unrelated tokens, as the models number theirs independently.
    case index(Int)
    /// A row number drawn from 10,000 to 20,000, within the smallest vocabulary.
    case randomIndex(seed: UInt64)
    /// The first token of a word in every model.
    case word(String)
  }

  /// Which rows are compared.
  public var query: Query

  /// A comparison by index or by word.
  public init(_ query: Query) {
    self.query = query
  }

  /// Looks up the rows and correlates every pair of models over the dimensions that both have.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> CompareResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: CompareResult.study) }
    switch query {
    case .index(let index): return try compare(index, in: models, seed: nil)
    case .randomIndex(let seed): return try compare(Self.draw(seed: seed, models), in: models, seed: seed)
    case .word(let word): return try compare(word, in: models)
    }
  }

  /// The notebook's `randint(10000, 20000)` (20,000 excluded), from a seed and clipped to the smallest matrix.
  static func draw(seed: UInt64, _ models: [OpenModel]) throws -> Int {
    let rows = try models.map { try $0.tokenEmbeddings().rowCount }.min() ?? 0
    let end = min(20_000, rows)
    let start = end > 10_000 ? 10_000 : 0
    guard end > start else { return 0 }
    var random = SeededRandom(seed: seed)
    return start + Int(random.next() % UInt64(end - start))
  }

  private func compare(_ index: Int, in models: [OpenModel], seed: UInt64?) throws -> CompareResult {
    let described = try models.map { model in
      CompareResult.Model(
        model: model.displayName, tokenID: index, token: try RowNames(model).describe(index),
        splitInto: [index], otherForms: [], row: try row(index, of: model))
    }
    let notes = try models.flatMap { model in try RowNames(model).notes.map { "\(model.displayName): \($0)" } }
    return CompareResult(mode: .index, query: String(index), seed: seed, models: described, notes: notes)
  }

  private func compare(_ word: String, in models: [OpenModel]) throws -> CompareResult {
    guard !word.isEmpty else { throw StudiesError.emptyWord }
    let described = try models.map { model in
      let tokenizer = try RowNames(model).tokenizer(else: "“\(word)” cannot be looked up")
      let lookup = try WordLookup(word, tokenizer: tokenizer, model: model.displayName)
      let rows = try model.tokenEmbeddings().rowCount
      return CompareResult.Model(
        model: model.displayName, tokenID: lookup.tokenID,
        token: TokenDescription(lookup.tokenID, in: tokenizer.vocabulary),
        splitInto: lookup.splitInto,
        otherForms: try lookup.otherForms.filter { $0 < rows }.map { id in
          .init(TokenDescription(id, in: tokenizer.vocabulary), row: try row(id, of: model))
        },
        row: try row(lookup.tokenID, of: model))
    }
    return CompareResult(mode: .word, query: word, seed: nil, models: described)
  }

  private func row(_ index: Int, of model: OpenModel) throws -> [Float] {
    let embeddings = try model.tokenEmbeddings()
    guard (0..<embeddings.rowCount).contains(index) else {
      if case .word = query {
        throw StudiesError.tokenWithoutRow(tokenID: index, model: model.displayName, rows: embeddings.rowCount)
      }
      throw StudiesError.indexOutOfRange(index: index, model: model.displayName, count: embeddings.rowCount)
    }
    return embeddings.row(index)
  }
}
