import TestSupport
import Testing

@testable import Tokenization

@Suite struct ModelTests {
  /// Worked out by hand: l o w → lo w → low.
  ///
  /// e r comes later: lower → low e r → low er.
  @Test func bytePairsByHand() throws {
    let tokenizer = try small(["l": 0, "o": 1, "w": 2, "e": 3, "r": 4, "lo": 5, "low": 6, "er": 7], "l o\nlo w\ne r\n")
    #expect(try tokenizer.encode("lower").tokens == ["low", "er"])
    #expect(try tokenizer.encode("lower").offsets == [0..<3, 3..<5])
    #expect(try tokenizer.encode("wol").tokens == ["w", "o", "l"])
  }

  /// Of two places where the same merge is possible, the left one comes first: aaa → aa a.
  @Test func equalRanksMergeFromTheLeft() throws {
    let tokenizer = try small(["a": 0, "aa": 1, "aaaa": 2], "a a\naa aa\n")
    #expect(try tokenizer.encode("aaa").tokens == ["aa", "a"])
    #expect(try tokenizer.encode("aaaaaaa").tokens == ["aaaa", "aa", "a"])
  }

  @Test func theQueueMergesAsTheLoopDoes() throws {
    let tokenizer = try Tokenizer.open(tokenizerJSON: ReferenceCases.path("bpe-fused.json"))
    guard case .bytePairs(let model) = tokenizer.model else { throw TokenizationError.missing(file: "", field: "") }
    var random = Generator(state: 11)
    let letters = Array("theandiog ".utf8).map { UInt32(model.byteTokens[Int($0)]) }.filter { $0 != .max }
    for length in [2, 3, 5, 8, 13, 34, 95, 96, 97, 98, 150, 200] {
      let symbols = (0..<length).map { index in
        BytePairModel.Symbol(id: letters.randomElement(using: &random) ?? 0, end: UInt32(index + 1), merge: .max)
      }
      var queued = BytePairModel.Scratch()
      queued.symbols = symbols
      model.mergeWithQueue(&queued)
      // The definition itself: look at all pairs, merge the lowest, the leftmost of equals, and look again.
      var plain = symbols
      while let best = plain.indices.dropLast().map({ ($0, model.merges.value(plain[$0].id, plain[$0 + 1].id)) })
        .filter({ $0.1 != MergeTable.none }).min(by: { ($0.1 >> 32, $0.0) < ($1.1 >> 32, $1.0) })
      {
        plain[best.0].id = UInt32(truncatingIfNeeded: best.1)
        plain[best.0].end = plain[best.0 + 1].end
        plain.remove(at: best.0 + 1)
      }
      #expect(queued.symbols.map(\.id) == plain.map(\.id) && queued.symbols.map(\.end) == plain.map(\.end))
      var merged = BytePairModel.Scratch()
      merged.symbols = symbols
      model.merge(&merged)
      #expect(merged.symbols.map(\.id) == plain.map(\.id))
    }
  }

