public import Tokenization

/// What a vocabulary consists of, in numbers: the tokens that are no words, and the words that are there twice.
public struct VocabularyHealth: Codable, Sendable, Equatable {
  /// Ids below the highest that belong to no token.
  public var unusedIDs: Int
  /// Tokens that the tokenizer looks for before anything else.
  public var addedTokens: Int
  /// Of these, control tokens such as `<|endoftext|>`.
  public var specialTokens: Int
  /// Tokens called `[unused…]`, which BERT's makers left for others to use.
  public var namedUnused: Int
  /// Tokens of one byte.
  public var singleBytes: Int
  /// Tokens whose bytes are no valid UTF-8 by themselves.
  public var notUTF8: Int
  /// Of these, tokens of more than one byte.
  public var notUTF8OfSeveralBytes: Int
  /// Tokens that go on a word (`##ing`).
  public var continuations: Int
  /// Strings that are tokens both with and without a space before them.
  public var spacePairs: Int
  /// Strings that are tokens both at the beginning of a word and, with the mark for that, inside one.
  public var continuationPairs: Int
  /// Strings that are tokens in more than one mixture of small and capital letters, the space before them being a part.
  public var casePairs: Int

  /// Tokens that no text becomes, by ascending id; nil where the tokenizer cannot split a text, so that none was looked for.
  public var unreachable: [Unreachable]?

  /// A token that no text becomes.
  public struct Unreachable: Codable, Sendable, Equatable {
    public var id: Int
    public var raw: String
    /// A proof (`invalidBytes`, `merges`), or that a search found nothing (`notFound`).
    public var reason: UnreachableReason
  }

  /// How many tokens no text becomes for `reason`.
  public func unreachable(because reason: UnreachableReason) -> Int { unreachable?.count { $0.reason == reason } ?? 0 }

  /// Counts in `vocabulary`, of whose tokens no text becomes those of `unreachable`, where these are known.
  init(_ vocabulary: Vocabulary, unreachable: [(id: Int, reason: UnreachableReason)]?) {
    self.unreachable = unreachable?.map { id, reason in
      Unreachable(id: id, raw: vocabulary.raw(of: id) ?? "", reason: reason)
    }
    unusedIDs = vocabulary.holes
    addedTokens = vocabulary.count - vocabulary.countWithoutAdded
    var counts = Counts()
    for entry in vocabulary { counts.add(entry, in: vocabulary) }
    specialTokens = counts.special
    namedUnused = counts.namedUnused
    singleBytes = counts.singleBytes
    notUTF8 = counts.notUTF8
    notUTF8OfSeveralBytes = counts.notUTF8OfSeveralBytes
    continuations = counts.insideWords.count
    spacePairs = counts.spacePairs
    continuationPairs = counts.insideWords.intersection(counts.atWordStarts).count
    casePairs = counts.foldings.values.count { $0 > 1 }
  }

  /// What one walk through the vocabulary gathers.
  private struct Counts {
    var special = 0
    var namedUnused = 0
    var singleBytes = 0
    var notUTF8 = 0
    var notUTF8OfSeveralBytes = 0
    var atWordStarts: Set<[UInt8]> = []
    var insideWords: Set<[UInt8]> = []
    /// For each string in small letters, how many spellings of it are tokens.
    var foldings: [[UInt8]: Int] = [:]

    mutating func add(_ entry: Vocabulary.Entry, in vocabulary: Vocabulary) {
      if entry.isSpecial { special += 1 }
      if Self.isNamedUnused(entry.bytes) { namedUnused += 1 }
      if entry.isSpecial || vocabulary.isAdded(entry.id) { return }
      if entry.bytes.count == 1 { singleBytes += 1 }
      if vocabulary.isContinuation(entry.id) {
        insideWords.insert(entry.bytes)
        return
      }
      guard let text = entry.text else {
        notUTF8 += 1
        if entry.bytes.count > 1 { notUTF8OfSeveralBytes += 1 }
        return
      }
      atWordStarts.insert(entry.bytes)
      if text.unicodeScalars.contains(where: \.properties.isCased) {
        foldings[Array(text.lowercased().utf8), default: 0] += 1
      }
    }

    /// Whether a token is called `[unused12]`, with any number.
    private static func isNamedUnused(_ bytes: [UInt8]) -> Bool {
      let start = Array("[unused".utf8)
      return bytes.count > start.count + 1 && bytes.starts(with: start) && bytes.last == UInt8(ascii: "]")
        && bytes[start.count..<(bytes.count - 1)].allSatisfy { (0x30...0x39).contains($0) }
    }

    var spacePairs: Int {
      atWordStarts.count { $0.count > 1 && $0[0] == 0x20 && atWordStarts.contains(Array($0.dropFirst())) }
    }
  }
}
