import TestSupport
import Testing

@testable import Tokenization

/// What the names in GGUF files mean, and how the values of SentencePiece models in them can lie.
@Suite struct GGUFTests {
  @Test(arguments: [
    ("gpt-2", "the 1234", ["the", " 1234"]), ("smollm", "a 12", ["a", " ", "1", "2"]),
    ("llama-bpe", "a 1234'LL", ["a", " ", "123", "4", "'LL"]), ("qwen2", "12 x", ["1", "2", " x"]),
    ("qwen2", "a\u{301}b", ["a", "\u{301}b"]), ("qwen35", "a\u{301}b", ["a\u{301}b"]),
    ("gpt-4o", "HelloWorld's", ["Hello", "World's"]),
    ("tekken", "HelloWorld's 12", ["Hello", "World", "'s", " ", "1", "2"]),
    ("deepseek-v3", "1234 日本x", ["123", "4", " ", "日本", "x"]), ("deepseek-llm", "ab 12\n", ["ab", " ", "12", "\n"]),
    ("deepseek-coder", "ab 12", ["ab", " ", "1", "2"]), ("falcon", "a$12345", ["a", "$", "123", "45"]),
  ])
  func howTextIsSplit(name: String, text: String, expected: [String]) throws {
    let splitting = try #require(GGUFSplitting(named: name))
    let stages = try SplitPatterns.stages(splitting.patterns, dialect: .oniguruma)
    var pieces: [String] = []
    try Array(text.utf8).withUnsafeBufferPointer { bytes in
      let view = TextView(bytes: bytes, sources: nil, base: 0)
      try stages.split(view, [0..<bytes.count]) { spelled, ranges in
        for range in ranges {
          let bytes = ByteAlphabet.decode(UnsafeBufferPointer(rebasing: spelled.bytes[range]))
          pieces.append(String(decoding: bytes ?? [], as: UTF8.self))
        }
      }
    }
    #expect(pieces == expected)
  }

  @Test func everyNameHasPatternsThatCompile() throws {
    #expect(GGUFSplitting.names.count > 90)
    for name in GGUFSplitting.names {
      let splitting = try #require(GGUFSplitting(named: name))
      _ = try SplitPatterns.stages(splitting.patterns, dialect: .oniguruma)
    }
    #expect(GGUFSplitting(named: "wishful") == nil)
  }

  @Test func spoiledSentencePieceValues() throws {
    func each(_ body: (GGUFVocabulary) throws -> Void) throws {
      for (name, model) in [("bpe-bytes", "llama"), ("unigram-rules", "t5")] {
        try body(SentencePieceTests.gguf(name, model: model))
      }
    }
    func refuses(_ spoil: (inout GGUFVocabulary) -> Void) throws {
      try each { gguf in
        var gguf = gguf
        spoil(&gguf)
        #expect(throws: TokenizationError.self) { try Tokenizer(gguf: gguf) }
      }
    }
    try refuses { $0.scores.removeLast() }
    try refuses { $0.tokenTypes.removeLast() }
    try refuses { $0.tokens[9] = [0xFF] }
    try refuses { $0.tokens = [] }
    // Such a vocabulary is listed, and its texts are refused.
    try each { gguf in
      var gguf = gguf
      gguf.scores[9] = .nan
      let tokenizer = try Tokenizer(gguf: gguf)
      #expect(tokenizer.vocabulary.count == gguf.tokens.count)
      #expect(throws: TokenizationError.self) { try tokenizer.encode("a") }
    }
  }

  @Test func oddSentencePieceValuesAreTakenAsTheReferenceTakesThem() throws {
    var gguf = try SentencePieceTests.gguf("bpe-bytes", model: "llama")
    let ids = try Tokenizer(gguf: gguf).encode("the words").ids
    (gguf.tokenTypes[9], gguf.tokenTypes[10]) = (7, -1)
    (gguf.addsBegin, gguf.beginID) = (true, 1 << 40)
    gguf.tokens.append([])
    gguf.scores.append(0)
    gguf.tokenTypes.append(5)
    let tokenizer = try Tokenizer(gguf: gguf)
    #expect(try tokenizer.encode("the words").ids == [1] + ids)
    #expect(tokenizer.vocabulary.raw(of: gguf.tokens.count - 1) == "[EMPTY_\(gguf.tokens.count - 1)]")
  }

  @Test func aTokenThatIsThereTwiceIsFoundUnderItsLaterID() throws {
    var gguf = try GGUFVocabulary.bytePairs(pre: "gpt-2")
    let a = try #require(gguf.tokens.firstIndex(of: [0x61]))
    gguf.tokens.append([0x61])
    gguf.tokenTypes.append(1)
    let tokenizer = try Tokenizer(gguf: gguf)
    #expect(try tokenizer.encode("a").ids == [gguf.tokens.count - 1])
    #expect(try tokenizer.decode([a, gguf.tokens.count - 1]) == "aa")
  }

