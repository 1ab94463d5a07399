import Testing

@testable import Tokenization

/// Ids alone, which words met before give quickly, against the tokens of whole encodings, which do without.
@Suite struct WordPassTests {
  private func expectSame(_ tokenizer: Tokenizer, _ text: [UInt8]) throws {
    let text = String(decoding: text, as: UTF8.self)
    let expected = try tokenizer.encode(text, addSpecialTokens: false).ids
    // Twice: before its words are known, and after.
    for _ in 0..<2 {
      let found = try tokenizer.tokenIDs(of: text, addSpecialTokens: false)
      if found != expected { Issue.record("other ids for \(text.prefix(100).debugDescription)") }
    }
  }

  /// Byte pairs over all bytes, with some merges, and GPT-2's pattern.
  private func byteLevel(_ cutters: [Cutter], splits: Bool) throws -> Tokenizer {
    let spelled = { (bytes: [UInt8]) in
      var result: [UInt8] = []
      ByteAlphabet.append(bytes, to: &result)
      return result
    }
    var tokens = (0...255).map { spelled([$0]) }
    var pairs: [([UInt8], [UInt8])] = []
    for (left, right) in [("w", "o"), ("r", "d"), ("wo", "rd"), (" ", "word"), ("a", "a"), ("aa", "aa"), (" ", " ")] {
      pairs.append((spelled(Array(left.utf8)), spelled(Array(right.utf8))))
      tokens.append(spelled(Array((left + right).utf8)))
    }
    var table = TokenTable(fileSize: 1 << 20, capacity: tokens.count)
    for (id, token) in tokens.enumerated() { try token.withUnsafeBufferPointer { try table.insert($0, id: id) } }
    var merges = MergeTable(capacity: pairs.count)
    for (rank, (left, right)) in pairs.enumerated() {
      let ids = [left, right, left + right].map { UInt32(table.id(of: $0) ?? 0) }
      merges.insert(ids[0], ids[1], rank: UInt32(rank), result: ids[2])
    }
    let stages = cutters.map(PreTokenizer.cutting) + [.byteLevel(ByteLevelPreTokenizer(splits: splits))]
    return Tokenizer(
      normalizer: nil, preTokenizer: .sequence(stages),
      model: .bytePairs(BytePairModel(table: table, merges: merges)), postProcessor: .none, decoder: .byteLevel,
      added: try AddedTokens([], normalizer: nil, file: "none"))
  }

  @Test func byteLevelIDsAreThoseOfEncodings() throws {
    let cutters: [[Cutter]] =
      [[]] + VectorSplitTests.Form.allCases.filter { $0 != .gpt2 }.map(\.cutters)
    for cutters in cutters {
      let tokenizer = try byteLevel(cutters, splits: cutters.isEmpty)
      var random = Generator(state: 18)
      for round in 0..<200 { try expectSame(tokenizer, RandomText.next(parts: round % 50, using: &random)) }
      try expectSame(tokenizer, RandomText.next(parts: 3000, using: &random))
      try expectSame(tokenizer, [UInt8](repeating: UInt8(ascii: "a"), count: 20_000))
      // More words than the table begins with room for.
      try expectSame(tokenizer, Array((0..<30_000).map { " w\($0 % 7)o\($0)x" }.joined().utf8))
    }
  }

