/// DistilBERT (Sanh et al. 2019), as `transformers.DistilBertModel` builds it (version 5.23.0).
extension ModelFamily {
  package static let distilBERT = ModelFamily(
    modelType: "distilbert",
    tensors: .bertLike(prefix: "distilbert", outputEmbeddings: ["vocab_projector.weight"])
  ) { try DistilBERTConfiguration($0).tree }
}

private struct DistilBERTConfiguration {
  let vocabularySize: Int
  let positions: Int
  /// D, the number of values per token.
  let width: Int
  let layers: Int
  let inner: Int
  let padding: Int?
  let activation: ModuleTree
  let dropout: PythonNumber
  let attentionDropout: PythonNumber
  /// No field says otherwise.
  let epsilon = PythonNumber.float(1e-12)

  init(_ file: ModelConfiguration) throws {
    vocabularySize = try file.integer("vocab_size", default: 30522, in: SizeLimit.rows)
    positions = try file.integer("max_position_embeddings", default: 512, in: SizeLimit.rows)
    width = try file.integer("dim", alias: "hidden_size", default: 768, in: SizeLimit.width)
    layers = try file.integer("n_layers", alias: "num_hidden_layers", default: 6, in: SizeLimit.layers)
    let heads = try file.integer("n_heads", alias: "num_attention_heads", default: 12, in: SizeLimit.width)
    inner = try file.integer("hidden_dim", default: 3072, in: SizeLimit.width)
    padding = try file.row(of: try file.paddingToken(default: 0), among: vocabularySize, "vocab_size")
    activation = try file.activation("activation", default: "gelu")
    dropout = try file.probability("dropout")
    attentionDropout = try file.probability("attention_dropout")
    guard layers > 0 else { return }
    try file.requireMultiple(width, "dim", ofHeads: heads, "n_heads")
    try file.requirePositive(width, "dim")
  }

  var tree: ModuleTree {
    ModuleTree(
      "DistilBertModel",
      attributes: [
        "embeddings": embeddings,
        "transformer": ModuleTree("Transformer", attributes: ["layer": .list(layers, of: layer)]),
      ])
  }

  private var norm: ModuleTree { .layerNorm(width, epsilon: epsilon) }

  private var embeddings: ModuleTree {
    ModuleTree(
      "Embeddings",
      attributes: [
        "word_embeddings": .embedding(vocabularySize, width, padding: padding),
        "position_embeddings": .embedding(positions, width),
        "LayerNorm": norm,
        "dropout": .dropout(dropout),
      ])
  }

  private var layer: ModuleTree {
    ModuleTree(
      "TransformerBlock",
      attributes: [
        "attention": attention, "sa_layer_norm": norm, "ffn": feedForward, "output_layer_norm": norm,
      ])
  }

  private var attention: ModuleTree {
    ModuleTree(
      "DistilBertSelfAttention",
      attributes: [
        "q_lin": .linear(width, width),
        "k_lin": .linear(width, width),
        "v_lin": .linear(width, width),
        "out_lin": .linear(width, width),
        "dropout": .dropout(attentionDropout),
      ])
  }

  private var feedForward: ModuleTree {
    ModuleTree(
      "FFN",
      attributes: [
        "dropout": .dropout(dropout),
        "lin1": .linear(width, inner),
        "lin2": .linear(inner, width),
        "activation": activation,
      ])
  }
}
