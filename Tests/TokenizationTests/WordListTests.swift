import TestSupport
import Testing

@testable import Tokenization

/// The tokenizer of a plain list of words.
@Suite struct WordListTests {
  private func tokenizer(_ words: String...) throws -> Tokenizer {
    try .open(words: words.map { ArraySlice($0.utf8) }, file: "v.vec")
  }

  @Test func wordsStandForThemselves() throws {
    let tokenizer = try tokenizer("the", "New", "York", "New York", "The", "é", "e\u{301}")
    #expect(try tokenizer.encode("the York\tThe\n the").ids == [0, 2, 4, 0])
    // A word that has spaces is found as a whole; its parts otherwise.
    #expect(try tokenizer.encode("New York").ids == [3])
    #expect(try tokenizer.encode(" New York ").ids == [3])
    #expect(try tokenizer.encode("the New York").ids == [0, 1, 2])
    // Words are bytes: composed and decomposed é are two.
    #expect(try tokenizer.encode("e\u{301} é").ids == [6, 5])
    #expect(try tokenizer.decode([0, 3]) == "the New York")
    #expect(try tokenizer.encode("the York").offsets == [0..<3, 4..<8])
    #expect(try tokenizer.encode("  ").ids.isEmpty)
  }

  @Test func aWordThatIsNotThereIsAnError() throws {
    #expect(throws: TokenizationError.unknownWord("of")) { try tokenizer("the").encode("the of the") }
  }

  @Test func ofAWordThatComesTwiceTheFirstCounts() throws {
    // Enough words that the table grows behind them.
    let many = (0..<100).map { "w\($0)" }
    let words = ["a", "b", "a"] + many + ["b"]
    let tokenizer = try Tokenizer.open(words: words.map { ArraySlice($0.utf8) }, file: "v.vec")
    #expect(try tokenizer.encode("a b w7").ids == [0, 1, 10])
    #expect(tokenizer.vocabulary.count == words.count && tokenizer.vocabulary.raw(of: 2) == "a")
    #expect(tokenizer.notes == ["v.vec has 2 tokens more than once (a, b); text becomes the first of each"])
    #expect(try tokenizer.unreachableTokens().map(\.id) == [2, words.count - 1])
  }

  @Test func bytesThatAreNoTextAreKept() throws {
    let tokenizer = try Tokenizer.open(words: [[0xE2, 0x80], [], [0x61]].map { ArraySlice($0) }, file: "v.vec")
    #expect(tokenizer.vocabulary.rawBytes(of: 0) == [0xE2, 0x80] && tokenizer.vocabulary.rawBytes(of: 1) == [])
    #expect(throws: TokenizationError.emptyVocabulary(file: "e")) {
      try Tokenizer.open(words: [ArraySlice<UInt8>](), file: "e")
    }
  }

  @Test func spellingsAreFoundByExpressions() throws {
    let vocabulary = try tokenizer("king", "kings", "King", "a king", "ing").vocabulary
    #expect(try vocabulary.tokenIDs(matching: "^king") == [0, 1])
    #expect(try vocabulary.tokenIDs(matching: "ing$") == [0, 2, 3, 4])
    #expect(try vocabulary.tokenIDs(matching: "(?i)^k.*s?$") == [0, 1, 2])
    #expect(throws: TokenizationError.self) { try vocabulary.tokenIDs(matching: "(") }
  }
}
