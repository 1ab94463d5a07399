import EmbeddingAnalysis
import Tokenization
package import Workspace

/// A number for each row of a model's matrix: what tokens are sorted and coloured by, and what a card tells of one.
package enum TokenColumn: String, CaseIterable, Sendable {
  case length, bytes, norm, mean, variance
  case meanCosine = "meancosine"
  case untrained

  /// What a person calls it.
  package var title: String {
    switch self {
    case .length: "Characters"
    case .bytes: "Bytes"
    case .norm: "Length of the row (L2)"
    case .mean: "Mean of the row's values"
    case .variance: "Variance of the row's values"
    case .meanCosine: "Mean cosine to all other rows"
    case .untrained: "How far from untrained rows"
    }
  }

  /// The values by row, NaN where a row has none.
  ///
  /// Of ``untrained``: the indicator of ``AnomaliesStudy``, small for rows that look untrained.
  /// - Throws: ``StudiesError`` where tokens are needed and there is no tokenizer.
  package func values(of model: OpenModel) throws -> [Double] {
    let matrix = try model.tokenEmbeddings()
    switch self {
    case .length: return try ofTokens(model, matrix.rowCount) { Double($0.unicodeScalars.count) }
    case .bytes:
      let vocabulary = try RowNames(model).tokenizer(else: "tokens have no bytes").vocabulary
      return (0..<matrix.rowCount).map { vocabulary.bytes(of: $0).map { Double($0.count) } ?? .nan }
    case .norm: return RowNorms(of: matrix).values
    case .mean: return RowStatistics(of: matrix).means
    case .variance: return RowStatistics(of: matrix).variances
    case .meanCosine: return RowMeanCosine(of: matrix).values
    case .untrained:
      guard let found = try AnomaliesStudy().run([model]).models.first else { return [] }
      return found.rows[found.indicator].map { $0 ?? .nan }
    }
  }

  private func ofTokens(_ model: OpenModel, _ rows: Int, _ measure: (String) -> Double) throws -> [Double] {
    let vocabulary = try RowNames(model).tokenizer(else: "tokens have no text").vocabulary
    return (0..<rows).map { vocabulary.text(of: $0).map(measure) ?? .nan }
  }
}
