import TestSupport
import Testing

@testable import Tokenization

@Suite struct VocabularyTests {
  @Test func formsOfByteLevelTokens() throws {
    let vocabulary = try Tokenizer.open(tokenizerJSON: ReferenceCases.path("bpe-gpt2.json")).vocabulary
    let the = try #require(vocabulary.tokenID(forRaw: "Ġthe"))
    #expect(vocabulary.raw(of: the) == "Ġthe")
    #expect(vocabulary.bytes(of: the) == [0x20, 0x74, 0x68, 0x65])
    #expect(vocabulary.text(of: the) == " the")
    #expect(vocabulary.display(of: the) == "“␣the”")
    let byte = try #require(vocabulary.tokenID(forRaw: "â"))
    #expect(vocabulary.bytes(of: byte) == [0xE2])
    #expect(vocabulary.text(of: byte) == nil)
    #expect(vocabulary.display(of: byte) == "“<0xE2>”")
    let end = try #require(vocabulary.tokenID(forRaw: "<|endoftext|>"))
    #expect(vocabulary.isSpecial(end) && vocabulary.isAdded(end) && !vocabulary.isSpecial(the))
    #expect(vocabulary.text(of: end) == "<|endoftext|>")
    #expect(vocabulary.tokenID(forRaw: " the") == nil)
    #expect(vocabulary.raw(of: -1) == nil && vocabulary.bytes(of: 1 << 40) == nil)
  }

  @Test func formsOfWordPieces() throws {
    let vocabulary = try Tokenizer.open(vocabText: ReferenceCases.path("vocab.txt")).vocabulary
    let ing = try #require(vocabulary.tokenID(forRaw: "##ing"))
    #expect(vocabulary.isContinuation(ing) && vocabulary.text(of: ing) == "ing")
    let special = try #require(vocabulary.tokenID(forRaw: "[MASK]"))
    #expect(!vocabulary.isContinuation(special) && vocabulary.isSpecial(special))
    #expect(!vocabulary.isContinuation(try #require(vocabulary.tokenID(forRaw: "the"))))
  }

  @Test func countsAndEntries() throws {
    let tokenizer = try Tokenizer.open(tokenizerJSON: ReferenceCases.path("bpe-added.json"))
    let vocabulary = tokenizer.vocabulary
    // “é” and the others are new; “word” may not be: the model's own count says.
    let entries = Array(vocabulary)
    #expect(entries.count == vocabulary.count && vocabulary.count > vocabulary.countWithoutAdded)
    #expect(entries.map(\.id) == entries.map(\.id).sorted())
    #expect(vocabulary.holes == 0 && vocabulary.idLimit == vocabulary.count)
    for entry in entries { #expect(vocabulary.tokenID(forRaw: entry.raw) == entry.id) }
  }

  @Test func holesAreCounted() throws {
    let folder = try TemporaryFolder()
    let vocabulary = try Tokenizer.open(
      vocabJSON: folder.write("vocab.json", #"{"a": 0, "b": 7, "<|endoftext|>": 3}"#),
      merges: folder.write("merges.txt", "")
    ).vocabulary
    #expect(vocabulary.count == 3 && vocabulary.idLimit == 8 && vocabulary.holes == 5)
    #expect(vocabulary.map(\.id) == [0, 3, 7])
    #expect(!vocabulary.contains(5) && vocabulary.entry(5) == nil)
  }

  @Test func composedAndDecomposedStayApart() throws {
    let folder = try TemporaryFolder()
    let vocabulary = try Tokenizer.open(
      vocabJSON: folder.write("vocab.json", "{\"\u{E9}\": 0, \"e\u{301}\": 1}"), merges: folder.write("merges.txt", "")
    ).vocabulary
    #expect(vocabulary.tokenID(forRaw: "\u{E9}") == 0)
    #expect(vocabulary.tokenID(forRaw: "e\u{301}") == 1)
  }

  @Test(
    arguments: [
      ([0x20, 0x61], "“␣a”"), ([0xE2, 0x80], "“<0xE2><0x80>”"), ([0x61, 0x0A, 0x1B], "“a␊␛”"), ([], "“”"),
      ([0xE2, 0x80, 0xAE, 0x78], "“<U+202E>x”"), ([0x05, 0xC3, 0xA9, 0xC3], "“␅é<0xC3>”"),
      ([0xED, 0xA0, 0x80], "“<0xED><0xA0><0x80>”"),
      ([0xF0, 0x9F, 0x99, 0x82, 0x20], "“🙂␣”"),
    ] as [([UInt8], String)])
  func displayForms(bytes: [UInt8], shown: String) {
    #expect(TokenText.display(bytes) == shown)
  }

  @Test func theByteAlphabetIsOneToOne() {
    #expect(Set(ByteAlphabet.scalars).count == 256)
    for byte in UInt8.min...UInt8.max {
      var character: [UInt8] = []
      ByteAlphabet.append([byte], to: &character)
      #expect(character.withUnsafeBufferPointer { ByteAlphabet.decode($0) } == [byte])
      #expect(character.count == ByteAlphabet.encodedLength(byte))
    }
    #expect(ByteAlphabet.byte(0x20) == nil && ByteAlphabet.byte(0x144) == nil)
    #expect(ByteAlphabet.byte(0x120) == 0x20 && ByteAlphabet.byte(0x10A) == 0x0A)
  }
}
