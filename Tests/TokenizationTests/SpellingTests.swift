import TestSupport
import Testing

@testable import Tokenization

/// What tokens stand for, in the vocabularies of different kinds of models; the decoder tells which marks count.
@Suite struct SpellingTests {
  private func vocabulary(_ decoder: String) throws -> Vocabulary { try DecoderCases.read().open(decoder).vocabulary }

  private func bytes(_ vocabulary: Vocabulary, _ raw: String) throws -> [UInt8] {
    let id = try #require(vocabulary.tokenID(forRaw: raw))
    return try #require(vocabulary.bytes(of: id))
  }

  private func text(_ vocabulary: Vocabulary, _ raw: String) throws -> String? {
    vocabulary.text(of: try #require(vocabulary.tokenID(forRaw: raw)))
  }

  @Test func byteLevel() throws {
    let vocabulary = try vocabulary(#"{"type": "ByteLevel"}"#)
    #expect(try text(vocabulary, "Ġthe") == " the" && text(vocabulary, "Ã©") == "é")
    #expect(try bytes(vocabulary, "æ") == [0xE6] && text(vocabulary, "æ") == nil)
    #expect(try text(vocabulary, "▁the") == "▁the" && text(vocabulary, "<0x0A>") == "<0x0A>")
  }

  /// As Llama's files: the space mark is replaced, bytes have tokens.
  @Test func spaceMarksAndByteTokens() throws {
    let vocabulary = try vocabulary(
      #"{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, "#
        + #"{"type": "ByteFallback"}, {"type": "Fuse"}]}"#)
    #expect(
      try text(vocabulary, "▁the") == " the" && text(vocabulary, "a▁b") == "a b" && text(vocabulary, "▁▁") == "  ")
    #expect(try bytes(vocabulary, "<0xE6>") == [0xE6] && text(vocabulary, "<0x0A>") == "\n")
    #expect(try text(vocabulary, "<0xE6>") == nil && text(vocabulary, "<0xzz>") == "<0xzz>")
    #expect(try text(vocabulary, "Ġthe") == "Ġthe")
  }

  /// As T5's files.
  @Test func metaspace() throws {
    let vocabulary = try vocabulary(#"{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"}"#)
    #expect(try text(vocabulary, "▁the") == " the" && text(vocabulary, "<0xE6>") == "<0xE6>")
    // Added tokens stand for themselves.
    #expect(try text(vocabulary, "▁new") == "▁new")
  }

  @Test func wordEnds() throws {
    let vocabulary = try vocabulary(#"{"type": "BPEDecoder", "suffix": "</w>"}"#)
    #expect(try text(vocabulary, "the</w>") == "the " && text(vocabulary, "a</w>b") == "a</w>b")
    #expect(try text(vocabulary, "</w>") == " ")
  }

  /// As CLIP's files: bytes as characters, and the ends of words marked.
  @Test func wordEndsOfBytes() throws {
    var spelling = TokenSpelling()
    spelling.isByteLevel = true
    spelling.wordSuffix = Array("</w>".utf8)
    func text(_ token: String) -> String {
      Array(token.utf8).withUnsafeBufferPointer { String(decoding: spelling.bytes(of: $0), as: UTF8.self) }
    }
    #expect(text("Ã©</w>") == "é " && text("the") == "the" && text("</w>") == " ")
  }

  @Test func piecesInsideWords() throws {
    // The model says ##, whatever the decoder does.
    let vocabulary = try vocabulary("null")
    let ing = try #require(vocabulary.tokenID(forRaw: "##ing"))
    #expect(vocabulary.isContinuation(ing) && vocabulary.text(of: ing) == "ing")
    let mark = try #require(vocabulary.tokenID(forRaw: "##"))
    #expect(!vocabulary.isContinuation(mark) && vocabulary.text(of: mark) == "##")
    #expect(!vocabulary.isContinuation(try #require(vocabulary.tokenID(forRaw: "[PAD]"))))
  }

  @Test(
    arguments: [
      ("<0x0A>", 0x0A), ("<0xff>", 0xFF), ("<0x+A>", 0x0A), ("<0x-0>", nil), ("<0x1>", nil), ("<0xG0>", nil),
      ("<0xé>", nil),
      ("<0x001>", nil), ("", nil),
    ] as [(String, UInt8?)])
  func byteTokens(token: String, byte: UInt8?) {
    #expect(ByteToken.byte(Array(token.utf8)) == byte)
  }

  @Test func theVocabularyIsACollection() throws {
    let folder = try TemporaryFolder()
    let vocabulary = try Tokenizer.open(
      vocabJSON: folder.write("vocab.json", #"{"a": 2, "b": 7, "<|endoftext|>": 4}"#),
      merges: folder.write("merges.txt", "")
    ).vocabulary
    #expect(Array(vocabulary.indices) == [2, 4, 7] && vocabulary.startIndex == 2 && vocabulary.endIndex == 8)
    #expect(vocabulary.first?.raw == "a" && vocabulary.last?.raw == "b" && vocabulary[4].isSpecial)
    #expect(vocabulary.reversed().map(\.id) == [7, 4, 2] && vocabulary.index(before: 7) == 4)
    #expect(vocabulary.dropFirst().map(\.id) == [4, 7] && vocabulary.count == 3 && !vocabulary.isEmpty)
    #expect(vocabulary.firstIndex { $0.raw == "b" } == 7)
  }
}
