import EmbeddingAnalysis
import SafeText
import Tokenization
import Workspace

/// The rows of a model that training cannot have met, or did not: what others are measured against, and what studies of meaning
/// leave out.
struct UntrainedRows {
  /// What is known of each row.
  let kinds: [TokenKind]
  /// The rows of tokens that no text becomes, that are called unused, and that no token has.
  let unmet: [Int]
  /// The rows that are the same to the bit, or as near to them.
  let identical: [Int]
  /// What is to be said of how they were found.
  let notes: [String]

  /// Looks through the vocabulary of `model`, and through the rows of `matrix`.
  init(_ model: OpenModel, _ tokenizer: Tokenizer, in matrix: EmbeddingMatrix) throws {
    var notes: [String] = []
    let kinds = TokenKind.kinds(
      of: tokenizer, rows: matrix.rowCount, unreachable: try model.unreachableTokens(noting: &notes) ?? [])
    self.kinds = kinds
    unmet = kinds.indices.filter { kinds[$0].isReference }
    identical = IdenticalRows.untouched(of: matrix)
    self.notes = notes
  }

  /// All of them, rising.
  var ids: [Int] { Set(unmet + identical).sorted() }

  /// Which ordinary tokens have a row like others, which makes them the most suspicious of all; nil where there are none.
  func note(_ vocabulary: Vocabulary) -> String? {
    guard !identical.isEmpty else { return nil }
    let ordinary = identical.filter { kinds[$0] == .ordinary }.map { vocabulary.display(of: $0) ?? "#\($0)" }
    let named =
      ordinary.prefix(8).joined(separator: ", ") + (ordinary.count > 8 ? " and \(ordinary.count - 8) more" : "")
    return
      "\(identical.count.of("row")) are the same to the bit as another, or as near, as rows are that training left alone; they "
      + "are measured against." + (ordinary.isEmpty ? "" : " Among them are tokens that texts become: \(named).")
  }
}
