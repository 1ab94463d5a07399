/// GPT-NeoX (Black et al. 2022), Pythia's family too, as `transformers.GPTNeoXModel` builds it (version 5.23.0).
extension ModelFamily {
  package static let gptNeoX = ModelFamily(
    modelType: "gpt_neox",
    tensors: FamilyTensors(
      prefix: "gpt_neox", tokenEmbeddings: "embed_in.weight", outputEmbeddings: ["embed_out.weight"],
      buffers: ["attention.bias", "attention.masked_bias", "inv_freq", "original_inv_freq"])
  ) { try GPTNeoXConfiguration($0).tree }
}

private struct GPTNeoXConfiguration {
  let vocabularySize: Int
  /// D, the number of values per token.
  let width: Int
  let layers: Int
  let inner: Int
  let activation: ModuleTree
  let epsilon: PythonNumber
  let dropout: PythonNumber
  let hasAttentionBias: Bool

  init(_ file: ModelConfiguration) throws {
    vocabularySize = try file.integer("vocab_size", default: 50432, in: SizeLimit.rows)
    width = try file.integer("hidden_size", default: 6144, in: SizeLimit.width)
    layers = try file.integer("num_hidden_layers", default: 44, in: SizeLimit.layers)
    inner = try file.integer("intermediate_size", default: 24576, in: SizeLimit.width)
    activation = try file.activation("hidden_act", default: "gelu")
    epsilon = try file.float("layer_norm_eps", default: 1e-5)
    dropout = try file.probability("hidden_dropout", default: 0)
    _ = try file.bool("use_parallel_residual", default: true)
    hasAttentionBias = try file.bool("attention_bias", default: true)
    let heads = try file.integer("num_attention_heads", default: 64, in: SizeLimit.width)
    try file.requireMultiple(width, "hidden_size", ofHeads: heads, "num_attention_heads")
    if layers > 0 { try file.requirePositive(width, "hidden_size") }
    try file.checkRotaryPositions(
      headWidth: width / heads, mustBeEven: false,
      names: .init(base: "rotary_emb_base", part: "rotary_pct", defaultPart: 0.25))
  }

  var tree: ModuleTree {
    ModuleTree(
      "GPTNeoXModel",
      attributes: [
        "embed_in": .embedding(vocabularySize, width),
        "emb_dropout": .dropout(dropout),
        "layers": .list(layers, of: layer),
        "final_layer_norm": norm,
        "rotary_emb": ModuleTree("GPTNeoXRotaryEmbedding"),
      ])
  }

  private var norm: ModuleTree { .layerNorm(width, epsilon: epsilon) }

  private var layer: ModuleTree {
    ModuleTree(
      "GPTNeoXLayer",
      attributes: [
        "input_layernorm": norm,
        "post_attention_layernorm": norm,
        "post_attention_dropout": .dropout(dropout),
        "post_mlp_dropout": .dropout(dropout),
        "attention": attention,
        "mlp": feedForward,
      ])
  }

  private var attention: ModuleTree {
    ModuleTree(
      "GPTNeoXAttention",
      attributes: [
        "query_key_value": .linear(width, 3 * width, bias: hasAttentionBias),
        "dense": .linear(width, width, bias: hasAttentionBias),
      ])
  }

  private var feedForward: ModuleTree {
    ModuleTree(
      "GPTNeoXMLP",
      attributes: ["dense_h_to_4h": .linear(width, inner), "dense_4h_to_h": .linear(inner, width), "act": activation])
  }
}
