import Checkpoints
import Tensors
import Testing
import Workspace

@Suite struct EmbeddingTensorTests {
  private func info(_ name: String, _ dimensions: Int...) -> TensorInfo {
    TensorInfo(
      name: name, typeName: "F32", dtype: .float32, shape: Shape(dimensions), byteCount: dimensions.reduce(4, *),
      file: "")
  }

  @Test(arguments: [
    "wte.weight", "transformer.wte.weight", "bert.embeddings.word_embeddings.weight", "model.embed_tokens.weight",
    "gpt_neox.embed_in.weight", "shared.weight", "tok_embeddings.weight", "token_embd.weight",
  ])
  func namesOfEveryFamily(name: String) {
    let infos = [info("lm_head.weight", 100, 8), info(name, 100, 8), info("h.0.mlp.weight", 100, 8)]
    #expect(EmbeddingTensor.tokens(in: infos, vocabularySize: nil)?.name == name)
  }

  @Test func theShapeDecidesWhereTheNameDoesNot() {
    let infos = [info("output.weight", 100, 8), info("first.weight", 100, 8), info("second.weight", 8, 8)]
    #expect(EmbeddingTensor.tokens(in: infos, vocabularySize: 98)?.name == "first.weight")
    #expect(EmbeddingTensor.tokens(in: infos, vocabularySize: nil) == nil)
    #expect(EmbeddingTensor.tokens(in: [info("wte.weight", 100)], vocabularySize: 100) == nil)
  }

  @Test func theModelsOwnWinsOverAParts() {
    let infos = [info("decoder.embed_tokens.weight", 100, 8), info("embed_tokens.weight", 100, 8)]
    #expect(EmbeddingTensor.tokens(in: infos, vocabularySize: nil)?.name == "embed_tokens.weight")
  }

  @Test(arguments: [
    "lm_head.weight", "embed_out.weight", "output.weight", "model.transformer.ff_out.weight",
    "cls.predictions.decoder.weight",
  ])
  func outputsOfEveryFamily(name: String) {
    let infos = [
      info("wte.weight", 100, 8), info("model.transformer.blocks.0.ff_out.weight", 8, 32),
      info("h.0.output.weight", 8, 8),
      info(name, 100, 8),
    ]
    #expect(EmbeddingTensor.output(in: infos, rows: 100, columns: 8)?.name == name)
    #expect(EmbeddingTensor.output(in: Array(infos.dropLast()), rows: 100, columns: 8) == nil)
  }

  @Test func positionsAreFoundByName() {
    #expect(EmbeddingTensor.positions(in: [info("wte.weight", 9, 8), info("wpe.weight", 4, 8)])?.name == "wpe.weight")
    #expect(EmbeddingTensor.positions(in: [info("wte.weight", 9, 8)]) == nil)
  }
}
