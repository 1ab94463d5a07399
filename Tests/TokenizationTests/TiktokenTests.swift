import Foundation
import TestSupport
import Testing

@testable import Tokenization

/// Ranks of our own under the names of well-known files, against what tiktoken makes of tricky texts.
@Suite struct TiktokenTests {
  private struct Cases: Decodable {
    var families: [String: [Case]]

    struct Case: Decodable {
      var text: String
      var ids: [Int]
      var decoded: String
    }
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let ranks = "tokenizer-files/ranks.tiktoken"

  private func file(_ name: String) throws -> String { try folder.write(name, Fixture.bytes(Self.ranks)) }

  @Test func everyFamilyWithAReference() throws {
    let families = try Fixture.decode(Cases.self, "tokenizer-files/tiktoken.cases.json").families
    #expect(families.count == 6)
    for (name, cases) in families {
      let tokenizer = try Tokenizer.open(tiktoken: file("\(name).tiktoken"))
      #expect(cases.count > 100)
      for expected in cases {
        let shown = Comment(rawValue: "\(name): \(expected.text.debugDescription.prefix(80))")
        #expect(try tokenizer.encode(expected.text).ids == expected.ids, shown)
        #expect(try tokenizer.tokenIDs(of: expected.text) == expected.ids, shown)
        #expect(try tokenizer.decode(expected.ids).utf8.elementsEqual(expected.decoded.utf8), shown)
      }
    }
  }

  @Test(arguments: [
    ("gpt2.tiktoken", "gpt2"), ("GPT2.tiktoken", "gpt2"), ("r50k.tiktoken", "r50k_base"),
    ("cl100k_base.tiktoken", "cl100k_base"),
    ("o200k_base-v2.tiktoken", "o200k_base"), ("Qwen.tiktoken", "qwen"), ("qwen-7b.tiktoken", "qwen"),
    ("multilingual.tiktoken", "multilingual"), ("p50k_edit.tiktoken", "p50k_edit"),
  ])
  func theNameTellsTheFamily(name: String, family: String) {
    #expect(TiktokenFamily(fileName: "/some/where.gpt2/\(name)")?.rawValue == family)
  }

