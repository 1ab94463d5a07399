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
    // tokenizer.json holds the vocabulary: the older files beside it are not needed, the settings are.
    #expect(try names(source, .tokenizer) == ["tokenizer.json", "config.json", "tokenizer_config.json"])
    let weights = try source.files(for: .weights)
    #expect(weights.map(\.name) == ["model.safetensors"])
    #expect(weights.map(\.size) == [368])
    #expect(weights.map(\.hash) == [nil])
  }

  @Test func olderTokenizerFiles() throws {
    let folder = try TemporaryFolder()
    for name in ["config.json", "vocab.json", "merges.txt", "added_tokens.json"] { try folder.write(name, "{}") }
    let source = try DirectorySource(folder: folder.path)
    #expect(try names(source, .tokenizer) == ["vocab.json", "merges.txt", "config.json", "added_tokens.json"])
  }

  @Test func shards() throws {
    let source = try DirectorySource(folder: Fixture.path("hub/models/sharded"))
    #expect(try names(source, .weights) == ["model.safetensors.index.json"])
    #expect(
      try names(source, .shards(["model-00002-of-00002.safetensors"])) == ["model-00002-of-00002.safetensors"])
    #expect(throws: ModelSourcesError.self) { try source.files(for: .shards(["../tiny/model.safetensors"])) }
  }

  @Test func missingFilesAreNamedWithWhatIsThere() throws {
    let folder = try TemporaryFolder()
    try folder.write("config.json", "{}")
    try folder.write("tf_model.h5", "")
    let source = try DirectorySource(folder: folder.path)
    let error = #expect(throws: ModelSourcesError.self) { try source.files(for: .weights) }
    #expect(
      error?.description
        == "\(folder.path) has no model.safetensors or model.safetensors.index.json or pytorch_model.bin or a GGUF file; "
        + "found tf_model.h5, which cannot be read yet")
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
