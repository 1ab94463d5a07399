import Tensors
import Testing

@testable import Architectures

@Suite struct KnownBuffersTests {
  @Test(arguments: [
    "embeddings.position_ids", "bert.embeddings.token_type_ids", "model.layers.0.self_attn.rotary_emb.inv_freq",
    "transformer.h.0.attn.masked_bias", "bn1.running_mean", "model.encoder.embed_positions.weights", "rope.freqs",
    "rope_freqs.weight", "final_logits_bias", "model.layers.3.mlp.gate.e_score_correction_bias",
    "audio_encoder.quantizer.layers.0.codebook.embed", "position_ids",
  ])
  func namesOfBuffers(name: String) {
    #expect(KnownBuffers.contains(name: name, shape: Shape([4]), dtype: .float32))
  }

  @Test(arguments: [
    "wte.weight", "my_position_ids_table", "not_position_ids", "embed_positions.weight", "model.embed_tokens.weight",
    "bn1.weight", "embeddings.position_ids.weight", "codebook.embed.weight", "",
  ])
  func namesOfParameters(name: String) {
    #expect(!KnownBuffers.contains(name: name, shape: Shape([4]), dtype: .float32))
    #expect(!KnownBuffers.contains(name: name, shape: Shape([4]), dtype: nil))
  }

  @Test func wholeNumbersAreBuffers() {
    #expect(KnownBuffers.contains(name: "x", shape: Shape([1, 12]), dtype: .int64))
    #expect(KnownBuffers.contains(name: "x", shape: Shape([]), dtype: .bool))
    #expect(!KnownBuffers.contains(name: "x", shape: Shape([32]), dtype: .q8_0))
  }

  /// A mask has four dimensions, a learned bias one.
  @Test func masksAreToldFromBiases() {
    #expect(KnownBuffers.contains(name: "h.0.attn.bias", shape: Shape([1, 1, 1024, 1024]), dtype: .float32))
    #expect(!KnownBuffers.contains(name: "h.0.attn.bias", shape: Shape([768]), dtype: .float32))
    #expect(!KnownBuffers.contains(name: "h.0.attn.bias", shape: Shape([1, 1, 3, 4]), dtype: .float32))
    #expect(!KnownBuffers.contains(name: "conv.bias", shape: Shape([1, 1, 4, 4]), dtype: .float32))
  }
}
