public import Tokenization

/// How words of two vocabularies are held to be the same.
public enum WordMatch: String, Codable, Sendable, CaseIterable {
  /// Letter for letter, at the beginning of a word: ` the` of GPT-2 and `the` of BERT.
  case exact
  /// As `exact`, with capitals made small and accents taken off on both sides: ` The`, ` THE` and `the` are one word.
  case folded
  /// The tokens' own bytes, the space before a word being a part of them: for vocabularies of one kind.
  case spaced
}

/// The words that two vocabularies share, each with the token that stands for it in either.
public struct SharedVocabulary: Sendable {
  /// A word and its tokens.
  public struct Word: Sendable, Equatable {
    public var text: String
    public var a: Int
    public var b: Int
  }

  /// The words, by ascending id in the first vocabulary.
  public let words: [Word]
  /// How many tokens of the first vocabulary are one of these words, those not taken included.
  public let tokensOfA: Int
  /// How many tokens of the second are.
  public let tokensOfB: Int

  /// The words that `a` and `b` share.
  ///
  /// Where several tokens of one vocabulary are the same word, the one that is spelled like the word counts, or else the one
  /// with the lowest id.
  public init(_ a: Vocabulary, _ b: Vocabulary, match: WordMatch) {
    let ofA = Self.words(of: a, match)
    let ofB = Self.words(of: b, match)
    let shared = ofA.filter { ofB[$0.key] != nil }
    tokensOfA = shared.values.reduce(0) { $0 + $1.count }
    tokensOfB = shared.keys.reduce(0) { $0 + (ofB[$1]?.count ?? 0) }
    words = shared.compactMap { key, entry in
      ofB[key].map { Word(text: String(decoding: key, as: UTF8.self), a: entry.id, b: $0.id) }
    }.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
  }

  private struct Entry {
    var id: Int
    var isSpelledAlike: Bool
    var count = 1
  }

  /// For each word, the token that counts for it.
  private static func words(of vocabulary: Vocabulary, _ match: WordMatch) -> [[UInt8]: Entry] {
    let marksSpaces = match != .spaced && vocabulary.marksSpaces
    var result: [[UInt8]: Entry] = [:]
    for token in vocabulary where !token.isSpecial && !vocabulary.isContinuation(token.id) {
      guard var word = token.text, !word.isEmpty, !UnusedName.matches(token.raw) else { continue }
      if marksSpaces {
        guard word.utf8.first == UInt8(ascii: " ") else { continue }
        word.unicodeScalars.removeFirst()
      }
      let key = match == .folded ? WordFolding.folded(word) : word
      if key.isEmpty { continue }
      let isAlike = key.utf8.elementsEqual(word.utf8)
      let bytes = Array(key.utf8)
      guard var known = result[bytes] else {
        result[bytes] = Entry(id: token.id, isSpelledAlike: isAlike)
        continue
      }
      known.count += 1
      if isAlike, !known.isSpelledAlike { (known.id, known.isSpelledAlike) = (token.id, true) }
      result[bytes] = known
    }
    return result
  }
}
