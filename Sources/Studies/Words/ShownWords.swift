import EmbeddingAnalysis
package import Tokenization
import Workspace

/// The words that a report shows of a model.
package struct ShownWords: Sendable, Equatable {
  /// The words, without the space that stands before them in a text.
  package var texts: [String]

  /// What is asked of a model where nobody names words.
  package static let standard = ["king", "queen", "cat", "dog", "car", "bus"]
  /// The fewest of ``standard`` that must be tokens: of fewer, a vocabulary is one of another language.
  private static let fewest = 3

  /// The words `asked`, or where that is nil those of ``standard`` that are a token; for a vocabulary that lacks them the
  /// first words that are tokens, by id.
  ///
  /// - Parameter rows: How many rows the model's matrix has: no token beyond them is taken.
  /// - Throws: what encoding throws.
  package init(asked: [String]?, tokenizer: Tokenizer, rows: Int) throws {
    if let asked {
      texts = asked
      return
    }
    let tokens = WordTokens(tokenizer)
    let known = try Self.standard.filter {
      let ids = try tokens.ids(of: $0)
      return ids.count == 1 && ids[0] < rows && ids[0] != tokenizer.unknownTokenID
    }
    texts = known.count >= Self.fewest ? known : try Self.first(Self.standard.count, of: tokens, rows)
  }

  /// Words of three letters and more that are a token, the lowest ids first.
  private static func first(_ count: Int, of tokens: WordTokens, _ rows: Int) throws -> [String] {
    var texts: [String] = []
    for entry in tokens.tokenizer.vocabulary where texts.count < count && !entry.isSpecial && entry.id < rows {
      guard var word = entry.text?.unicodeScalars else { continue }
      if word.first == " " { word.removeFirst() }
      guard word.count > 2, word.allSatisfy(\.properties.isAlphabetic), try tokens.ids(of: String(word)) == [entry.id]
      else { continue }
      texts.append(String(word))
    }
    return texts
  }
}

extension ShownWords {
  /// The words that a question is about.
  enum Choice: Sendable, Equatable {
    /// These, each of which must be known.
    case exactly([String])
    /// Those that a report shows of each model; what a model does not know is left out and said.
    case shown([String]?)

    /// The words of `model` that `check` lets pass, and why others are left out.
    ///
    /// - Throws: where fewer than `needed` are left, the reason of the first.
    func words(
      of model: OpenModel, for study: String, needed: Int, check: (String) throws -> Void
    ) throws -> (words: [String], notes: [String]) {
      switch self {
      case .exactly(let words): return (words, [])
      case .shown(let asked):
        let tokenizer = try RowNames(model).tokenizer(else: "nothing can be said of tokens")
        let shown = try ShownWords(asked: asked, tokenizer: tokenizer, rows: try model.tokenEmbeddings().rowCount)
        var known: [String] = []
        var errors: [any Error] = []
        for word in shown.texts {
          do {
            try check(word)
            known.append(word)
          } catch {
            errors.append(error)
          }
        }
        guard known.count >= needed else {
          throw errors.first ?? StudiesError.tooFewWords(study: study, needed: needed, found: known.count)
        }
        return (known, try errors.map { try LeftOut(model.displayName, of: $0).reason })
      }
    }
  }
}