  /// Spaces marked with ▁, byte pairs over characters and bytes: with a space before the text and without, and with a piece that
  /// users defined.
  @Test(arguments: [true, false], [[], ["[A]"]])
  func markedWordsAreThoseOfEncodings(addsSpace: Bool, added: [String]) throws {
    let mark = SentencePieceVocabulary.spaceMark
    var tokens: [[UInt8]] = (0...255).map { ByteToken.spelling(of: $0) }
    tokens += ["<unk>", "▁", "w", "o", "r", "d", "a", "b", "中", "'", "s"].map { Array($0.utf8) }
    tokens += ["wo", "rd", "word", "▁word", "aa", "aaaa", "▁▁", "▁▁▁▁", "▁a", "'s"].map { Array($0.utf8) }
    tokens += added.map { Array($0.utf8) }
    var table = TokenTable(fileSize: 1 << 20, capacity: tokens.count)
    for (id, token) in tokens.enumerated() { try token.withUnsafeBufferPointer { try table.insert($0, id: id) } }
    let merges = MergeTable(splittingTokensOf: table) { $0 > 256 && $0 < 276 ? UInt32($0) : nil }
    var options = BytePairModel.Options()
    (options.unknownToken, options.byteFallback, options.fusesUnknown) = ("<unk>", true, true)
    let marking = Normalizer.replace(ReplaceNormalizer(pattern: .literal(Array(" ".utf8)), content: mark))
    let prepending = Normalizer.prepend(PrependNormalizer(content: mark))
    let tokenizer = Tokenizer(
      normalizer: addsSpace ? .sequence([prepending, marking]) : marking, preTokenizer: nil,
      model: .bytePairs(BytePairModel(table: table, merges: merges, options: options)), postProcessor: .none,
      decoder: .spaces,
      added: try AddedTokens(
        added.map { AddedToken(content: Array($0.utf8), id: table.id(of: Array($0.utf8)) ?? 0, isNormalized: true) },
        normalizer: nil, file: "none"))
    guard case .markedWords = tokenizer.pipeline.way else {
      Issue.record("not taken word by word")
      return
    }
    var random = Generator(state: 19)
    for round in 0..<600 {
      let text = RandomText.next(parts: round % 50, using: &random)
      try expectSame(tokenizer, text)
      try expectSame(tokenizer, Array("[A]".utf8) + text + Array(" [A] ".utf8) + text)
    }
    try expectSame(tokenizer, RandomText.next(parts: 3000, using: &random))
    try expectSame(tokenizer, [UInt8](repeating: UInt8(ascii: "a"), count: 10_000))
    try expectSame(tokenizer, [UInt8](repeating: UInt8(ascii: " "), count: 10_000))
  }

  /// A token that goes on over a space: words depend on each other.
  @Test func dependentWordsGoStageByStage() throws {
    var table = TokenTable(fileSize: 1 << 20, capacity: 4)
    for (id, token) in ["▁", "a", "b", "a▁b"].enumerated() {
      try Array(token.utf8).withUnsafeBufferPointer { try table.insert($0, id: id) }
    }
    let model = BytePairModel(table: table, merges: MergeTable(splittingTokensOf: table) { UInt32($0) })
    let mark = SentencePieceVocabulary.spaceMark
    let marking = Normalizer.replace(ReplaceNormalizer(pattern: .literal(Array(" ".utf8)), content: mark))
    #expect(WordPass(normalizer: marking, preTokenizer: nil, model: .bytePairs(model)) == nil)
    #expect(WordPass(normalizer: nil, preTokenizer: nil, model: .bytePairs(model)) == nil)
  }

  @Test func cacheKeepsWhatItsPlacesHold() {
    let cache = WordCache()
    for word in 0..<100_000 {
      let ids = (0..<word % 7 + 1).map { UInt32(word + $0) }
      ids.withUnsafeBufferPointer { cache.keep($0, low: UInt64(word), high: 1 << 56) }
    }
    #expect(cache.pairMask + 1 <= WordCache.mostPairs)
    #expect(cache.pairMask + 1 > 1 << 14)
  }

  @Test func longWordsAreToldApart() {
    var cache = LongWordCache()
    let words = (0..<20_000).map { Array("a word of some length, \($0)".utf8) }
    for (id, word) in words.enumerated() {
      word.withUnsafeBufferPointer { word in
        [UInt32(id), 7].withUnsafeBufferPointer { cache.keep($0, for: word) }
      }
    }
    var known = 0
    for (id, word) in words.enumerated() {
      let found = UnsafeMutablePointer<UInt32>.allocate(capacity: word.count)
      defer { found.deallocate() }
      guard let count = word.withUnsafeBufferPointer({ cache.write($0, to: found) }) else { continue }
      known += 1
      #expect(count == 2 && found[0] == UInt32(id) && found[1] == 7)
    }
    #expect(known > 5000)
  }
}
