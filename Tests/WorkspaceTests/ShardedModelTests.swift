import EmbeddingAnalysis
import ModelSources
import TestSupport
import Testing
import Workspace

/// A sharded model, of which only the shard that holds the embeddings is there.
@Suite struct ShardedModelTests {
  @Test func onlyTheShardThatIsNeededIsOpened() throws {
    let folder = try TemporaryFolder()
    for name in ["config.json", "merges.txt", "vocab.json"] {
      try folder.write(name, Fixture.bytes("models/tiny-gpt2/\(name)"))
    }
    // The small model has both matrices in one file: it stands for the first of two shards.
    try folder.write("first.safetensors", Fixture.bytes("models/tiny-gpt2/model.safetensors"))
    try folder.write(
      "model.safetensors.index.json",
      """
      {"weight_map": {"transformer.wte.weight": "first.safetensors", "transformer.wpe.weight": "first.safetensors",
        "transformer.ln_f.weight": "second.safetensors"}}
      """)
    let model = try OpenModel(folder.path)
    #expect(try model.tokenEmbeddings().rowCount == 420)
    #expect(try model.positionEmbeddings()?.rowCount == 32)
    #expect(model.filesRead().map(\.name) == ["config.json", "first.safetensors", "model.safetensors.index.json"])
    #expect(throws: (any Error).self) { try model.checkpoint() }
  }
}
