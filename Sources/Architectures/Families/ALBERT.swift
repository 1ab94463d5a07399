/// ALBERT (Lan et al. 2019), as `transformers.AlbertModel` builds it (version 5.23.0): few layers of parameters, each of
/// which is gone through many times.
extension ModelFamily {
  package static let albert = ModelFamily(
    modelType: "albert", tensors: .bertLike(prefix: "albert", outputEmbeddings: ["predictions.decoder.weight"])
  ) { try ALBERTConfiguration($0).tree }
}

private struct ALBERTConfiguration {
  let vocabularySize: Int
  let positions: Int
  let tokenTypes: Int
  let embeddingWidth: Int
  /// D, the number of values per token in the layers.
  let width: Int
  /// Heads × the width of a head: D, or less where a rest is left.
  let attentionWidth: Int
  let inner: Int
  /// How many groups of layers there are, and how many layers are in a group.
  let groups: Int
  let layersInGroup: Int
  let padding: Int?
  let activation: ModuleTree
  let epsilon: PythonNumber
  let hiddenDropout: PythonNumber
  let attentionDropout: PythonNumber

  init(_ file: ModelConfiguration) throws {
    vocabularySize = try file.integer("vocab_size", default: 30000, in: SizeLimit.rows)
    positions = try file.integer("max_position_embeddings", default: 512, in: SizeLimit.rows)
    tokenTypes = try file.integer("type_vocab_size", default: 2, in: SizeLimit.rows)
    embeddingWidth = try file.integer("embedding_size", default: 128, in: SizeLimit.width)
    width = try file.integer("hidden_size", default: 4096, in: SizeLimit.width)
    inner = try file.integer("intermediate_size", default: 16384, in: SizeLimit.width)
    groups = try file.integer("num_hidden_groups", default: 1, in: SizeLimit.layers)
    layersInGroup = try file.integer("inner_group_num", default: 1, in: SizeLimit.layers)
    padding = try file.row(of: try file.paddingToken(default: 0), among: vocabularySize, "vocab_size")
    activation = try file.activation("hidden_act", default: "gelu_new")
    epsilon = try file.float("layer_norm_eps", default: 1e-12)
    hiddenDropout = try file.probability("hidden_dropout_prob", default: 0)
    attentionDropout = try file.probability("attention_probs_dropout_prob", default: 0)
    let heads = try file.integer("num_attention_heads", default: 64, in: SizeLimit.width)
    _ = try file.integer("num_hidden_layers", default: 12, in: SizeLimit.layers)
    guard SizeLimit.layers.contains(groups * layersInGroup) else {
      throw file.conflict(
        "num_hidden_groups", "inner_group_num",
        rule: "there may be \(SizeLimit.layers.upperBound) layers at most", found: "\(groups) and \(layersInGroup)")
    }
    attentionWidth = try file.attentionWidth(
      width, heads: heads, layers: groups * layersInGroup, leavesRest: true)
  }

  var tree: ModuleTree {
    ModuleTree(
      "AlbertModel",
      attributes: [
        "embeddings": embeddings,
        "encoder": encoder,
        "pooler": .linear(width, width),
        "pooler_activation": ModuleTree("Tanh"),
      ])
  }

  private func norm(_ width: Int) -> ModuleTree { .layerNorm(width, epsilon: epsilon) }

  private var embeddings: ModuleTree {
    ModuleTree(
      "AlbertEmbeddings",
      attributes: [
        "word_embeddings": .embedding(vocabularySize, embeddingWidth, padding: padding),
        "position_embeddings": .embedding(positions, embeddingWidth),
        "token_type_embeddings": .embedding(tokenTypes, embeddingWidth),
        "LayerNorm": norm(embeddingWidth),
        "dropout": .dropout(hiddenDropout),
      ])
  }

  private var encoder: ModuleTree {
    let group = ModuleTree("AlbertLayerGroup", attributes: ["albert_layers": .list(layersInGroup, of: layer)])
    return ModuleTree(
      "AlbertTransformer",
      attributes: [
        "embedding_hidden_mapping_in": .linear(embeddingWidth, width),
        "albert_layer_groups": .list(groups, of: group),
      ])
  }

  private var layer: ModuleTree {
    ModuleTree(
      "AlbertLayer",
      attributes: [
        "full_layer_layer_norm": norm(width),
        "attention": attention,
        "ffn": .linear(width, inner),
        "ffn_output": .linear(inner, width),
        "activation": activation,
        "dropout": .dropout(hiddenDropout),
      ])
  }

  private var attention: ModuleTree {
    ModuleTree(
      "AlbertAttention",
      attributes: [
        "attention_dropout": .dropout(attentionDropout),
        "output_dropout": .dropout(hiddenDropout),
        "query": .linear(width, attentionWidth),
        "key": .linear(width, attentionWidth),
        "value": .linear(width, attentionWidth),
        "dense": .linear(width, width),
        "LayerNorm": norm(width),
      ])
  }
}
