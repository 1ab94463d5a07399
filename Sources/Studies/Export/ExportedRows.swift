import EmbeddingAnalysis
import Tokenization

/// The rows that are exported, in their order, with their ids and their tokens.
struct ExportedRows: Sendable {
  let matrix: EmbeddingMatrix
  /// The id of each row; nil where all rows are exported, whose ids are their numbers.
  let ids: [Int]?
  /// The tokens; nil for rows that have none, such as those of positions.
  let vocabulary: Vocabulary?

  /// How many there are.
  var count: Int { matrix.rowCount }
  var columns: Int { matrix.columnCount }

  /// The id of a row.
  func id(_ row: Int) -> Int { ids?[row] ?? row }

  /// The token of a row with all that is known of it.
  func token(_ row: Int) -> TokenDescription {
    vocabulary.map { TokenDescription(id(row), in: $0) } ?? TokenDescription(row: id(row))
  }

  /// The token's spelling in the vocabulary's file, to the byte; nil for a row without a token.
  func spelling(_ row: Int) -> [UInt8]? { vocabulary?.rawBytes(of: id(row)) }

  /// What a row is called where it must have a name: its token's spelling, or `#17`.
  func name(_ row: Int) -> [UInt8] { spelling(row) ?? Array("#\(id(row))".utf8) }
}
