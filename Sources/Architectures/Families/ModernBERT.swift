/// ModernBERT (Warner et al. 2024), as `transformers.ModernBertModel` builds it (version 5.23.0).
extension ModelFamily {
  package static let modernBERT = ModelFamily(
    modelType: "modernbert",
    tensors: FamilyTensors(
      prefix: "model", tokenEmbeddings: "embeddings.tok_embeddings.weight", outputEmbeddings: ["decoder.weight"],
      buffers: ["inv_freq", "original_inv_freq"])
  ) { try ModernBERTConfiguration($0).tree }
}

private struct ModernBERTConfiguration {
  let vocabularySize: Int
  /// D, the number of values per token.
  let width: Int
  let layers: Int
  let inner: Int
  let padding: Int?
  let activation: ModuleTree
  let epsilon: PythonNumber
  let normsHaveBias: Bool
  let hasAttentionBias: Bool
  let hasFeedForwardBias: Bool
  let embeddingDropout: PythonNumber
  let attentionDropout: PythonNumber
  let feedForwardDropout: PythonNumber

  init(_ file: ModelConfiguration) throws {
    vocabularySize = try file.integer("vocab_size", default: 50368, in: SizeLimit.rows)
    width = try file.integer("hidden_size", default: 768, in: SizeLimit.width)
    // Without layers there is none whose positions turn, and transformers builds no model.
    layers = try file.integer("num_hidden_layers", default: 22, in: 1...SizeLimit.layers.upperBound)
    inner = try file.integer("intermediate_size", default: 1152, in: SizeLimit.width)
    padding = try file.row(of: try file.paddingToken(default: 50283), among: vocabularySize, "vocab_size")
    activation = try file.activation("hidden_activation", default: "gelu")
    epsilon = try file.float("norm_eps", default: 1e-5)
    normsHaveBias = try file.bool("norm_bias", default: false)
    hasAttentionBias = try file.bool("attention_bias", default: false)
    hasFeedForwardBias = try file.bool("mlp_bias", default: false)
    embeddingDropout = try file.probability("embedding_dropout", default: 0)
    attentionDropout = try file.probability("attention_dropout", default: 0)
    feedForwardDropout = try file.probability("mlp_dropout", default: 0)
    let heads = try file.integer("num_attention_heads", default: 12, in: SizeLimit.width)
    let every = try file.integer("global_attn_every_n_layers", default: 3, in: 0...SizeLimit.layers.upperBound)
    _ = try file.integer("local_attention", default: 128, in: Int.min...Int.max)
    let types = try file.layerTypes(count: layers)
    if types == nil { try file.requirePositive(every, "global_attn_every_n_layers") }
    try file.requireMultiple(width, "hidden_size", ofHeads: heads, "num_attention_heads")
    try file.checkRotaryPositions(
      headWidth: width / heads, mustBeEven: false,
      byLayerTypes: types ?? ["full_attention", "sliding_attention"], scalesBoth: true, full: "global_rope_theta",
      sliding: "local_rope_theta")
  }

  var tree: ModuleTree {
    // The embeddings are normalised already: the first layer takes them as they are.
    let all = (0..<layers).map { layer(normalisesInput: $0 > 0) }
    return ModuleTree(
      "ModernBertModel",
      attributes: [
        "embeddings": embeddings,
        "layers": .list(all),
        "final_norm": norm,
        "rotary_emb": ModuleTree("ModernBertRotaryEmbedding"),
      ])
  }

  private var norm: ModuleTree { .layerNorm(width, epsilon: epsilon, bias: normsHaveBias) }

  private var embeddings: ModuleTree {
    ModuleTree(
      "ModernBertEmbeddings",
      attributes: [
        "tok_embeddings": .embedding(vocabularySize, width, padding: padding),
        "norm": norm,
        "drop": .dropout(embeddingDropout),
      ])
  }

  private func layer(normalisesInput: Bool) -> ModuleTree {
    ModuleTree(
      "ModernBertEncoderLayer",
      attributes: [
        "attn_norm": normalisesInput ? norm : ModuleTree("Identity"),
        "attn": attention,
        "mlp_norm": norm,
        "mlp": feedForward,
      ])
  }

  private var attention: ModuleTree {
    ModuleTree(
      "ModernBertAttention",
      attributes: [
        "Wqkv": .linear(width, 3 * width, bias: hasAttentionBias),
        "Wo": .linear(width, width, bias: hasAttentionBias),
        "out_drop": attentionDropout.value > 0 ? .dropout(attentionDropout) : ModuleTree("Identity"),
      ])
  }

  private var feedForward: ModuleTree {
    ModuleTree(
      "ModernBertMLP",
      attributes: [
        "Wi": .linear(width, 2 * inner, bias: hasFeedForwardBias),
        "act": activation,
        "drop": .dropout(feedForwardDropout),
        "Wo": .linear(inner, width, bias: hasFeedForwardBias),
      ])
  }
}
