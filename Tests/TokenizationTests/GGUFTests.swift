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
    #expect(GGUFSplitting.names.count > 40)
    for name in GGUFSplitting.names {
      let splitting = try #require(GGUFSplitting(named: name))
      _ = try SplitPatterns.stages(splitting.patterns, dialect: .oniguruma)
    }
    #expect(GGUFSplitting(named: "default") == nil && GGUFSplitting(named: "") == nil)
  }

  @Test func spoiledSentencePieceValues() throws {
    func refuses(_ spoil: (inout GGUFVocabulary) -> Void) throws {
      for (name, model) in [("bpe-bytes", "llama"), ("unigram-rules", "t5")] {
        var gguf = try SentencePieceTests.gguf(name, model: model)
        spoil(&gguf)
        #expect(throws: TokenizationError.self) { try Tokenizer(gguf: gguf) }
      }
    }
    try refuses { $0.scores.removeLast() }
    try refuses { $0.scores[9] = .nan }
    try refuses { $0.tokenTypes[9] = 7 }
    try refuses { $0.tokenTypes[9] = -1 }
    try refuses { ($0.tokenTypes, $0.unknownID) = ([], nil) }
    try refuses { $0.tokens[9] = $0.tokens[8] }
    try refuses { $0.tokens[9] = [0xFF] }
    try refuses { $0.tokens[9] = [] }
    try refuses { $0.characterMap = [1, 2, 3] }
    try refuses { ($0.addsBegin, $0.beginID) = (true, 1 << 40) }
    try refuses { ($0.addsEnd, $0.endID) = (true, nil) }
  }
}
