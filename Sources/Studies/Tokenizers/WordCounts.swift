import Tokenization

/// The words of a text and what each of several tokenizers makes of them.
struct WordCounts: Sendable {
  /// What was counted of one distinct word.
  struct Word: Sendable {
    var occurrences = 0
    /// For each tokenizer, the tokens of all occurrences.
    var tokens: [Int]
    /// For each tokenizer, the token ids of the first occurrence.
    var firstSplit: [[Int]]
  }

  /// The distinct words, by their bytes.
  private(set) var words: [[UInt8]: Word] = [:]
  /// The occurrences of words.
  private(set) var wordCount = 0
  /// The Unicode scalars of the text.
  private(set) var scalarCount = 0
  /// For each tokenizer, all tokens.
  private(set) var tokens: [Int]
  /// For each tokenizer, the tokens that stand for what its vocabulary cannot spell.
  private(set) var unknownTokens: [Int]
  /// For each tokenizer, how many occurrences of words have 0, 1, 2, … tokens; the last counts all above.
  private(set) var byLength: [[Int]]
  /// For each pair of tokenizers a < b, how many occurrences of words both cut at the same places.
  private(set) var agreements: [[Int]]

  static let longest = 16

  /// Counts of nothing.
  init(models: Int) {
    tokens = Array(repeating: 0, count: models)
    unknownTokens = tokens
    byLength = Array(repeating: Array(repeating: 0, count: Self.longest + 1), count: models)
    agreements = Array(repeating: tokens, count: models)
  }

  /// Counts the words of `range` of `bytes`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tokenizers: [Tokenizer]) throws {
    self.init(models: tokenizers.count)
    let part = UnsafeBufferPointer(rebasing: bytes[range])
    var encodings: [Encoding] = []
    for (model, tokenizer) in tokenizers.enumerated() {
      let encoding = try Self.encode(part, at: range.lowerBound, tokenizer)
      tokens[model] = encoding.ids.count
      if let unknown = tokenizer.unknownTokenID { unknownTokens[model] = encoding.ids.count { $0 == unknown } }
      encodings.append(encoding)
    }
    scalarCount = part.count { $0 & 0xC0 != 0x80 }
    var next = Array(repeating: 0, count: tokenizers.count)
    Self.forEachWord(in: part) { word in
      let splits = encodings.indices.map { Self.tokens(of: word, in: encodings[$0], from: &next[$0]) }
      count(Array(part[word]), word, splits, encodings)
    }
  }

  /// Encodes a part of the text; an invalid byte is named by its place in the whole.
  private static func encode(
    _ part: UnsafeBufferPointer<UInt8>, at start: Int, _ tokenizer: Tokenizer
  ) throws -> Encoding {
    do {
      return try tokenizer.encode(utf8: part, addSpecialTokens: false)
    } catch TokenizationError.invalidUTF8(let offset) {
      throw TokenizationError.invalidUTF8(offset: start + offset)
    }
  }

  private mutating func count(_ bytes: [UInt8], _ range: Range<Int>, _ splits: [Range<Int>], _ encodings: [Encoding]) {
    wordCount += 1
    var word =
      words[bytes]
      ?? Word(tokens: splits.map { _ in 0 }, firstSplit: splits.indices.map { Array(encodings[$0].ids[splits[$0]]) })
    word.occurrences += 1
    for (model, split) in splits.enumerated() {
      word.tokens[model] += split.count
      byLength[model][min(split.count, Self.longest)] += 1
    }
    words[bytes] = word
    guard splits.count > 1 else { return }
    let cuts = splits.indices.map { Self.cuts(range, encodings[$0].offsets[splits[$0]]) }
    for a in cuts.indices {
      for b in cuts.indices where b > a && cuts[a] == cuts[b] { agreements[a][b] += 1 }
    }
  }

  /// Where tokens end inside a word.
  private static func cuts(_ word: Range<Int>, _ offsets: ArraySlice<Range<Int>>) -> [Int] {
    offsets.compactMap { $0.upperBound < word.upperBound && !$0.isEmpty ? $0.upperBound : nil }
  }

  /// The tokens that cover a byte of `word`; those of the words before it are passed over for good.
  private static func tokens(of word: Range<Int>, in encoding: Encoding, from next: inout Int) -> Range<Int> {
    while next < encoding.ids.count, encoding.offsets[next].upperBound <= word.lowerBound { next += 1 }
    var end = next
    while end < encoding.ids.count, encoding.offsets[end].lowerBound < word.upperBound { end += 1 }
    return next..<end
  }

  /// Calls `body` with each run of bytes between white space.
  private static func forEachWord(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
    var start: Int?
    var index = 0
    let text = Unicode.UTF8.self
    while index < bytes.count {
      let byte = bytes[index]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let end = min(index + length, bytes.count)
      let isSpace =
        byte < 0x80
        ? byte == 0x20 || (0x09...0x0D).contains(byte)
        : text.decode(.init(bytes[index..<end])).properties.isWhitespace
      if isSpace {
        if let first = start { body(first..<index) }
        start = nil
      } else if start == nil {
        start = index
      }
      index = end
    }
    if let first = start { body(first..<bytes.count) }
  }

  /// Adds what was counted of the part behind this one.
  mutating func add(_ other: WordCounts) {
    wordCount += other.wordCount
    scalarCount += other.scalarCount
    for model in tokens.indices {
      tokens[model] += other.tokens[model]
      unknownTokens[model] += other.unknownTokens[model]
      for length in byLength[model].indices { byLength[model][length] += other.byLength[model][length] }
      for second in tokens.indices { agreements[model][second] += other.agreements[model][second] }
    }
    for (bytes, word) in other.words {
      guard var known = words[bytes] else {
        words[bytes] = word
        continue
      }
      known.occurrences += word.occurrences
      for model in tokens.indices { known.tokens[model] += word.tokens[model] }
      words[bytes] = known
    }
  }
}
