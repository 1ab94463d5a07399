import Architectures
import Checkpoints
import Tensors
import Testing

@Suite struct CheckpointComparisonTests {
  let gpt2 = #"{"model_type": "gpt2", "vocab_size": 10, "n_positions": 4, "n_embd": 8, "n_head": 2, "n_layer": 2}"#
  let bert =
    #"{"model_type": "bert", "vocab_size": 10, "hidden_size": 8, "num_attention_heads": 2, "num_hidden_layers": 1}"#

  @Test(arguments: ["", "transformer.", "model.transformer."]) func theSameParameters(prefix: String) throws {
    let tree = try baseModel(gpt2)
    let comparison = CheckpointComparison(of: infos(of: tree, prefix: prefix), with: tree, family: .gpt2)
    #expect(comparison.notIncluded.isEmpty && comparison.missing.isEmpty && comparison.differing.isEmpty)
    #expect(comparison.parameterBytes == 4 * tree.parameterCount)
    #expect(comparison.fileBytes == comparison.parameterBytes)
  }

  @Test func parametersByTheirNames() throws {
    let tree = try baseModel(gpt2)
    for (name, _) in tree.namedParameters {
      #expect(tree.hasParameter(named: name[...]), "\(name)")
      for other in ["h.\(name)", "\(name).", "\(name)s", String(name.dropLast()), ".\(name)", ""] {
        #expect(!tree.hasParameter(named: other[...]), "\(other)")
      }
    }
    for name in ["h.2.ln_1.weight", "h.00.ln_1.weight", "h.+1.ln_1.weight", "h.-1.ln_1.weight", "h", "h.0"] {
      #expect(!tree.hasParameter(named: name[...]), "\(name)")
    }
  }

  @Test func oneParameterAmongTheTensors() throws {
    let tree = try baseModel(gpt2)
    #expect(
      CheckpointComparison.hasParameters(
        [info("x", [1]), info("transformer.h.1.ln_1.weight", [8])], of: tree, family: .gpt2))
    #expect(
      !CheckpointComparison.hasParameters([info("x", [1]), info("lm_head.weight", [10, 8])], of: tree, family: .gpt2))
  }

  @Test func buffersAndHeadsOfGPT2() throws {
    let tree = try baseModel(gpt2)
    let tensors =
      [info("h.0.attn.bias", [1, 1, 4, 4]), info("h.1.attn.masked_bias", [])] + infos(of: tree)
      + [info("lm_head.weight", [10, 8]), info("h.0.attn.q_norm.weight", [8]), info("h.0.attn.ids", [4], .int64)]
    let comparison = CheckpointComparison(of: tensors, with: tree, family: .gpt2)
    #expect(
      comparison.notIncluded.map(\.name) == [
        "h.0.attn.bias", "h.1.attn.masked_bias", "lm_head.weight", "h.0.attn.q_norm.weight", "h.0.attn.ids",
      ])
    #expect(comparison.notIncluded.map(\.reason) == [.buffer, .buffer, .head, .unknown, .buffer])
    #expect(comparison.notIncluded[0].shape == Shape([1, 1, 4, 4]) && comparison.notIncluded[0].byteCount == 64)
    #expect(comparison.missing.isEmpty)
    // `h.0.attn.c_attn.bias` ends like a mask, but is a parameter.
    #expect(comparison.parameterBytes == 4 * tree.parameterCount)
  }

  @Test func namesFromTensorFlow() throws {
    let tree = try baseModel(bert)
    let old = tree.namedParameters.map { name, parameter in
      var name = "bert." + name
      if name.hasSuffix("LayerNorm.weight") { name = name.dropLast(6) + "gamma" }
      if name.hasSuffix("LayerNorm.bias") { name = name.dropLast(4) + "beta" }
      return info(name, parameter.shape.dimensions)
    }
    let heads = [info("cls.predictions.bias", [10]), info("cls.predictions.transform.LayerNorm.gamma", [8])]
    let positions = [info("bert.embeddings.position_ids", [1, 512], .int64)]
    let comparison = CheckpointComparison(of: positions + old + heads, with: tree, family: .bert)
    #expect(comparison.missing.isEmpty && comparison.differing.isEmpty)
    #expect(comparison.notIncluded.map(\.reason) == [.buffer, .head, .head])
  }

  /// T5's table under its other names is the same table, and counted once.
  @Test func tiedTables() throws {
    let tree = try baseModel(#"{"model_type": "t5", "vocab_size": 10, "d_model": 8, "num_layers": 1}"#)
    let other = infos(of: tree).map { tensor in
      tensor.name == "shared.weight" ? info("encoder.embed_tokens.weight", [10, 8]) : tensor
    }
    #expect(CheckpointComparison(of: other, with: tree, family: .t5).missing.isEmpty)
    let twice = CheckpointComparison(
      of: infos(of: tree) + [info("decoder.embed_tokens.weight", [10, 8]), info("lm_head.weight", [10, 8])],
      with: tree, family: .t5)
    #expect(twice.notIncluded.map(\.reason) == [.duplicate, .head])
    #expect(ModelFamily.t5.tensors.inputEmbeddings.contains("encoder.embed_tokens.weight"))
  }

  /// Gemma 3's first files name their parts otherwise.
  @Test func namesOfAnEarlierLayout() throws {
    let tree = try baseModel(
      #"{"model_type": "gemma3", "text_config": {"num_hidden_layers": 1}, "vision_config": {"num_hidden_layers": 1}}"#)
    let old = tree.namedParameters.map { name, parameter in
      let name = name.replacing("language_model.", with: "language_model.model.")
        .replacing("vision_tower.", with: "vision_tower.vision_model.")
      return info(name, parameter.shape.dimensions)
    }
    let buffer = info("vision_tower.vision_model.embeddings.position_ids", [1, 196], .int64)
    let comparison = CheckpointComparison(
      of: old + [buffer, info("language_model.lm_head.weight", [4, 4])], with: tree, family: .gemma3)
    #expect(comparison.missing.isEmpty && comparison.differing.isEmpty)
    #expect(comparison.notIncluded.map(\.reason) == [.buffer, .head])
    #expect(ModelFamily.gemma3.tensors.inputEmbeddings.contains("language_model.model.embed_tokens.weight"))
  }

  @Test func missingDifferingAndTwice() throws {
    let tree = try baseModel(gpt2)
    let tensors = Array(infos(of: tree).dropFirst()) + [info("transformer.wpe.weight", [4, 8])]
    let comparison = CheckpointComparison(of: tensors, with: tree, family: .gpt2)
    #expect(comparison.missing == ["wte.weight"])
    #expect(comparison.notIncluded.map(\.reason) == [.duplicate])
    let wrong = CheckpointComparison(of: [info("wte.weight", [8, 10])], with: tree, family: .gpt2)
    #expect(wrong.differing.map(\.name) == ["wte.weight"])
    #expect(wrong.differing.first?.expected == Shape([10, 8]) && wrong.differing.first?.found == Shape([8, 10]))
    #expect(wrong.missing.count == tree.namedParameters.count - 1)
  }

  @Test func emptyAndOddNames() throws {
    let tree = try baseModel(gpt2)
    let names = [
      "", ".", "transformer", "transformer.", "wte", "..wte.weight", String(repeating: "model.", count: 5000),
    ]
    let comparison = CheckpointComparison(of: names.map { info($0, [1]) }, with: tree, family: .gpt2)
    #expect(comparison.notIncluded.map(\.name) == names)
  }
}
