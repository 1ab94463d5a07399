/// What the decoders in Llama's manner have in common: root-mean-square norms, rotary positions, heads that share keys and
/// values, and a gate in the feed-forward part.
///
/// A family fills in its own defaults, and says with the flags how its layers differ.
struct LlamaLikeConfiguration {
  /// What the names of the family's classes begin with: `Llama`.
  let name: String
  let vocabularySize: Int
  /// D, the number of values per token.
  let width: Int
  let inner: Int
  let layers: Int
  let heads: Int
  /// How many heads have keys and values of their own; the others share them.
  let keyValueHeads: Int
  /// The number of values in a head.
  let headWidth: Int
  let padding: Int?
  var activation: ModuleTree
  let epsilon: PythonNumber
  /// Whether queries, keys and values have a bias, and whether what joins the heads has one.
  var hasQueryKeyValueBias = false
  var hasOutputBias = false
  var hasFeedForwardBias = false
  /// Whether the queries and keys of each head are normalised.
  var normalisesHeads = false
  /// Whether the result of each half of a layer is normalised, too, before it is added to its input.
  var normalisesResults = false
  /// The class of the embeddings: Gemma's multiply each vector by √D.
  var embeddingClass = "Embedding"

  /// The values that the family's configuration class has for missing fields.
  struct Defaults {
    var vocabularySize: Int
    var width: Int
    var inner: Int
    var layers: Int
    var heads: Int
    /// Nil where every head has keys and values of its own.
    var keyValueHeads: Int?
    /// Nil where the heads share the width.
    var headWidth: Int?
    var activation = "silu"
    var activationField = "hidden_act"
    var epsilon = 1e-6
    var padding: Int?
  }

  /// What a family's class says of two fields that may be null, or not.
  struct Nullable: OptionSet {
    let rawValue: Int
    static let keyValueHeads = Nullable(rawValue: 1)
    static let headWidth = Nullable(rawValue: 2)
  }

  /// Reads what all families have; `nullable` says which fields the family's class lets be null.
  init(_ file: ModelConfiguration, _ name: String, _ defaults: Defaults, nullable: Nullable) throws {
    self.name = name
    vocabularySize = try file.integer("vocab_size", default: defaults.vocabularySize, in: SizeLimit.rows)
    width = try file.integer("hidden_size", default: defaults.width, in: SizeLimit.width)
    inner = try file.integer("intermediate_size", default: defaults.inner, in: SizeLimit.width)
    layers = try file.integer("num_hidden_layers", default: defaults.layers, in: SizeLimit.layers)
    heads = try file.integer("num_attention_heads", default: defaults.heads, in: SizeLimit.width)
    keyValueHeads =
      try file.optionalInteger(
        "num_key_value_heads", default: defaults.keyValueHeads, in: SizeLimit.width,
        orNull: nullable.contains(.keyValueHeads)) ?? heads
    headWidth = try Self.headWidth(
      file, defaults, width: width, heads: heads, orNull: nullable.contains(.headWidth))
    let token = try file.paddingToken(default: defaults.padding)
    padding = try file.row(of: token, among: vocabularySize, "vocab_size")
    activation = try file.activation(defaults.activationField, default: defaults.activation)
    epsilon = try file.float("rms_norm_eps", default: defaults.epsilon)
    try checkHeads(file)
  }

  private static func headWidth(
    _ file: ModelConfiguration, _ defaults: Defaults, width: Int, heads: Int, orNull: Bool
  ) throws -> Int {
    let given = try file.optionalInteger("head_dim", default: defaults.headWidth, in: SizeLimit.width, orNull: orNull)
    guard heads > 0 else {
      throw file.conflict("num_attention_heads", rule: "there must be at least one head", found: "\(heads)")
    }
    return given ?? width / heads
  }

  private func checkHeads(_ file: ModelConfiguration) throws {
    guard layers > 0 else { return }
    guard keyValueHeads > 0, headWidth > 0 else {
      throw file.conflict(
        "hidden_size", "num_attention_heads", "num_key_value_heads", "head_dim",
        rule: "heads must have a width, and keys and values",
        found: "\(width), \(heads), \(keyValueHeads) and \(headWidth)")
    }
    guard SizeLimit.width.contains(max(heads, keyValueHeads) * headWidth) else {
      throw file.conflict(
        "num_attention_heads", "num_key_value_heads", "head_dim",
        rule: "all heads together may have \(SizeLimit.width.upperBound) values",
        found: "\(heads), \(keyValueHeads) and \(headWidth)")
    }
  }
}

extension LlamaLikeConfiguration {
  /// The base model; `modelClass` is the name of its class where it is not the family's name and `Model`.
  func tree(modelClass: String? = nil) -> ModuleTree {
    tree(modelClass: modelClass ?? name + "Model", layer: layer)
  }

  /// A base model of layers that are the family's own.
  func tree(modelClass: String, layer: ModuleTree) -> ModuleTree {
    ModuleTree(
      modelClass,
      attributes: [
        "embed_tokens": .embedding(vocabularySize, width, padding: padding, className: embeddingClass),
        "layers": .list(layers, of: layer),
        "norm": norm(width),
        "rotary_emb": ModuleTree(name + "RotaryEmbedding"),
      ])
  }

  func norm(_ width: Int) -> ModuleTree { .rmsNorm(name + "RMSNorm", width, epsilon: epsilon) }

  private var layer: ModuleTree {
    var parts = [
      ("self_attn", attention), ("mlp", feedForward), ("input_layernorm", norm(width)),
      ("post_attention_layernorm", norm(width)),
    ]
    if normalisesResults {
      parts += [("pre_feedforward_layernorm", norm(width)), ("post_feedforward_layernorm", norm(width))]
    }
    return ModuleTree(name + "DecoderLayer", attributes: parts)
  }

  private var attention: ModuleTree {
    var parts: [(String, ModuleTree)] = [
      ("q_proj", .linear(width, heads * headWidth, bias: hasQueryKeyValueBias)),
      ("k_proj", .linear(width, keyValueHeads * headWidth, bias: hasQueryKeyValueBias)),
      ("v_proj", .linear(width, keyValueHeads * headWidth, bias: hasQueryKeyValueBias)),
      ("o_proj", .linear(heads * headWidth, width, bias: hasOutputBias)),
    ]
    if normalisesHeads { parts += [("q_norm", norm(headWidth)), ("k_norm", norm(headWidth))] }
    return ModuleTree(name + "Attention", attributes: parts)
  }

  private var feedForward: ModuleTree {
    ModuleTree(
      name + "MLP",
      attributes: [
        "gate_proj": .linear(width, inner, bias: hasFeedForwardBias),
        "up_proj": .linear(width, inner, bias: hasFeedForwardBias),
        "down_proj": .linear(inner, width, bias: hasFeedForwardBias),
        "act_fn": activation,
      ])
  }
}

extension FamilyTensors {
  /// The names that all decoders in Llama's manner have.
  static let llamaLike = FamilyTensors(
    prefix: "model", tokenEmbeddings: "embed_tokens.weight", outputEmbeddings: ["lm_head.weight"],
    buffers: ["inv_freq", "original_inv_freq", "embed_scale", "cos_cached", "sin_cached"])
}
