import Foundation
import TestSupport
import Testing

@testable import Tokenization

/// A small tekken.json of our own, and what is wrong with others.
@Suite struct TekkenTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let more = ["th", "the", " the", "ab"]
  private static let special =
    #"[{"rank": 0, "token_str": "<unk>", "is_control": true}, {"rank": 1, "token_str": "<s>"}]"#

  private static func token(_ bytes: [UInt8], _ rank: Int) -> String {
    #"{"rank": \#(rank), "token_bytes": "\#(Data(bytes).base64EncodedString())", "token_str": null}"#
  }

  private static let vocabulary =
    (0...255).map { token([UInt8($0)], $0) } + more.enumerated().map { token(Array($1.utf8), 256 + $0) }

  private func open(
    vocabulary: [String] = vocabulary, special: String? = special, version: String = "v13", size: String = "263",
    specialCount: String = "3", pattern: String = #" ?\\p{L}+|\\s+|[^\\s\\p{L}]"#
  ) throws -> Tokenizer {
    let text = """
      {"config": {"pattern": "\(pattern)", "version": "\(version)", "default_vocab_size": \(size),
      "default_num_special_tokens": \(specialCount)}, \(special.map { "\"special_tokens\": \($0), " } ?? "")
      "vocab": [\(vocabulary.joined(separator: ", "))], "type": "Tekken", "version": 1}
      """
    return try Tokenizer.open(tekken: folder.write("tekken.json", text))
  }

  @Test func idsBeginBehindTheSpecialTokens() throws {
    let tokenizer = try open()
    // <s>, the whole words, then bytes; the names of special tokens are text.
    #expect(try tokenizer.encode("the the ab").ids == [1, 3 + 257, 3 + 258, 3 + 0x20, 3 + 259])
    #expect(try tokenizer.encode("<s>", addSpecialTokens: false).ids == "<s>".utf8.map { 3 + Int($0) })
    #expect(tokenizer.vocabulary.raw(of: 2) == "<SPECIAL_2>")
    #expect(try tokenizer.decode([1, 260, 261]) == "<s>the the")
    #expect(try tokenizer.decode([1, 260, 261], skipSpecialTokens: true) == "the the")
  }

  @Test func theVocabularyIsCutToItsSize() throws {
    let tokenizer = try open(size: "260")
    #expect(tokenizer.vocabulary.count == 260)
    #expect(try tokenizer.encode("the", addSpecialTokens: false).ids == [3 + 256, 3 + Int(UInt8(ascii: "e"))])
  }

  @Test func oldFilesHaveKnownSpecialTokens() throws {
    let tokenizer = try open(special: nil, version: "v3", size: "280", specialCount: "20")
    #expect(tokenizer.vocabulary.raw(of: 3) == "[INST]")
    #expect(throws: TokenizationError.self) { try open(special: nil, version: "v11") }
  }

  @Test func aFolderMayHoldNothingElse() throws {
    _ = try open()
    let files = ["tekken.json": folder.path + "/tekken.json"]
    let tokenizer = try Tokenizer.open(folder: TokenizerFolder(place: folder.path, files: files))
    #expect(try tokenizer.encode("the").ids == [1, 260])
  }

  private func expectWrong(_ field: String, _ make: () throws -> Tokenizer) {
    let error = #expect(throws: TokenizationError.self) { try make() }
    #expect(error?.description.contains("tekken.json") == true)
    #expect(error?.description.contains(field) == true, "\(error?.description ?? "no error")")
  }

  @Test func whatIsWrongIsNamed() throws {
    expectWrong("config.version") { try open(version: "v99") }
    expectWrong("config.default_vocab_size") { try open(size: "9223372036854775807") }
    expectWrong("config.default_vocab_size") { try open(size: "2") }
    expectWrong("config.default_vocab_size") { try open(size: "-5") }
    expectWrong("config.default_vocab_size") { try open(size: "\"many\"") }
    expectWrong("config.default_num_special_tokens") { try open(specialCount: "1") }
    expectWrong("config.default_num_special_tokens") { try open(specialCount: "4000000000") }
    expectWrong("config.pattern") { try open(pattern: "(") }
    expectWrong("special_tokens[0].rank") { try open(special: #"[{"rank": 5, "token_str": "<s>"}]"#) }
    expectWrong("special_tokens") { try open(special: "5") }
    expectWrong("vocab[0].token_bytes") { try open(vocabulary: [Self.token([7], 0)], size: "4") }
    expectWrong("vocab[0].token_bytes") { try open(vocabulary: [#"{"rank": 0, "token_bytes": "?"}"#]) }
    expectWrong("vocab[0].token_bytes") { try open(vocabulary: [#"{"rank": 0}"#]) }
    expectWrong("vocab[0].rank") { try open(vocabulary: [Self.token([0], 1)]) }
    expectWrong("vocab") { try open(vocabulary: [Self.token([0], 0)], size: "4") }
    let path = try folder.write("tekken.json", #"{"config": {"pattern": "."}, "vocab": []}"#)
    expectWrong("config.version") { try Tokenizer.open(tekken: path) }
    expectWrong("config") { try Tokenizer.open(tekken: folder.write("tekken.json", "{}")) }
  }
}
