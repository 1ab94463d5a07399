import Tokenization
import Workspace

/// What a study calls the rows of a matrix: by their tokens or, for a model without a tokenizer, by their numbers.
struct RowNames {
  /// The model's name, for messages.
  let model: String
  private let outcome: TokenizerOutcome

  /// The names of the rows of `model`.
  init(_ model: OpenModel) throws {
    self.model = model.displayName
    outcome = try model.tokenizerOutcome()
  }

  /// The tokens; nil where rows go by their numbers.
  var vocabulary: Vocabulary? { outcome.tokenizer?.vocabulary }

  var tokenizer: Tokenizer? { outcome.tokenizer }

  /// The rows of a matrix of `rows` that no token has; none where rows go by their numbers.
  func rowsWithoutToken(_ rows: Int) -> [Int] {
    vocabulary.map { vocabulary in (0..<rows).filter { !vocabulary.contains($0) } } ?? []
  }

  /// That rows go by their numbers and why; empty where they go by their tokens.
  var notes: [String] {
    switch outcome {
    case .tokenizer, .notFetched: []
    case .absent(let reason): ["There is no tokenizer, so that rows go by their numbers (\(reason))."]
    case .unusable(let reason): ["The tokenizer cannot be used, so that rows go by their numbers (\(reason))."]
    }
  }

  /// The token of the row `id`, or the bare row.
  func describe(_ id: Int) -> TokenDescription {
    vocabulary.map { TokenDescription(id, in: $0) } ?? TokenDescription(row: id)
  }

  /// The vocabulary's spelling of the row `id`; empty for a row without a token.
  func raw(of id: Int) -> String { vocabulary?.raw(of: id) ?? "" }

  /// The tokenizer, where there is one; else the error that `impossible` without one, such as “words cannot be looked up”.
  func tokenizer(else impossible: @autoclosure () -> String) throws -> Tokenizer {
    if let tokenizer = outcome.tokenizer { return tokenizer }
    throw StudiesError.tokenizerNeeded(impossible: impossible(), model: model, reason: outcome.reason ?? "")
  }
}
