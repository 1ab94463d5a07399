import ByteFiles

/// T5 (Raffel et al. 2019) and its version 1.1, as `transformers.T5Model` builds them (version 5.23.0).
extension ModelFamily {
  package static let t5 = ModelFamily(
    modelType: "t5",
    tensors: FamilyTensors(
      prefix: "transformer", tokenEmbeddings: "shared.weight", outputEmbeddings: ["lm_head.weight"],
      // The first releases have a bias of distances that nothing reads.
      buffers: ["decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight"],
      shared: ["encoder.embed_tokens.weight": "shared.weight", "decoder.embed_tokens.weight": "shared.weight"])
  ) { try T5Configuration($0).tree }
}

private struct T5Configuration {
  let vocabularySize: Int
  /// D, the number of values per token.
  let width: Int
  let heads: Int
  /// Heads × the width of a head, which need not be D.
  let attentionWidth: Int
  let inner: Int
  let encoderLayers: Int
  let decoderLayers: Int
  /// How many distances of two tokens are told apart.
  let distances: Int
  let activation: ModuleTree
  /// Whether one half of what is fed forward is a gate for the other.
  let isGated: Bool
  let dropout: PythonNumber

  init(_ file: ModelConfiguration) throws {
    vocabularySize = try file.integer("vocab_size", default: 32128, in: SizeLimit.rows)
    width = try file.integer("d_model", alias: "hidden_size", default: 512, in: SizeLimit.width)
    heads = try file.integer("num_heads", alias: "num_attention_heads", default: 8, in: SizeLimit.width)
    inner = try file.integer("d_ff", default: 2048, in: SizeLimit.width)
    encoderLayers = try file.integer("num_layers", alias: "num_hidden_layers", default: 6, in: SizeLimit.layers)
    // What the decoder has is settled before the second name of the field is looked at.
    decoderLayers =
      try file.optionalInteger("num_decoder_layers", in: SizeLimit.layers)
      ?? file.integer("num_layers", default: 6, in: SizeLimit.layers)
    distances = try file.integer("relative_attention_num_buckets", default: 32, in: SizeLimit.rows)
    dropout = try file.probability("dropout_rate")
    _ = try file.float("layer_norm_epsilon", default: 1e-6)
    _ = try file.bool("is_encoder_decoder", default: true)
    (activation, isGated) = try Self.feedForward(file)
    let headWidth = try file.integer("d_kv", alias: "head_dim", default: 64, in: SizeLimit.width)
    attentionWidth = heads * headWidth
    guard SizeLimit.width.contains(attentionWidth) else {
      throw file.conflict(
        "num_heads", "d_kv", rule: "all heads together may have \(SizeLimit.width.upperBound) values",
        found: "\(heads) and \(headWidth)")
    }
  }

  /// `relu`, or `gated-silu`; `gated-gelu` means the approximation by tanh.
  ///
  /// What the text says is overruled by fields that older files were saved with.
  private static func feedForward(_ file: ModelConfiguration) throws -> (ModuleTree, Bool) {
    let field = "feed_forward_proj"
    let given = file[field] ?? .string("relu")
    guard case .string(let text) = given else { throw file.wrong(field, "a name, or gated- and a name", given) }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 2 && parts[0] == "gated", let last = parts.last else {
      throw file.wrong(field, "a name, or gated- and a name", given)
    }
    let name = text == "gated-gelu" ? "gelu_new" : String(last)
    guard file["dense_act_fn"] != nil || ModuleTree.activation(name) != nil else {
      throw file.wrong(field, "the name of an activation function, perhaps after gated-", given)
    }
    let gated = try file.bool("is_gated_act", default: parts[0] == "gated")
    return (try file.activation("dense_act_fn", default: name), gated)
  }

  var tree: ModuleTree {
    ModuleTree(
      "T5Model",
      attributes: [
        "shared": .embedding(vocabularySize, width),
        "encoder": stack(encoderLayers, isDecoder: false),
        "decoder": stack(decoderLayers, isDecoder: true),
      ])
  }

  private var norm: ModuleTree { ModuleTree("T5LayerNorm", parameters: [.init("weight", width)]) }

  /// The layers of one half of the model; only the first knows the distances, whose bias the others use.
  private func stack(_ layers: Int, isDecoder: Bool) -> ModuleTree {
    let blocks = (0..<layers).map { block(isDecoder: isDecoder, knowsDistances: $0 == 0) }
    return ModuleTree(
      "T5Stack",
      attributes: [
        "embed_tokens": .sharedEmbedding(vocabularySize, width),
        "block": .list(blocks),
        "final_layer_norm": norm,
        "dropout": .dropout(dropout),
      ])
  }

  private func block(isDecoder: Bool, knowsDistances: Bool) -> ModuleTree {
    let own = part("T5LayerSelfAttention", "SelfAttention", attention(knowsDistances: knowsDistances))
    let cross = part("T5LayerCrossAttention", "EncDecAttention", attention(knowsDistances: false))
    let forward = part("T5LayerFF", "DenseReluDense", feedForward)
    return ModuleTree("T5Block", attributes: ["layer": .list([own] + (isDecoder ? [cross] : []) + [forward])])
  }

  private func part(_ className: String, _ name: String, _ module: ModuleTree) -> ModuleTree {
    ModuleTree(className, attributes: [(name, module), ("layer_norm", norm), ("dropout", .dropout(dropout))])
  }

  private func attention(knowsDistances: Bool) -> ModuleTree {
    let projections: [(String, ModuleTree)] =
      ["q", "k", "v"].map { ($0, .linear(width, attentionWidth, bias: false)) }
      + [("o", .linear(attentionWidth, width, bias: false))]
    let bias: [(String, ModuleTree)] = knowsDistances ? [("relative_attention_bias", .embedding(distances, heads))] : []
    return ModuleTree("T5Attention", attributes: projections + bias)
  }

  private var feedForward: ModuleTree {
    let inputs = isGated ? ["wi_0", "wi_1"] : ["wi"]
    return ModuleTree(
      isGated ? "T5DenseGatedActDense" : "T5DenseActDense",
      attributes: inputs.map { ($0, .linear(width, inner, bias: false)) } + [
        ("wo", .linear(inner, width, bias: false)), ("dropout", .dropout(dropout)), ("act", activation),
      ])
  }
}
