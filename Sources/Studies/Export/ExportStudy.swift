import Architectures
import EmbeddingAnalysis
import Tokenization
package import Workspace

/// Rows of a model's matrices, to be written in the formats of others.
public struct ExportStudy: Sendable {
  /// Which matrix.
  public enum Matrix: Sendable { case tokens, positions, output }

  /// Which matrix the rows are of.
  public var matrix: Matrix
  /// Rows by their ids.
  ///
  /// Without these, ``tokens`` and ``pattern`` all rows are taken; with any of them a row is taken once, in the order asked for.
  public var ids: [Int]
  /// Tokens by their spelling in the vocabulary, or as words that are one token.
  public var tokens: [String]
  /// A regular expression for tokens' spellings.
  public var pattern: String?

  /// A study of all rows of `matrix`, or of some.
  public init(matrix: Matrix = .tokens, ids: [Int] = [], tokens: [String] = [], pattern: String? = nil) {
    self.matrix = matrix
    self.ids = ids
    self.tokens = tokens
    self.pattern = pattern
  }

  /// The rows of `model`, not yet read.
  ///
  /// - Throws: ``StudiesError`` for an id without a row, a word that is no token, a pattern that no token has.
  package func run(_ model: OpenModel) throws -> Export {
    var notes: [String] = []
    let whole = try matrix(of: model, noting: &notes)
    let vocabulary = matrix == .positions ? nil : try vocabulary(of: model, noting: &notes)
    guard !ids.isEmpty || !tokens.isEmpty || pattern != nil else {
      return Export(
        model: model.displayName, rows: ExportedRows(matrix: whole, ids: nil, vocabulary: vocabulary), notes: notes)
    }
    let chosen = try chosenIDs(in: whole, of: model)
    return Export(
      model: model.displayName,
      rows: ExportedRows(matrix: try whole.selecting(chosen), ids: chosen, vocabulary: vocabulary), notes: notes)
  }

  private func matrix(of model: OpenModel, noting notes: inout [String]) throws -> EmbeddingMatrix {
    switch matrix {
    case .tokens:
      notes += try model.embeddingTable()?.notes ?? []
      return try model.tokenEmbeddings()
    case .positions:
      guard let positions = try model.positionEmbeddings() else {
        throw StudiesError.noPositionEmbeddings(model: model.displayName)
      }
      return positions
    case .output:
      switch try model.outputEmbeddings() {
      case .separate(let matrix): return matrix
      case .tied:
        notes.append("The output embeddings are the token embeddings.")
        return try model.tokenEmbeddings()
      case .unusable(let tensor, let reason):
        throw StudiesError.unusableOutput(model: model.displayName, tensor: tensor, reason: reason)
      }
    }
  }

  private func vocabulary(of model: OpenModel, noting notes: inout [String]) throws -> Vocabulary? {
    let names = try RowNames(model)
    notes += names.notes
    return names.vocabulary
  }

  /// The ids that were asked for, each once.
  private func chosenIDs(in matrix: EmbeddingMatrix, of model: OpenModel) throws -> [Int] {
    var chosen = ids
    if !tokens.isEmpty || pattern != nil {
      let rows = try TokenRows(model)
      let vocabulary = try rows.names.tokenizer(else: "tokens cannot be looked up").vocabulary
      chosen += try tokens.map { try vocabulary.tokenID(forRaw: $0) ?? rows.token(of: $0) }
      if let pattern {
        let found = try vocabulary.tokenIDs(matching: pattern).filter { $0 < matrix.rowCount }
        guard !found.isEmpty else { throw StudiesError.nothingMatches(pattern: pattern, model: model.displayName) }
        chosen += found
      }
    }
    var seen: Set<Int> = []
    return try chosen.filter { id in
      guard (0..<matrix.rowCount).contains(id) else {
        throw StudiesError.indexOutOfRange(index: id, model: model.displayName, count: matrix.rowCount)
      }
      return seen.insert(id).inserted
    }
  }
}
