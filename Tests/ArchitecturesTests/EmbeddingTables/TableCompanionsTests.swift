import Architectures
import Checkpoints
import Testing

@Suite struct TableCompanionsTests {
  @Test(arguments: [
    "lm_head.weight", "embed_out.weight", "output.weight", "model.transformer.ff_out.weight",
    "cls.predictions.decoder.weight",
  ])
  func outputsOfEveryFamily(name: String) {
    let tensors = [
      info("wte.weight", [100, 8]), info("model.transformer.blocks.0.ff_out.weight", [8, 32]),
      info("h.0.output.weight", [8, 8]), info(name, [100, 8]),
    ]
    let find = { (tensors: [TensorInfo]) in
      TableCompanions.output(in: tensors, rows: 100, columns: 8, configuration: nil)?.name
    }
    #expect(find(tensors) == name)
    #expect(find(tensors.dropLast()) == nil)
  }

  @Test func positionsAreFoundByName() {
    let tensors = [info("wte.weight", [9, 8]), info("wpe.weight", [4, 8])]
    #expect(TableCompanions.positions(in: tensors, beside: nil, configuration: nil)?.name == "wpe.weight")
    #expect(TableCompanions.positions(in: [tensors[0]], beside: nil, configuration: nil) == nil)
  }

  /// Of the positions of words and those of patches, the words'.
  @Test func positionsBesideTheWords() throws {
    let tensors = [
      info("vision_model.embeddings.position_embedding.weight", [50, 8]),
      info("text_model.embeddings.token_embedding.weight", [100, 8]),
      info("text_model.embeddings.position_embedding.weight", [77, 8]),
    ]
    for config in [nil, try configuration(#"{"model_type": "clip"}"#)] {
      #expect(
        TableCompanions.positions(in: tensors, beside: tensors[1].name, configuration: config)?.name == tensors[2].name)
    }
  }

  /// Positions that are counted out are no parameters.
  @Test func sinusoidsAreNoLearnedPositions() {
    let tensors = [info("shared.weight", [9, 8]), info("encoder.embed_positions.weights", [4, 8])]
    #expect(TableCompanions.positions(in: tensors, beside: nil, configuration: nil) == nil)
  }
}
