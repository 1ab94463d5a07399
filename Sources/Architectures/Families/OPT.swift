/// OPT (Zhang et al. 2022), as `transformers.OPTModel` builds it (version 5.23.0).
extension ModelFamily {
  package static let opt = ModelFamily(
    modelType: "opt",
    tensors: FamilyTensors(
      prefix: "model", tokenEmbeddings: "decoder.embed_tokens.weight",
      positionEmbeddings: "decoder.embed_positions.weight", outputEmbeddings: ["lm_head.weight"])
  ) { try OPTConfiguration($0).tree }
}

private struct OPTConfiguration {
  let vocabularySize: Int
  let positions: Int
  let embeddingWidth: Int
  /// D, the number of values per token in the layers.
  let width: Int
  let layers: Int
  let inner: Int
  let padding: Int?
  let activation: ModuleTree
  let hasBias: Bool
  let normsLearn: Bool
  let hasFinalNorm: Bool

  init(_ file: ModelConfiguration) throws {
    vocabularySize = try file.integer("vocab_size", default: 50272, in: SizeLimit.rows)
    positions = try file.integer("max_position_embeddings", default: 2048, in: SizeLimit.rows)
    width = try file.integer("hidden_size", default: 768, in: SizeLimit.width)
    embeddingWidth = try file.optionalInteger("word_embed_proj_dim", in: SizeLimit.width) ?? width
    layers = try file.integer("num_hidden_layers", default: 12, in: SizeLimit.layers)
    inner = try file.integer("ffn_dim", default: 3072, in: SizeLimit.width)
    padding = try file.row(of: try file.paddingToken(default: 1), among: vocabularySize, "vocab_size")
    activation = try file.activation("activation_function", default: "relu")
    hasBias = try file.bool("enable_bias", default: true)
    normsLearn = try file.bool("layer_norm_elementwise_affine", default: true)
    let normalisesFirst = try file.bool("do_layer_norm_before", default: true)
    let removed = try file.bool("_remove_final_layer_norm", default: false)
    hasFinalNorm = normalisesFirst && !removed
    try file.checkNumbers("dropout", "attention_dropout", "layerdrop")
    let heads = try file.integer("num_attention_heads", default: 12, in: SizeLimit.width)
    guard layers > 0 else { return }
    try file.requireMultiple(width, "hidden_size", ofHeads: heads, "num_attention_heads")
    try file.requirePositive(width, "hidden_size")
  }

  var tree: ModuleTree { ModuleTree("OPTModel", attributes: ["decoder": decoder]) }

  private var norm: ModuleTree { .layerNorm(width, epsilon: .float(1e-5), learns: normsLearn) }

  private var decoder: ModuleTree {
    var parts: [(String, ModuleTree)] = [
      ("embed_tokens", .embedding(vocabularySize, embeddingWidth, padding: padding)),
      // Two rows more than positions, as the first releases had them.
      ("embed_positions", .embedding(positions + 2, width, className: "OPTLearnedPositionalEmbedding")),
    ]
    if embeddingWidth != width {
      parts += [
        ("project_out", .linear(width, embeddingWidth, bias: false)),
        ("project_in", .linear(embeddingWidth, width, bias: false)),
      ]
    }
    if hasFinalNorm { parts.append(("final_layer_norm", norm)) }
    return ModuleTree("OPTDecoder", attributes: parts + [("layers", .list(layers, of: layer))])
  }

  private var layer: ModuleTree {
    ModuleTree(
      "OPTDecoderLayer",
      attributes: [
        "self_attn": attention,
        "activation_fn": activation,
        "self_attn_layer_norm": norm,
        "fc1": .linear(width, inner, bias: hasBias),
        "fc2": .linear(inner, width, bias: hasBias),
        "final_layer_norm": norm,
      ])
  }

  private var attention: ModuleTree {
    ModuleTree(
      "OPTAttention",
      attributes: [
        "k_proj": .linear(width, width, bias: hasBias),
        "v_proj": .linear(width, width, bias: hasBias),
        "q_proj": .linear(width, width, bias: hasBias),
        "out_proj": .linear(width, width, bias: hasBias),
      ])
  }
}
