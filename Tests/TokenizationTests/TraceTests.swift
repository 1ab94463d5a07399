import TestSupport
import Testing

@testable import Tokenization

@Suite struct TraceTests {
  /// The fixtures whose post-processor trims white space off offsets.
  private static let trimming = ["bpe-roberta", "bpe-added", "bpe-digits-prefix"]

  /// The slow form and the quick one must agree on every text of every fixture.
  @Test(arguments: ReferenceCases.names)
  func theSlowFormGivesWhatTheQuickOneGives(name: String) throws {
    let tokenizer = try Tokenizer.open(tokenizerJSON: ReferenceCases.path("\(name).json"))
    for expected in try ReferenceCases.read(name).cases {
      let trace = try tokenizer.trace(expected.text)
      #expect(trace.ids == expected.plainIDs, "\(name): \(expected.text.debugDescription.prefix(80))")
      #expect(trace.finalIDs == expected.ids)
      let tokens = trace.parts.flatMap { part in part.addedToken.map { [$0] } ?? part.pieces.flatMap(\.tokens) }
      #expect(tokens.map(\.id) == trace.ids)
      let quick = try tokenizer.encode(expected.text, addSpecialTokens: false)
      // Trimming belongs to the post-processor, which comes after what is traced.
      if !Self.trimming.contains(name) {
        #expect(tokens.map { $0.start..<$0.end } == quick.offsets, "\(expected.text.debugDescription.prefix(80))")
      }
    }
  }

  private func lower() throws -> Tokenizer {
    let folder = try TemporaryFolder()
    let vocabulary = ["l", "o", "w", "e", "r", "lo", "low", "er", "lower"].enumerated()
    let json = vocabulary.map { "\"\($1)\": \($0)" }.joined(separator: ", ")
    return try Tokenizer.open(
      tokenizerJSON: folder.write(
        "tokenizer.json",
        #"{"model": {"type": "BPE", "vocab": {\#(json)}, "merges": ["l o", "lo w", "e r", "low er"]}}"#))
  }

  @Test func everyMergeIsTold() throws {
    let piece = try #require(try lower().trace("lower").parts.first?.pieces.first)
    #expect(piece.symbols == ["l", "o", "w", "e", "r"])
    #expect(piece.merges.map(\.result) == ["lo", "low", "er", "lower"])
    #expect(piece.merges.map(\.rank) == [0, 1, 2, 3])
    #expect(piece.merges.map(\.position) == [0, 0, 1, 0])
    #expect(piece.tokens.map(\.id) == [8])
  }

  @Test func aTokensOriginIsATree() throws {
    let tokenizer = try lower()
    let origin = try #require(tokenizer.origin(of: 8))
    #expect(origin.isProduced && origin.containedIn.isEmpty && origin.tree.rank == 3)
    #expect(origin.tree.parts.map(\.raw) == ["low", "er"])
    #expect(origin.tree.parts.first?.parts.map(\.raw) == ["lo", "w"])
    #expect(tokenizer.origin(of: 5)?.containedIn == [6, 8])
    #expect(tokenizer.origin(of: 99) == nil)
  }

  @Test func aTokenThatItsMergesMissIsNeverProduced() throws {
    let folder = try TemporaryFolder()
    let tokenizer = try Tokenizer.open(
      tokenizerJSON: folder.write(
        "tokenizer.json",
        #"{"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "c": 2, "ab": 3, "bc": 4, "abc": 5}, "#
          + #""merges": ["a b", "b c", "a bc"]}}"#))
    #expect(tokenizer.origin(of: 5)?.isProduced == false)
    #expect(try tokenizer.unreachableTokens().map(\.id) == [5])
    #expect(try tokenizer.unreachableTokens().map(\.reason) == [.merges])
  }

  @Test func bytesOfNoTextAreUnreachable() throws {
    let tokenizer = try Tokenizer.open(tokenizerJSON: ReferenceCases.path("bpe-gpt2.json"))
    let unreachable = try tokenizer.unreachableTokens().filter { $0.reason == .invalidBytes }
    let bytes = unreachable.compactMap { tokenizer.vocabulary.bytes(of: $0.id) }
    let invalid: [UInt8] = [0xC0, 0xC1] + Array(0xF5...0xFF)
    #expect(Set(bytes) == Set(invalid.map { [$0] }))
  }

  @Test func whatTheSplittingNeverLeavesIsNotFound() throws {
    let folder = try TemporaryFolder()
    let tokenizer = try Tokenizer.open(
      tokenizerJSON: folder.write(
        "tokenizer.json",
        #"{"pre_tokenizer": {"type": "BertPreTokenizer"}, "model": {"type": "WordPiece", "unk_token": "[UNK]", "#
          + ##""continuing_subword_prefix": "+", "max_input_chars_per_word": 100, "##
          + ##""vocab": {"[UNK]": 0, "a": 1, "+b": 2, "a.b": 3, "[unused1]": 4}}}"##))
    #expect(try tokenizer.unreachableTokens().map(\.id) == [3, 4])
    #expect(try tokenizer.unreachableTokens().allSatisfy { $0.reason == .notFound })
  }
}
