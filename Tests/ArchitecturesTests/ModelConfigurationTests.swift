import Architectures
import TestSupport
import Testing

@Suite struct ModelConfigurationTests {
  @Test func whatItSaysOfTheModel() throws {
    let file = try configuration(
      #"{"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_embd": 8, "vocab_size": 10}"#)
    #expect(file.modelType == "gpt2")
    #expect(file.architectures == ["GPT2LMHeadModel"])
    #expect(file.vocabularySize == 10 && file.hiddenSize == 8)
    #expect(ModelFamily.of(file)?.modelType == "gpt2")
    let other = try configuration(
      #"{"model_type": "llava", "text_config": {"vocab_size": 32000, "hidden_size": 64}}"#)
    #expect(other.vocabularySize == 32000 && other.hiddenSize == 64)
    #expect(ModelFamily.of(other) == nil)
    #expect(ModelFamily.of(try configuration("{}")) == nil)
  }

  /// One for each way in which a field can be wrong; transformers refuses them all.
  @Test(arguments: [
    (#""vocab_size": "many""#, "vocab_size", "“many”"),
    (#""vocab_size": 10.0"#, "vocab_size", "10.0"),
    (#""vocab_size": true"#, "vocab_size", "true"),
    (#""vocab_size": null"#, "vocab_size", "null"),
    (#""vocab_size": -1"#, "vocab_size", "-1"),
    (#""vocab_size": 9223372036854775807"#, "vocab_size", "9223372036854775807"),
    (#""n_layer": 1000000000000"#, "n_layer", "1000000000000"),
    (#""hidden_size": "x", "n_embd": 8"#, "hidden_size", "“x”"),
    (#""n_inner": -3"#, "n_inner", "-3"),
    (#""n_inner": [4]"#, "n_inner", "an array"),
    (#""activation_function": "nope""#, "activation_function", "“nope”"),
    (#""activation_function": null"#, "activation_function", "null"),
    (#""resid_pdrop": 1.5"#, "resid_pdrop", "1.5"),
    (#""resid_pdrop": -1"#, "resid_pdrop", "-1"),
    (#""embd_pdrop": null"#, "embd_pdrop", "null"),
    (#""attn_pdrop": true"#, "attn_pdrop", "true"),
    (#""layer_norm_epsilon": 1"#, "layer_norm_epsilon", "1"),
    (#""layer_norm_epsilon": {}"#, "layer_norm_epsilon", "an object"),
    (#""add_cross_attention": 1"#, "add_cross_attention", "1"),
  ]) func wrongFields(fields: String, field: String, found: String) throws {
    let error = #expect(throws: ArchitecturesError.self) {
      try baseModel(#"{"model_type": "gpt2", \#(fields)}"#)
    }
    guard case .field("config.json", field, _, found) = error else {
      Issue.record("\(fields): \(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    #""model_type": "gpt2", "n_embd": 8, "n_head": 3"#,
    #""model_type": "gpt2", "n_embd": 8, "n_head": 0"#,
    #""model_type": "gpt2", "n_embd": 0, "n_head": 1"#,
    #""model_type": "bert", "hidden_size": 7, "num_attention_heads": 2"#,
    #""model_type": "bert", "hidden_size": 7, "num_attention_heads": 9, "embedding_size": 3"#,
    #""model_type": "bert", "num_attention_heads": 0"#,
    #""model_type": "bert", "add_cross_attention": true"#,
    #""model_type": "bert", "vocab_size": 0"#,
  ]) func contradictions(fields: String) throws {
    let error = #expect(throws: ArchitecturesError.self) { try baseModel("{\(fields)}") }
    guard case .conflict("config.json", _, _, _) = error else {
      Issue.record("\(fields): \(String(describing: error))")
      return
    }
  }

  @Test(arguments: [10, -11]) func paddingOutsideTheVocabulary(row: Int) {
    #expect(throws: ArchitecturesError.self) {
      try baseModel(#"{"model_type": "bert", "vocab_size": 10, "pad_token_id": \#(row)}"#)
    }
  }

  @Test func changesOfSingleLayersAreRefused() throws {
    let error = #expect(throws: ArchitecturesError.self) {
      try baseModel(#"{"model_type": "gpt2", "per_layer_config": {"0": {"n_inner": 3}}}"#)
    }
    #expect(error?.description.contains("per_layer_config") == true)
    _ = try baseModel(#"{"model_type": "gpt2", "per_layer_config": {}}"#)
  }

  @Test func noObjectAndNoName() {
    #expect(throws: ArchitecturesError.self) { try configuration("[1]") }
    #expect(throws: ArchitecturesError.self) { try configuration(#"{"model_type": 2}"#) }
  }

  @Test func typeOfParameters() throws {
    #expect(try configuration("{}").parameterType() == nil)
    #expect(try configuration(#"{"torch_dtype": "float16"}"#).parameterType()?.bytes == 2)
    #expect(try configuration(#"{"dtype": "float", "torch_dtype": "float16"}"#).parameterType() == .float32)
    #expect(try configuration(#"{"dtype": null, "torch_dtype": "bfloat16"}"#).parameterType()?.name == "bfloat16")
    #expect(throws: ArchitecturesError.self) { try configuration(#"{"torch_dtype": "torch.float16"}"#).parameterType() }
    #expect(throws: ArchitecturesError.self) { try configuration(#"{"dtype": 16}"#).parameterType() }
  }

  /// The largest sizes that are accepted, all at once, overflow nothing.
  @Test func theLargestSizes() throws {
    let tree = try baseModel(
      #"{"model_type": "gpt2", "vocab_size": 2147483648, "n_positions": 2147483648, "n_embd": 1048576, "n_head": 1, "#
        + #""n_layer": 10000, "add_cross_attention": true}"#)
    #expect(tree.parameterCount > 0)
    #expect(!tree.parameterCount.multipliedReportingOverflow(by: 8).overflow)
  }

  /// Nor do they in any family; one that refuses them names the field.
  @Test(arguments: ModelFamily.all.map(\.modelType)) func theLargestSizesOfEveryFamily(family: String) throws {
    let width = 1 << 20
    let rows = 1 << 31
    let sizes = [
      "vocab_size": rows, "hidden_size": width, "intermediate_size": width, "num_hidden_layers": 10_000,
      "num_attention_heads": 1, "num_key_value_heads": 1, "head_dim": width, "max_position_embeddings": rows,
      "type_vocab_size": rows, "embedding_size": width, "num_hidden_groups": 100, "inner_group_num": 100,
      "relative_attention_num_buckets": rows, "d_ff": width, "ffn_dim": width, "word_embed_proj_dim": width,
      "hidden_dim": width, "projection_dim": width, "image_size": 1 << 15, "patch_size": 4096, "num_channels": 256,
      "num_decoder_layers": 10_000,
    ]
    let fields = sizes.map { #""\#($0.key)": \#($0.value)"# }.joined(separator: ", ")
    let tree = try baseModel(
      #"{"model_type": "\#(family)", \#(fields), "text_config": {\#(fields)}, "vision_config": {\#(fields)}}"#)
    #expect(tree.parameterCount > 1 << 40)
    #expect(!tree.parameterCount.multipliedReportingOverflow(by: 8).overflow)
    #expect(ParameterCounts(of: tree).total == tree.parameterCount)
  }

  /// Phi-3's factors are one for each pair of values that is turned: eight, or four where half of a head is.
  @Test(arguments: [(8, "", true), (4, "", false), (4, #", "partial_rotary_factor": 0.5"#, true), (0, "", false)])
  func factorsOfPhi3(count: Int, part: String, isRight: Bool) throws {
    let list = Array(repeating: "1.5", count: count).joined(separator: ", ")
    let text =
      #"{"model_type": "phi3", "hidden_size": 32, "num_attention_heads": 2\#(part), "rope_scaling": {"type": "longrope", "#
      + #""short_factor": [\#(list)], "long_factor": [\#(list)]}}"#
    if isRight { return _ = try baseModel(text) }
    let error = #expect(throws: ArchitecturesError.self) { try baseModel(text) }
    #expect(error?.description.contains("rope_scaling.short_factor") == true)
  }

  /// Fields of a part of the model are named with the part.
  @Test func fieldsOfParts() throws {
    let error = #expect(throws: ArchitecturesError.self) {
      try baseModel(#"{"model_type": "clip", "text_config": {"hidden_size": "x"}}"#)
    }
    #expect(error?.description.contains("text_config.hidden_size") == true)
    #expect(throws: ArchitecturesError.self) { try baseModel(#"{"model_type": "gemma3", "text_config": [1]}"#) }
    let other = #expect(throws: ArchitecturesError.self) {
      try baseModel(#"{"model_type": "gemma3", "vision_config": {"model_type": "whale_vision"}}"#)
    }
    #expect(other?.description.contains("vision_config.model_type") == true)
  }

  @Test(arguments: [
    #"{"model_type":"llama","hidden_size":12,"num_attention_heads":3,"num_hidden_layers":2,"#
      + #""rope_scaling":{"type":"linear","factor":2.0}}"#,
    #"{"model_type":"t5","d_model":8,"num_layers":2,"feed_forward_proj":"gated-gelu"}"#,
    #"{"model_type":"gemma3","text_config":{"hidden_size":8,"layer_types":["full_attention"],"num_hidden_layers":1},"#
      + #""vision_config":{"image_size":32}}"#,
    #"{"model_type":"clip","text_config":null,"text_config_dict":{"hidden_size":8},"vision_config":{"patch_size":16}}"#,
  ]) func spoiltFilesOfOtherFamiliesNeverCrash(text: String) throws {
    _ = try baseModel(text)
    ByteFlips.forEach(of: Array(text.utf8)) { bytes in
      guard let file = try? configuration(bytes), let family = ModelFamily.of(file) else { return }
      _ = try? family.baseModel(of: file).parameterCount
    }
  }

  @Test func spoiltFilesNeverCrash() throws {
    let text =
      #"{"model_type":"bert","hidden_size":12,"num_attention_heads":3,"layer_norm_eps":1e-12,"pad_token_id":-1}"#
    var built = 0
    ByteFlips.forEach(of: Array(text.utf8)) { bytes in
      // The variants that are still a configuration of a known family, and still make sense.
      guard let file = try? configuration(bytes), let family = ModelFamily.of(file),
        let tree = try? family.baseModel(of: file)
      else { return }
      built += tree.description.hasPrefix("BertModel(") ? 1 : 0
    }
    #expect(built > 0)
  }
}