  @Test func textsNeedMergesAndAKnownSplit() throws {
    var gguf = try GGUFVocabulary.bytePairs(pre: "wishful")
    var tokenizer = try Tokenizer(gguf: gguf)
    #expect(try tokenizer.decode([#require(tokenizer.tokenID(forRaw: "a"))]) == "a")
    var error = #expect(throws: TokenizationError.self) { try tokenizer.encode("a") }
    #expect(error?.description.contains("tokenizer.ggml.pre: “wishful”") == true)
    let expected = try Tokenizer(gguf: .bytePairs(pre: "gpt-2")).encode("the 1234's").ids
    for pattern in ["gpt-2", "gpt2", KnownExpression.gpt2.rawValue] {
      #expect(try Tokenizer(gguf: gguf, pattern: pattern).encode("the 1234's").ids == expected)
    }
    #expect(throws: TokenizationError.self) { try Tokenizer(gguf: gguf, pattern: "(") }
    gguf.pre = "gpt-2"
    gguf.merges = []
    tokenizer = try Tokenizer(gguf: gguf)
    error = #expect(throws: TokenizationError.self) { try tokenizer.encode("a") }
    #expect(error == .missing(file: "model.gguf", field: "tokenizer.ggml.merges"))
    gguf.merges = [Array("a wishful".utf8)]
    tokenizer = try Tokenizer(gguf: gguf)
    error = #expect(throws: TokenizationError.self) { try tokenizer.encode("a") }
    #expect(error?.description.contains("tokenizer.ggml.merges[0]: expected tokens of the vocabulary") == true)
    gguf.merges = [Array("awishful".utf8)]
    tokenizer = try Tokenizer(gguf: gguf)
    error = #expect(throws: TokenizationError.self) { try tokenizer.encode("a") }
    #expect(error?.description.contains("tokenizer.ggml.merges[0]: expected two tokens with one space") == true)
  }

  @Test(arguments: ["rwkv", "plamo2", "plamo3", "hybriddna", "wishful", ""])
  func modelsThatAreListedAlone(model: String) throws {
    let tokens = ["a", #"\x41\n"#, "<0xE2>"].map { Array($0.utf8) }
    let tokenizer = try Tokenizer(gguf: GGUFVocabulary(file: "m.gguf", model: model, tokens: tokens))
    let error = #expect(throws: TokenizationError.self) { try tokenizer.encode("a") }
    #expect(error?.description.contains("tokenizer.ggml.model: “\(model)”") == true)
    #expect(try tokenizer.decode([0]) == "a")
    if model == "rwkv" { #expect(tokenizer.vocabulary.bytes(of: 1) == [0x41, 0x0A]) }
    if model.hasPrefix("plamo") { #expect(tokenizer.vocabulary.bytes(of: 2) == [0xE2]) }
  }

  @Test(arguments: ["none", "no_vocab"])
  func aModelWithoutTokens(model: String) throws {
    let gguf = GGUFVocabulary(file: "m.gguf", model: model, tokens: [])
    #expect(throws: TokenizationError.emptyVocabulary(file: "m.gguf")) { try Tokenizer(gguf: gguf) }
  }

  /// llama.cpp's own reading of such tokens, cut short as it is there.
  @Test(
    arguments: [
      (#"\x"#, []), (#"\x4"#, []), (#"a\"#, [0x61]), (#"\q\\"#, [0x71, 0x5C]), (#"\xE2\xff"#, [0xE2, 0xFF]),
      (#"\t\r\n"#, [9, 13, 10]),
    ] as [(String, [UInt8])])
  func escapedTokens(token: String, bytes: [UInt8]) {
    #expect(GGUFEscapes.bytes(of: Array(token.utf8)) == bytes)
  }

  /// The file lacks the bytes of è, C3 and A8: they vanish, and what stands on both sides stays apart.
  @Test func bytesThatAreNoTokensSeparateAsInLlamaCpp() throws {
    var gguf = GGUFVocabulary(
      file: "model.gguf", model: "gpt2", pre: "gpt-2", tokens: ["a", "b", "ab", "©"].map { Array($0.utf8) })
    gguf.merges = [Array("a b".utf8)]
    gguf.addsBegin = false
    let tokenizer = try Tokenizer(gguf: gguf)
    #expect(try tokenizer.encode("ab").ids == [2])
    #expect(try tokenizer.encode("aèb").ids == [0, 1])
    #expect(try tokenizer.encode("aéb").ids == [0, 3, 1])
    #expect(try tokenizer.encode("aèb").offsets == [0..<1, 3..<4])
    #expect(try tokenizer.encode("aéb").offsets == [0..<1, 1..<3, 3..<4])
  }
}
