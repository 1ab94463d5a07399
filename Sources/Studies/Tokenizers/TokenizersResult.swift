import Tokenization

/// What several tokenizers make of one text.
public struct TokenizersResult: StudyResult {
  public static let study = "tokenizers"

  /// The text's own sizes.
  public struct Text: Codable, Sendable, Equatable {
    public var name: String
    public var bytes: Int
    /// Unicode scalars.
    public var characters: Int
    /// What stands between white space, every occurrence counted.
    public var words: Int
    public var distinctWords: Int
  }

  /// One tokenizer's figures.
  public struct Model: Codable, Sendable {
    public var model: String
    public var vocabularySize: Int
    public var tokens: Int
    /// Tokens that stand for what the vocabulary cannot spell.
    public var unknownTokens: Int
    public var tokensPerWord: Double?
    public var bytesPerToken: Double?
    public var charactersPerToken: Double?
    /// The share of words that are one token.
    public var wholeWords: Double?
    /// How many words have 0, 1, 2, … tokens; the last entry counts all above.
    public var wordsByTokens: [Int]
    /// The words that cost the most tokens beyond one each, over the whole text.
    public var worstWords: [Word]
  }

  /// A word and one tokenizer's pieces of it.
  public struct Word: Codable, Sendable {
    public var word: String
    public var occurrences: Int
    /// The tokens of all its occurrences.
    public var tokens: Int
    /// The pieces where the word first stands.
    public var pieces: [TokenDescription]
  }

  /// A word that the tokenizers need different numbers of tokens for.
  public struct Difference: Codable, Sendable {
    public var word: String
    public var occurrences: Int
    /// For each model, the tokens of all occurrences.
    public var tokens: [Int]
    /// For each model, the pieces where the word first stands.
    public var pieces: [[TokenDescription]]
  }

  /// How alike two tokenizers cut.
  public struct Agreement: Codable, Sendable {
    public var a: String
    public var b: String
    /// The share of words that both cut at the same places.
    public var share: Double?
  }

  public var text: Text
  public var models: [Model]
  /// The words where the numbers of tokens differ most, over the whole text.
  public var differences: [Difference]
  public var agreements: [Agreement]
}

extension TokenizersResult {
  init(
    _ counts: WordCounts, names: [String], vocabularies: [Vocabulary], textName: String, bytes: Int, listed: Int
  ) {
    text = Text(
      name: textName, bytes: bytes, characters: counts.scalarCount, words: counts.wordCount,
      distinctWords: counts.words.count)
    let words = RankedWords(counts, vocabularies: vocabularies, listed: listed)
    models = names.indices.map { model in
      let tokens = counts.tokens[model]
      return Model(
        model: names[model], vocabularySize: vocabularies[model].count, tokens: tokens,
        unknownTokens: counts.unknownTokens[model],
        tokensPerWord: Self.ratio(counts.words.values.reduce(0) { $0 + $1.tokens[model] }, counts.wordCount),
        bytesPerToken: Self.ratio(bytes, tokens), charactersPerToken: Self.ratio(counts.scalarCount, tokens),
        wholeWords: Self.ratio(counts.byLength[model][1], counts.wordCount), wordsByTokens: counts.byLength[model],
        worstWords: words.worst(model: model))
    }
    differences = words.differences()
    agreements = names.indices.flatMap { a in
      names.indices.filter { $0 > a }.map { b in
        Agreement(a: names[a], b: names[b], share: Self.ratio(counts.agreements[a][b], counts.wordCount))
      }
    }
  }

  private static func ratio(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
}

/// Words in the order in which they cost tokens; equals by their bytes, so that every run lists the same.
private struct RankedWords {
  private let words: [(bytes: [UInt8], counts: WordCounts.Word)]
  private let vocabularies: [Vocabulary]
  private let listed: Int

  init(_ counts: WordCounts, vocabularies: [Vocabulary], listed: Int) {
    words = counts.words.map { ($0.key, $0.value) }
    self.vocabularies = vocabularies
    self.listed = listed
  }

  func worst(model: Int) -> [TokenizersResult.Word] {
    ranked { $0.tokens[model] - $0.occurrences }.map { bytes, counts in
      TokenizersResult.Word(
        word: String(decoding: bytes, as: UTF8.self), occurrences: counts.occurrences, tokens: counts.tokens[model],
        pieces: pieces(counts, model))
    }
  }

  func differences() -> [TokenizersResult.Difference] {
    ranked { ($0.tokens.max() ?? 0) - ($0.tokens.min() ?? 0) }.map { bytes, counts in
      TokenizersResult.Difference(
        word: String(decoding: bytes, as: UTF8.self), occurrences: counts.occurrences, tokens: counts.tokens,
        pieces: vocabularies.indices.map { pieces(counts, $0) })
    }
  }

  private func pieces(_ counts: WordCounts.Word, _ model: Int) -> [TokenDescription] {
    counts.firstSplit[model].map { TokenDescription($0, in: vocabularies[model]) }
  }

  private func ranked(_ cost: (WordCounts.Word) -> Int) -> [(bytes: [UInt8], counts: WordCounts.Word)] {
    let costly = words.map { (cost($0.counts), $0) }.filter { $0.0 > 0 }
    let order = costly.sorted { left, right in
      left.0 == right.0 ? left.1.bytes.lexicographicallyPrecedes(right.1.bytes) : left.0 > right.0
    }
    return order.prefix(listed).map(\.1)
  }
}
