import Foundation
import ModelSources
import TestSupport
import Testing
import Tokenization
import Workspace

/// A tokenizer's file by itself as a model, and folders whose tokenizer is of such a kind.
@Suite struct TokenizerFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func copy(_ fixture: String, _ name: String) throws -> String {
    try folder.write(name, Fixture.bytes(fixture))
  }

  @Test(arguments: [
    ("tokenization/bpe-gpt2.json", "tokenizer.json"), ("tokenization/wordpiece-uncased.json", "my-tokenizer.json"),
    ("tokenizer-files/ranks.tiktoken", "cl100k_base.tiktoken"), ("tokenizer-files/bpe-bytes.model", "tokenizer.model"),
    ("tokenizer-files/unigram-rules.model", "mine.model"), ("tokenizer-files/bpe-bytes.model", "tokenizer.model.v1"),
    ("tokenization/vocab.txt", "vocab.txt"), ("tokenization/vocab.txt", "mine.txt"),
  ])
  func aFileAlone(fixture: String, name: String) throws {
    let model = try OpenModel(copy(fixture, name))
    #expect(model.displayName == name)
    #expect(try model.tokenizer().vocabulary.count > 100)
    #expect(
      try model.tokenizer().decode(model.tokenizer().encode("the words", addSpecialTokens: false).ids) == "the words")
    #expect(model.filesRead().map(\.name) == [name])
    let alone = ModelSourcesError.tokenizerAlone(file: name, place: folder.path)
    #expect(throws: alone) { try model.tokenEmbeddings() }
    #expect(throws: alone) { try model.checkpoint() }
    #expect(alone.description.contains("no embeddings"))
  }

  @Test func vocabJSONTakesItsMergesAlong() throws {
    let path = try copy("tokenization/vocab.json", "vocab.json")
    #expect(throws: ModelSourcesError.self) { try OpenModel(path).tokenizer() }
    _ = try copy("tokenization/merges.txt", "merges.txt")
    #expect(try OpenModel(path).tokenizer().vocabulary.count > 250)
  }

  @Test(arguments: [
    ("tokenizer-files/bpe-bytes.model", "tokenizer.model"),
    ("tokenizer-files/ranks.tiktoken", "qwen.tiktoken"),
  ])
  func aFolderWithSuchAFile(fixture: String, name: String) throws {
    _ = try copy(fixture, name)
    _ = try folder.write("config.json", "{}")
    let model = try OpenModel(folder.path)
    #expect(try model.tokenizer().vocabulary.count > 100)
    #expect(model.filesRead().map(\.name).contains(name))
  }

  @Test func aSentencePieceFileOfNoKnownClassIsReadOnlyByItself() throws {
    let path = try copy("tokenizer-files/unigram-rules.model", "spiece.model")
    _ = try folder.write("config.json", "{}")
    #expect(throws: TokenizationError.self) { try OpenModel(folder.path).tokenizer() }
    #expect(try OpenModel(path).tokenizer().vocabulary.count > 100)
  }

  @Test func severalRankFilesMustBeChosenFrom() throws {
    for name in ["gpt2.tiktoken", "qwen.tiktoken"] { _ = try copy("tokenizer-files/ranks.tiktoken", name) }
    #expect(throws: ModelSourcesError.ambiguous(names: ["gpt2.tiktoken", "qwen.tiktoken"], place: folder.path)) {
      try OpenModel(folder.path).tokenizer()
    }
    #expect(try OpenModel(folder.path + "/qwen.tiktoken").tokenizer().vocabulary.count > 250)
  }

  @Test func ranksOfAnotherNameNeedAPattern() throws {
    let path = try copy("tokenizer-files/ranks.tiktoken", "tokenizer.model")
    let source = try ModelID(parsing: path).source()
    #expect(throws: TokenizationError.self) { try OpenModel(source: source).tokenizer() }
    let model = OpenModel(source: source, pattern: "o200k_base")
    #expect(try model.tokenizer().decode(model.tokenizer().encode("the 1234").ids) == "the 1234")
  }

  @Test(arguments: ["nowhere.tiktoken", "nowhere.model", "./tokenizer.json"])
  func aMissingFileIsNoHubID(name: String) {
    #expect(throws: ModelSourcesError.noSuchPath(name)) { try OpenModel(name) }
  }
}