  @Test func aMegabyteOfOneLetter() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    let pairs = try small(["a": 0, "aa": 1, "aaaa": 2], "a a\naa aa\n")
    #expect(try pairs.encode(utf8: bytes).ids.count == 1 << 18)
    let words = try Tokenizer.open(vocabText: ReferenceCases.path("vocab.txt"))
    #expect(try words.encode(utf8: bytes).tokens == ["[CLS]", "[UNK]", "[SEP]"])
    let scored = try model(#"{"vocab": [["a", -1], ["aa", -1.5], ["aaaa", -2]]}"#)
    #expect(try scored.tokenIDs(of: String(decoding: bytes, as: UTF8.self)) == Array(repeating: 2, count: 1 << 18))
    let characters = try model(
      #"{"type": "BPE", "vocab": {"a": 0, "aa": 1, "aaaa": 2}, "merges": ["a a", "aa aa"]}"#)
    #expect(try characters.tokenIDs(of: String(decoding: bytes, as: UTF8.self)) == Array(repeating: 2, count: 1 << 18))
  }

  /// unaffable: the longest piece at each step, the textbook example of WordPiece.
  @Test func wordPiecesByHand() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nun\n##aff\n##able\n##a\naff\r\n##un\n")
    let tokenizer = try Tokenizer.open(vocabText: path)
    #expect(
      try tokenizer.encode("UNAFFABLE unaffx aff").tokens == [
        "[CLS]", "un", "##aff", "##able", "[UNK]", "aff", "[SEP]",
      ])
    #expect(try tokenizer.encode("UNAFFABLE unaffx").offsets == [0..<0, 0..<2, 2..<5, 5..<9, 10..<16, 0..<0])
  }

  /// a ab has -2.5, a a b -3; the characters of ééx are unknown together.
  @Test func unigramByHand() throws {
    let tokenizer = try model(#"{"unk_id": 0, "vocab": [["<unk>", 0], ["a", -1], ["b", -1], ["ab", -1.5]]}"#)
    #expect(try tokenizer.encode("aab").tokens == ["a", "ab"])
    #expect(try tokenizer.encode("aééxb").ids == [1, 0, 2])
    #expect(try tokenizer.encode("aééxb").tokens == ["a", "ééx", "b"])
    #expect(try tokenizer.encode("aééxb").offsets == [0..<1, 1..<6, 6..<7])
    #expect(throws: TokenizationError.noUnknownToken(name: nil)) { try model(#"{"vocab": [["a", -1]]}"#).encode("ab") }
  }

  /// Of a a, aa and their like, the way found first stays when sums are equal: the last token is the longest.
  @Test func equalSumsKeepTheFirstWay() throws {
    let tokenizer = try model(#"{"unk_id": 0, "vocab": [["<unk>", -9], ["a", -1], ["aa", -2]]}"#)
    #expect(try tokenizer.encode("aaa").tokens == ["a", "aa"])
  }

  @Test func unknownCharactersBecomeTheirBytes() throws {
    let bytes = (0...255).map { String(decoding: ByteToken.spelling(of: $0), as: UTF8.self) }
    let vocabulary = (["<unk>", "a"] + bytes).enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ", ")
    let tokenizer = try model(
      #"{"type": "BPE", "unk_token": "<unk>", "byte_fallback": true, "merges": [], "vocab": {\#(vocabulary)}}"#)
    #expect(try tokenizer.encode("aé").tokens == ["a", "<0xC3>", "<0xA9>"])
    #expect(try tokenizer.encode("aé").offsets == [0..<1, 1..<3, 1..<3])
    #expect(tokenizer.vocabulary.bytes(of: 2 + 0xC3) == [0xC3])
  }

  @Test func wordsAsAWhole() throws {
    let tokenizer = try model(#"{"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "low": 1}}"#)
    #expect(try tokenizer.encode("low").ids == [1] && tokenizer.encode("lower").ids == [0])
    #expect(throws: TokenizationError.noUnknownToken(name: "?")) {
      try model(#"{"type": "WordLevel", "unk_token": "?", "vocab": {"low": 1}}"#).encode("lower")
    }
  }

  /// A tokenizer that is nothing but a model.
  private func model(_ json: String) throws -> Tokenizer {
    let folder = try TemporaryFolder()
    return try Tokenizer.open(tokenizerJSON: folder.write("tokenizer.json", "{\"model\": \(json)}"))
  }

  @Test func aPairThatComesTwiceHasItsLaterRank() throws {
    // As in the reference: “a b” again as the last merge comes after “b c”.
    let tokens = ["a": 0, "b": 1, "c": 2, "ab": 3, "bc": 4]
    #expect(try small(tokens, "a b\nb c\n").encode("abc").tokens == ["ab", "c"])
    #expect(try small(tokens, "a b\nb c\na b\n").encode("abc").tokens == ["a", "bc"])
  }

  @Test func invalidUTF8IsRefusedWithItsPlace() throws {
    let tokenizer = try Tokenizer.open(vocabText: ReferenceCases.path("vocab.txt"))
    #expect(throws: TokenizationError.invalidUTF8(offset: 2)) { try tokenizer.encode(utf8: [0x61, 0x62, 0x80, 0x63]) }
    #expect(throws: TokenizationError.invalidUTF8(offset: 1)) {
      try [UInt8]([0x61, 0xED, 0xA0, 0x80]).withUnsafeBufferPointer { (bytes) throws in
        try tokenizer.tokenIDs(ofUTF8: bytes)
      }
    }
  }

  @Test func idsThatNoTokenHasAreRefused() throws {
    let tokenizer = try Tokenizer.open(vocabText: ReferenceCases.path("vocab.txt"))
    for id in [-1, tokenizer.vocabulary.count, .max, .min] {
      #expect(throws: TokenizationError.unknownTokenID(id: id, vocabularySize: tokenizer.vocabulary.count)) {
        try tokenizer.decode([2, id])
      }
    }
    #expect(try tokenizer.decode([]) == "")
  }

  private func small(_ tokens: [String: Int], _ merges: String) throws -> Tokenizer {
    let folder = try TemporaryFolder()
    let entries = tokens.sorted { $0.value < $1.value }.map { "\"\($0.key)\": \($0.value)" }
    return try Tokenizer.open(
      vocabJSON: folder.write("vocab.json", "{\(entries.joined(separator: ", "))}"),
      merges: folder.write("merges.txt", "#version: 0.2\n" + merges))
  }
}

/// A small generator of numbers that are the same in every run (an LCG with Knuth's constants).
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 31
  }
}
