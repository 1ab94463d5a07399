import ModelSources
package import Tokenization

/// What a model's tokenizer is, for questions that can do without one.
package enum TokenizerOutcome: Sendable {
  case tokenizer(Tokenizer)
  /// No file of the model is a tokenizer's.
  case absent(reason: String)
  /// Its files are on the hub, and were not fetched for this.
  case notFetched
  /// There are such files, and they cannot be used: broken, or of a kind that is not supported.
  case unusable(reason: String)
}

extension TokenizerOutcome {
  /// The tokenizer, where there is one that can be used.
  package var tokenizer: Tokenizer? {
    if case .tokenizer(let tokenizer) = self { tokenizer } else { nil }
  }

  /// Why there is none; nil where there is one.
  package var reason: String? {
    switch self {
    case .tokenizer: nil
    case .absent(let reason), .unusable(let reason): reason
    case .notFetched: "its files were not fetched"
    }
  }
}

extension OpenModel {
  /// The tokenizer, or why there is none.
  ///
  /// Throws what keeps any file of the model from being had: a network that fails, a name that leads out of the folder.
  package func tokenizerOutcome() throws -> TokenizerOutcome {
    do {
      return .tokenizer(try tokenizer())
    } catch let error where error.saysPartIsMissing {
      return .absent(reason: "\(error)")
    } catch let error as ModelSourcesError {
      switch error {
      case .ambiguous, .damagedInCache: return .unusable(reason: "\(error)")
      default: throw error
      }
    } catch {
      return .unusable(reason: "\(error)")
    }
  }

  /// The same without fetching anything: ``TokenizerOutcome/notFetched`` for a model of the hub whose files are not here.
  package func tokenizerOutcomeHere() throws -> TokenizerOutcome {
    try hasTokenizerHere() ? tokenizerOutcome() : .notFetched
  }

  /// The tokenizer; nil for a model that has no file of one.
  ///
  /// Throws where such files cannot be used.
  package func tokenizerIfAny() throws -> Tokenizer? {
    if case .absent = try tokenizerOutcome() { return nil }
    return try tokenizer()
  }
}
