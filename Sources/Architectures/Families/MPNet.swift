/// MPNet (Song et al. 2020), as `transformers.MPNetModel` builds it (version 5.23.0), with its pooler: BERT's layers with
/// other names, and a bias by the distance of two tokens that all layers share.
extension ModelFamily {
  package static let mpnet = ModelFamily(
    modelType: "mpnet", tensors: .bertLike(prefix: "mpnet", outputEmbeddings: ["lm_head.decoder.weight"])
  ) { try MPNetConfiguration($0).tree }
}

private struct MPNetConfiguration {
  let model: BERTLikeConfiguration
  let heads: Int
  /// How many distances of two tokens are told apart.
  let distances: Int
  /// The row of the padding token, which is the same in every model.
  let padding = 1

  init(_ file: ModelConfiguration) throws {
    model = try BERTLikeConfiguration(file, "MPNet", .init(vocabularySize: 30527, padding: 1))
    heads = try file.integer("num_attention_heads", default: 12, in: SizeLimit.width)
    distances = try file.integer("relative_attention_num_buckets", default: 32, in: SizeLimit.rows)
    guard model.vocabularySize > padding, model.positions > padding else {
      throw file.conflict(
        "vocab_size", "max_position_embeddings", rule: "row 1, which is the padding's, must be there",
        found: "\(model.vocabularySize) and \(model.positions)")
    }
  }

  var tree: ModuleTree {
    ModuleTree("MPNetModel", attributes: ["embeddings": embeddings, "encoder": encoder, "pooler": model.pooler])
  }

  private var norm: ModuleTree { model.norm(model.width) }
  private var dropout: ModuleTree { .dropout(model.hiddenDropout) }

  private var embeddings: ModuleTree {
    ModuleTree(
      "MPNetEmbeddings",
      attributes: [
        "word_embeddings": .embedding(model.vocabularySize, model.width, padding: padding),
        "position_embeddings": .embedding(model.positions, model.width, padding: padding),
        "LayerNorm": norm,
        "dropout": dropout,
      ])
  }

  private var encoder: ModuleTree {
    ModuleTree(
      "MPNetEncoder",
      attributes: [
        "layer": .list(model.layers, of: layer), "relative_attention_bias": .embedding(distances, heads),
      ])
  }

  private var layer: ModuleTree {
    let intermediate = ModuleTree(
      "MPNetIntermediate",
      attributes: ["dense": .linear(model.width, model.inner), "intermediate_act_fn": model.activation])
    let output = ModuleTree(
      "MPNetOutput", attributes: ["dense": .linear(model.inner, model.width), "LayerNorm": norm, "dropout": dropout])
    return ModuleTree(
      "MPNetLayer", attributes: ["attention": attention, "intermediate": intermediate, "output": output])
  }

  private var attention: ModuleTree {
    let inside = ModuleTree(
      "MPNetSelfAttention",
      attributes: [
        "q": .linear(model.width, model.attentionWidth),
        "k": .linear(model.width, model.attentionWidth),
        "v": .linear(model.width, model.attentionWidth),
        "o": .linear(model.width, model.width),
        "dropout": .dropout(model.attentionDropout),
      ])
    return ModuleTree("MPNetAttention", attributes: ["attn": inside, "LayerNorm": norm, "dropout": dropout])
  }
}
