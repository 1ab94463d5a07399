import Foundation
import ModelSources
import TestSupport
import Testing

@Suite struct DirectorySourceTests {
  private func names(_ source: any ModelSource, _ part: ModelPart) throws -> [String] {
    try source.files(for: part).map(\.name)
  }

  @Test func partsOfAFolder() throws {
    let source = try DirectorySource(folder: Fixture.path("hub/models/tiny"))
    #expect(source.displayName == "tiny")
    #expect(source.commit == nil)
    #expect(try names(source, .configuration) == ["config.json"])
    // tokenizer.json says it all: the older files beside it are not needed.
    #expect(try names(source, .tokenizer) == ["tokenizer.json", "tokenizer_config.json"])
    let weights = try source.files(for: .weights)
    #expect(weights.map(\.name) == ["model.safetensors"])
    #expect(weights.map(\.size) == [368])
    #expect(weights.map(\.hash) == [nil])
  }

  @Test func olderTokenizerFiles() throws {
    let folder = try TemporaryFolder()
    for name in ["config.json", "vocab.json", "merges.txt", "added_tokens.json"] { try folder.write(name, "{}") }
    let source = try DirectorySource(folder: folder.path)
    #expect(try names(source, .tokenizer) == ["vocab.json", "merges.txt", "added_tokens.json"])
    try FileManager.default.removeItem(atPath: folder.path + "/merges.txt")
    #expect(throws: ModelSourcesError.missingFiles(names: ["merges.txt"], place: folder.path, other: ["vocab.json"])) {
      try source.files(for: .tokenizer)
    }
  }

  @Test func shards() throws {
    let source = try DirectorySource(folder: Fixture.path("hub/models/sharded"))
    #expect(try names(source, .weights) == ["model.safetensors.index.json"])
    #expect(
      try names(source, .shards(["model-00002-of-00002.safetensors"])) == ["model-00002-of-00002.safetensors"])
    #expect(throws: ModelSourcesError.self) { try source.files(for: .shards(["../tiny/model.safetensors"])) }
  }

  @Test func folderWithOneGGUFIsThatGGUF() throws {
    let source = try DirectorySource(folder: Fixture.path("hub/models/gguf"))
    for part in [ModelPart.configuration, .tokenizer, .weights] {
      #expect(try names(source, part) == ["tiny.Q8_0.gguf"])
    }
  }

  @Test func severalGGUFsMustBeChosenFrom() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.gguf", "GGUF")
    try folder.write("b.gguf", "GGUF")
    let source = try DirectorySource(folder: folder.path)
    #expect(throws: ModelSourcesError.ambiguous(names: ["a.gguf", "b.gguf"], place: folder.path)) {
      try source.files(for: .weights)
    }
    #expect(try names(DirectorySource(file: folder.path + "/b.gguf"), .tokenizer) == ["b.gguf"])
  }

  @Test func configurationBeatsGGUF() throws {
    let folder = try TemporaryFolder()
    for name in ["config.json", "tokenizer.json", "a.gguf"] { try folder.write(name, "{}") }
    let source = try DirectorySource(folder: folder.path)
    #expect(try names(source, .configuration) == ["config.json"])
    #expect(try names(source, .tokenizer) == ["tokenizer.json"])
    #expect(try names(source, .weights) == ["a.gguf"])
  }

  @Test func aFileBringsItsNeighbours() throws {
    let source = try DirectorySource(file: Fixture.path("hub/models/tiny/model.safetensors"))
    #expect(try names(source, .weights) == ["model.safetensors"])
    #expect(try names(source, .configuration) == ["config.json"])
    let vocabulary = try DirectorySource(file: Fixture.path("hub/models/tiny/vocab.json"))
    #expect(try names(vocabulary, .tokenizer) == ["vocab.json", "merges.txt"])
  }

  @Test func blobWithoutEndingIsKnownByItsFirstBytes() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("0a1b2c", "GGUF....")
    #expect(try names(DirectorySource(file: path), .configuration) == ["0a1b2c"])
  }

  @Test func missingFilesAreNamedWithWhatIsThere() throws {
    let folder = try TemporaryFolder()
    try folder.write("config.json", "{}")
    try folder.write("pytorch_model.bin", "")
    let source = try DirectorySource(folder: folder.path)
    let error = #expect(throws: ModelSourcesError.self) { try source.files(for: .weights) }
    #expect(
      error?.description
        == "\(folder.path) has no model.safetensors or model.safetensors.index.json; "
        + "found pytorch_model.bin, which cannot be read yet")
    #expect(throws: ModelSourcesError.noSuchPath("/no/such")) { try DirectorySource(folder: "/no/such") }
  }

  @Test func snapshotFolderTellsCommitAndHashes() throws {
    let folder = try TemporaryFolder()
    let fixture: CacheTree = try Fixture.decode(CacheTree.self, "hub/python-cache.json")
    try fixture.write(to: folder.path)
    let path = "\(folder.path)/models--example--tiny/snapshots/\(TestHub.commit)"
    let source = try DirectorySource(folder: path)
    #expect(source.commit == TestHub.commit)
    #expect(
      try source.files(for: .weights).map { $0.hash?.description } == [
        "sha256:732c4f39d9d968075fb8dac206b74cbf45d973289e5448fcf57126cf1e5ae8d4"
      ])
  }
}
