import EmbeddingAnalysis
package import Tokenization
import Workspace

/// The words that a report shows of a model.
package struct ShownWords: Sendable, Equatable {
  /// The words as they stand in a text: with a space before them where the vocabulary marks spaces.
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
    let forms = WordForms(tokenizer)
    if let asked {
      texts = try asked.map { try forms.inText($0).text }
      return
    }
    let known = try Self.standard.compactMap { try forms.token(of: $0, rows: rows) }
    texts = known.count >= Self.fewest ? known : try Self.first(Self.standard.count, of: tokenizer, forms, rows)
  }

  /// Words of three letters and more that are a token, the lowest ids first.
  private static func first(_ count: Int, of tokenizer: Tokenizer, _ forms: WordForms, _ rows: Int) throws -> [String] {
    var texts: [String] = []
    for entry in tokenizer.vocabulary where texts.count < count && !entry.isSpecial && entry.id < rows {
      guard !tokenizer.vocabulary.isContinuation(entry.id), var word = entry.text?.unicodeScalars else { continue }
      if word.first == " " { word.removeFirst() } else if forms.marksSpaces { continue }
      guard word.count > 2, word.allSatisfy(\.properties.isAlphabetic),
        let text = try forms.token(of: String(word), rows: rows), !texts.contains(text)
      else { continue }
      texts.append(text)
    }
    return texts
  }
}

/// How a word is written so that it is the token it is in a text.
private struct WordForms {
  let tokenizer: Tokenizer
  let marksSpaces: Bool

  init(_ tokenizer: Tokenizer) {
    self.tokenizer = tokenizer
    marksSpaces = tokenizer.vocabulary.marksSpaces
  }

  /// The word with a space before it or without, whichever takes fewer tokens.
  func inText(_ word: String) throws -> (text: String, ids: [Int]) {
    let bare = (text: word, ids: try tokenizer.encode(word, addSpecialTokens: false).ids)
    guard marksSpaces, !word.isEmpty, word.unicodeScalars.first != " " else { return bare }
    let spaced = (text: " " + word, ids: try tokenizer.encode(" " + word, addSpecialTokens: false).ids)
    return spaced.ids.count <= bare.ids.count ? spaced : bare
  }

  /// The word as it is one token with a row; nil where it is not.
  func token(of word: String, rows: Int) throws -> String? {
    let form = try inText(word)
    guard form.ids.count == 1, form.ids[0] < rows, form.ids[0] != tokenizer.unknownTokenID else { return nil }
    return form.text
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