  @Test(arguments: ["mine.tiktoken", "tokenizer.model", "gpt22.tiktoken", ".tiktoken"])
  func anotherNameAsksForAPattern(name: String) throws {
    let path = try file(name)
    #expect(throws: TokenizationError.unknownPattern(file: path, known: TiktokenFamily.names)) {
      try Tokenizer.open(tiktoken: path)
    }
    #expect(
      TokenizationError.unknownPattern(file: path, known: ["gpt2"]).description.contains(
        "name the pattern, or give one"))
  }

  @Test func aPatternByNameOrAsAnExpression() throws {
    let path = try file("mine.tiktoken")
    let text = "the 12345 tokens'LL  "
    #expect(
      try Tokenizer.open(tiktoken: path, pattern: "cl100k").tokenIDs(of: text)
        == Tokenizer.open(tiktoken: file("cl100k_base.tiktoken")).tokenIDs(of: text))
    // One piece for each character: no merges at all.
    let single = try Tokenizer.open(tiktoken: path, pattern: "(?s:.)")
    #expect(try single.tokenIDs(of: "the").count == 3)
    #expect(throws: (any Error).self) { try Tokenizer.open(tiktoken: path, pattern: "(") }
  }

  @Test func tokensAreSpelledAsInATokenizerJSON() throws {
    let vocabulary = try Tokenizer.open(tiktoken: file("gpt2.tiktoken")).vocabulary
    let the = try #require(vocabulary.tokenID(forRaw: "Ġthe"))
    #expect(vocabulary.text(of: the) == " the")
    #expect(vocabulary.bytes(of: 0xFF) == [0xFF])
    #expect(vocabulary.isSpecial(50_256) && vocabulary.raw(of: 50_256) == "<|endoftext|>")
  }

  @Test func qwenComposesCharactersFirst() throws {
    let tokenizer = try Tokenizer.open(tiktoken: file("qwen.tiktoken"))
    #expect(try tokenizer.tokenIDs(of: "e\u{301}") == tokenizer.tokenIDs(of: "\u{E9}"))
    #expect(
      tokenizer.vocabulary.raw(of: 151_644) == "<|im_start|>"
        && tokenizer.vocabulary.raw(of: 151_850) == "<|extra_204|>")
  }

  // MARK: Files that lie

  @Test(arguments: [
    "YQ", "YQ==  1", "YQ== x", "YQ== -1", "YQ== 1 2", "YQ==\t1", " 1", "Y*== 1", "YR== 1", "YQ=== 1", "YQ== 9999999999",
    "YWI=c 1",
    "\u{FEFF}YQ== 1",
  ])
  func aBrokenLine(line: String) throws {
    let path = try folder.write("gpt2.tiktoken", Array(Fixture.bytes(Self.ranks)) + Array((line + "\n").utf8))
    #expect(throws: TokenizationError.self) { try Tokenizer.open(tiktoken: path) }
    do {
      _ = try Tokenizer.open(tiktoken: path)
    } catch TokenizationError.unexpected(path, let field, _, _) {
      #expect(field.hasPrefix("line "))
    }
  }

  @Test func doubleTokensDoubleRanksAndMissingBytes() throws {
    let lines = String(decoding: try Fixture.bytes(Self.ranks), as: UTF8.self)
    let path = try folder.write("gpt2.tiktoken", lines + "AA== 9000\n")
    #expect(throws: TokenizationError.self) { try Tokenizer.open(tiktoken: path) }
    let sameRank = try folder.write("gpt2.tiktoken", lines + "YWJjZGVmZw== 1\n")
    #expect(throws: TokenizationError.self) { try Tokenizer.open(tiktoken: sameRank) }
    let high = try folder.write("gpt2.tiktoken", lines + "YWJjZGVmZw== 900000000\n")
    #expect(throws: TokenizationError.self) { try Tokenizer.open(tiktoken: high) }
    let fewer = lines.split(separator: "\n").dropFirst().joined(separator: "\n")
    let lacking = try folder.write("gpt2.tiktoken", fewer)
    #expect(throws: TokenizationError.tokenNotInVocabulary(file: lacking, field: "ranks", token: "<0x00>")) {
      try Tokenizer.open(tiktoken: lacking)
    }
    let empty = try folder.write("gpt2.tiktoken", "")
    #expect(throws: (any Error).self) { try Tokenizer.open(tiktoken: empty) }
  }

  @Test func aSpecialTokenWhoseIDIsARank() throws {
    let lines = String(decoding: try Fixture.bytes(Self.ranks), as: UTF8.self)
    let path = try folder.write("gpt2.tiktoken", lines + "YWJjZGVmZw== 50256\n")
    #expect(
      throws: TokenizationError.duplicateID(file: path, id: 50_256, token: "<|endoftext|>", otherToken: "abcdefg")
    ) {
      try Tokenizer.open(tiktoken: path)
    }
  }

  @Test func oneTokenMayHaveNoBytes() throws {
    let lines = String(decoding: try Fixture.bytes(Self.ranks), as: UTF8.self)
    let tokenizer = try Tokenizer.open(tiktoken: folder.write("gpt2.tiktoken", lines + "= 9000\n"))
    #expect(try tokenizer.decode([9000]) == "")
  }

  @Test func spoiledBytesAreErrorsOrOtherTokenizers() throws {
    let bytes = Array(try Fixture.bytes(Self.ranks))
    for index in stride(from: 0, to: bytes.count, by: 37) {
      for flip in [0x01, 0x20, 0x80] as [UInt8] {
        var spoiled = bytes
        spoiled[index] ^= flip
        let path = try folder.write("gpt2.tiktoken", spoiled)
        if let tokenizer = try? Tokenizer.open(tiktoken: path) { _ = try tokenizer.encode("the words 12 é\u{301}") }
      }
    }
  }
}
