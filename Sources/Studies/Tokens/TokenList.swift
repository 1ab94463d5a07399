import EmbeddingAnalysis
import Tokenization
package import Workspace

/// What the rows of a matrix are called, all at once: for whoever shows a whole vocabulary.
package struct TokenList: Sendable {
  /// How people read each row's token: ``TokenDescription/shown``.
  package var shown: [String]
  /// The vocabulary's own spelling, empty for rows without a token.
  package var raw: [String]
  /// The bytes of all tokens, one after the other; those of row i from `offsets[i]` to `offsets[i + 1]`.
  package var bytes: [UInt8]
  package var offsets: [Int]

  /// Goes through the vocabulary once.
  ///
  /// - Parameter count: How many rows there are; nil for those of the matrix.
  package init(_ model: OpenModel, rows count: Int? = nil) throws {
    let rows = try count ?? model.tokenEmbeddings().rowCount
    let names = try RowNames(model)
    let tokens = (0..<rows).map(names.describe)
    shown = tokens.map(\.shown)
    raw = tokens.map(\.raw)
    bytes = []
    offsets = [0]
    offsets.reserveCapacity(rows + 1)
    for row in 0..<rows {
      bytes += names.vocabulary?.bytes(of: row) ?? []
      offsets.append(bytes.count)
    }
  }
}
