import ByteFiles

/// What the encoders in BERT's manner have in common: their layers, which attend first and feed forward then, and normalise
/// the sum of each result with its input.
struct BERTLikeConfiguration {
  /// What the names of the family's classes begin with: `Bert`.
  let name: String
  let vocabularySize: Int
  let positions: Int
  let tokenTypes: Int
  /// D, the number of values per token.
  let width: Int
  let layers: Int
  /// Heads × the width of a head: D, but for a file with the old field `embedding_size`.
  let attentionWidth: Int
  let inner: Int
  /// The id of the padding token, as it is in the file.
  let paddingToken: Int?
  let activation: ModuleTree
  let hasCrossAttention: Bool
  let epsilon: PythonNumber
  let hiddenDropout: PythonNumber
  let attentionDropout: PythonNumber

  /// The values that the family's configuration class has for missing fields.
  struct Defaults {
    var vocabularySize = 30522
    var width = 768
    var inner = 3072
    var heads = 12
    var padding = 0
  }

  /// Reads what all families have; `hasEmbeddingSize` says that the family's class has that field.
  init(_ file: ModelConfiguration, _ name: String, _ defaults: Defaults, hasEmbeddingSize: Bool = false) throws {
    self.name = name
    vocabularySize = try file.integer("vocab_size", default: defaults.vocabularySize, in: SizeLimit.rows)
    positions = try file.integer("max_position_embeddings", default: 512, in: SizeLimit.rows)
    tokenTypes = try file.integer("type_vocab_size", default: 2, in: SizeLimit.rows)
    width = try file.integer("hidden_size", default: defaults.width, in: SizeLimit.width)
    layers = try file.integer("num_hidden_layers", default: 12, in: SizeLimit.layers)
    inner = try file.integer("intermediate_size", default: defaults.inner, in: SizeLimit.width)
    activation = try file.activation("hidden_act", default: "gelu")
    hasCrossAttention = try file.bool("add_cross_attention", default: false)
    epsilon = try file.float("layer_norm_eps", default: 1e-12)
    hiddenDropout = try file.probability("hidden_dropout_prob")
    attentionDropout = try file.probability("attention_probs_dropout_prob")
    paddingToken = try file.paddingToken(default: defaults.padding)
    let heads = try file.integer("num_attention_heads", default: defaults.heads, in: SizeLimit.width)
    attentionWidth = try file.attentionWidth(
      width, heads: heads, layers: layers, leavesRest: hasEmbeddingSize || file["embedding_size"] != nil)
    let isDecoder = try file.bool("is_decoder", default: false)
    if hasCrossAttention && layers > 0 && !isDecoder {
      throw file.conflict(
        "add_cross_attention", "is_decoder", rule: "cross-attention needs a decoder", found: "true and false")
    }
  }
}

extension ModelConfiguration {
  /// Heads × the width of a head: D, where the heads share it evenly; else a rest may be left, which is cut off.
  func attentionWidth(_ width: Int, heads: Int, layers: Int, leavesRest: Bool) throws -> Int {
    guard layers > 0 else { return width }
    guard heads > 0, width / heads > 0, width.isMultiple(of: heads) || leavesRest else {
      throw conflict(
        "hidden_size", "num_attention_heads", rule: "the width must be a multiple of the number of heads",
        found: "\(width) and \(heads)")
    }
    return width / heads * heads
  }
}

extension BERTLikeConfiguration {
  var encoder: ModuleTree {
    ModuleTree(name + "Encoder", attributes: ["layer": .list(layers, of: layer)])
  }

  /// What makes one vector of a text out of its first token's.
  var pooler: ModuleTree {
    ModuleTree(name + "Pooler", attributes: ["dense": .linear(width, width), "activation": ModuleTree("Tanh")])
  }

  func norm(_ width: Int) -> ModuleTree { .layerNorm(width, epsilon: epsilon) }

  private var layer: ModuleTree {
    let intermediate = ModuleTree(
      name + "Intermediate", attributes: ["dense": .linear(width, inner), "intermediate_act_fn": activation])
    let attention = [("attention", self.attention("SelfAttention"))]
    let cross = hasCrossAttention ? [("crossattention", self.attention("CrossAttention"))] : []
    return ModuleTree(
      name + "Layer",
      attributes: attention + cross + [("intermediate", intermediate), ("output", output("Output", inputs: inner))])
  }

  private func attention(_ className: String) -> ModuleTree {
    let inside = ModuleTree(
      name + className,
      attributes: [
        "query": .linear(width, attentionWidth),
        "key": .linear(width, attentionWidth),
        "value": .linear(width, attentionWidth),
        "dropout": .dropout(attentionDropout),
      ])
    return ModuleTree(
      name + "Attention", attributes: ["self": inside, "output": output("SelfOutput", inputs: width)])
  }

  /// What ends both halves of a layer: back to D values, then the sum with the input, normalised.
  private func output(_ className: String, inputs: Int) -> ModuleTree {
    ModuleTree(
      name + className,
      attributes: ["dense": .linear(inputs, width), "LayerNorm": norm(width), "dropout": .dropout(hiddenDropout)])
  }
}

extension FamilyTensors {
  /// The names that encoders in BERT's manner have.
  static func bertLike(prefix: String, outputEmbeddings: [String]) -> FamilyTensors {
    FamilyTensors(
      prefix: prefix, tokenEmbeddings: "embeddings.word_embeddings.weight",
      positionEmbeddings: "embeddings.position_embeddings.weight", outputEmbeddings: outputEmbeddings,
      buffers: ["embeddings.position_ids", "embeddings.token_type_ids"])
  }
}
