/// GPT-2 (Radford et al. 2019), as `transformers.GPT2Model` builds it (version 5.23.0).
extension ModelFamily {
  package static let gpt2 = ModelFamily(
    modelType: "gpt2",
    tensors: FamilyTensors(
      prefix: "transformer", tokenEmbeddings: "wte.weight", positionEmbeddings: "wpe.weight",
      outputEmbeddings: ["lm_head.weight"], buffers: ["attn.bias", "attn.masked_bias", "crossattention.bias"])
  ) { try GPT2Configuration($0).tree }
}

/// What config.json says of a GPT-2; D is the width, the letter of the conventions.
private struct GPT2Configuration {
  private let vocabularySize: Int
  private let positions: Int
  /// D, the number of values per token.
  private let width: Int
  private let layers: Int
  private let inner: Int
  private let activation: ModuleTree
  private let hasCrossAttention: Bool
  private let epsilon: PythonNumber
  private let embeddingDropout: PythonNumber
  private let attentionDropout: PythonNumber
  private let residualDropout: PythonNumber

  init(_ file: ModelConfiguration) throws {
    vocabularySize = try file.integer("vocab_size", default: 50257, in: SizeLimit.rows)
    positions = try file.integer("n_positions", alias: "max_position_embeddings", default: 1024, in: SizeLimit.rows)
    width = try file.integer("n_embd", alias: "hidden_size", default: 768, in: SizeLimit.width)
    layers = try file.integer("n_layer", alias: "num_hidden_layers", default: 12, in: SizeLimit.layers)
    let heads = try file.integer("n_head", alias: "num_attention_heads", default: 12, in: SizeLimit.width)
    inner = try file.optionalInteger("n_inner", in: SizeLimit.width) ?? 4 * width
    activation = try file.activation("activation_function", default: "gelu_new")
    hasCrossAttention = try file.bool("add_cross_attention", default: false)
    epsilon = try file.float("layer_norm_epsilon", default: 1e-5)
    embeddingDropout = try file.probability("embd_pdrop")
    attentionDropout = try file.probability("attn_pdrop")
    residualDropout = try file.probability("resid_pdrop")
    // A model without layers has no heads to divide anything by.
    guard layers == 0 || width > 0 && heads > 0 && width.isMultiple(of: heads) else {
      throw ArchitecturesError.conflict(
        file: file.file, fields: ["n_embd", "n_head"], rule: "the width must be a multiple of the number of heads",
        found: "\(width) and \(heads)")
    }
  }

  var tree: ModuleTree {
    ModuleTree(
      "GPT2Model",
      attributes: [
        "wte": .embedding(vocabularySize, width),
        "wpe": .embedding(positions, width),
        "drop": .dropout(embeddingDropout),
        "h": .list(layers, of: block),
        "ln_f": norm,
      ])
  }

  private var norm: ModuleTree { .layerNorm(width, epsilon: epsilon) }

  private var block: ModuleTree {
    guard hasCrossAttention else {
      return ModuleTree("GPT2Block", attributes: ["ln_1": norm, "attn": selfAttention, "ln_2": norm, "mlp": mlp])
    }
    return ModuleTree(
      "GPT2Block",
      attributes: [
        "ln_1": norm,
        "attn": selfAttention,
        "ln_2": norm,
        "crossattention": crossAttention,
        "ln_cross_attn": norm,
        "mlp": mlp,
      ])
  }

  /// Queries, keys and values come out of one matrix of D columns each.
  private var selfAttention: ModuleTree {
    ModuleTree(
      "GPT2Attention",
      attributes: [
        "c_attn": .conv1D(width, 3 * width),
        "c_proj": .conv1D(width, width),
        "attn_dropout": .dropout(attentionDropout),
        "resid_dropout": .dropout(residualDropout),
      ])
  }

  /// Keys and values come from the encoder, queries from the decoder.
  private var crossAttention: ModuleTree {
    ModuleTree(
      "GPT2Attention",
      attributes: [
        "c_attn": .conv1D(width, 2 * width),
        "q_attn": .conv1D(width, width),
        "c_proj": .conv1D(width, width),
        "attn_dropout": .dropout(attentionDropout),
        "resid_dropout": .dropout(residualDropout),
      ])
  }

  private var mlp: ModuleTree {
    ModuleTree(
      "GPT2MLP",
      attributes: [
        "c_fc": .conv1D(width, inner),
        "c_proj": .conv1D(inner, width),
        "act": activation,
        "dropout": .dropout(residualDropout),
      ])
  }
}
