import ByteFiles

/// BERT (Devlin et al. 2018), as `transformers.BertModel` builds it (version 5.23.0), with its pooler.
extension ModelFamily {
  package static let bert = ModelFamily(
    modelType: "bert", prefix: "bert", buffers: ["embeddings.position_ids", "embeddings.token_type_ids"]
  ) { try BERTParts($0).model }
}

/// The modules of BERT; D is the width, the letter of the conventions.
private struct BERTParts {
  private let vocabularySize: Int
  private let positions: Int
  private let tokenTypes: Int
  /// D, the number of values per token.
  private let width: Int
  private let layers: Int
  /// Heads × the width of a head: D, but for a file with the old field `embedding_size`.
  private let attentionWidth: Int
  private let inner: Int
  private let padding: Int?
  private let activation: ModuleTree
  private let hasCrossAttention: Bool
  private let epsilon: PythonNumber
  private let hiddenDropout: PythonNumber
  private let attentionDropout: PythonNumber

  init(_ file: ModelConfiguration) throws {
    vocabularySize = try file.integer("vocab_size", default: 30522, in: SizeLimit.rows)
    positions = try file.integer("max_position_embeddings", default: 512, in: SizeLimit.rows)
    tokenTypes = try file.integer("type_vocab_size", default: 2, in: SizeLimit.rows)
    width = try file.integer("hidden_size", default: 768, in: SizeLimit.width)
    layers = try file.integer("num_hidden_layers", default: 12, in: SizeLimit.layers)
    inner = try file.integer("intermediate_size", default: 3072, in: SizeLimit.width)
    activation = try file.activation("hidden_act", default: "gelu")
    hasCrossAttention = try file.bool("add_cross_attention", default: false)
    epsilon = try file.float("layer_norm_eps", default: 1e-12)
    hiddenDropout = try file.probability("hidden_dropout_prob")
    attentionDropout = try file.probability("attention_probs_dropout_prob")
    padding = try Self.padding(file, vocabularySize: vocabularySize)
    attentionWidth = try Self.attentionWidth(file, width: width, layers: layers)
    if try hasCrossAttention && layers > 0 && !file.bool("is_decoder", default: false) {
      throw ArchitecturesError.conflict(
        file: file.file, fields: ["add_cross_attention", "is_decoder"], rule: "cross-attention needs a decoder",
        found: "true and false")
    }
  }

  /// The padding token's row; a negative number counts from the end.
  private static func padding(_ file: ModelConfiguration, vocabularySize: Int) throws -> Int? {
    let range = -vocabularySize...max(vocabularySize - 1, -vocabularySize)
    guard vocabularySize > 0 || file["pad_token_id"] == .null else {
      throw ArchitecturesError.conflict(
        file: file.file, fields: ["vocab_size", "pad_token_id"], rule: "the padding token must be in the vocabulary",
        found: "an empty vocabulary")
    }
    let row = try file.optionalInteger("pad_token_id", default: 0, in: range)
    return row.map { $0 < 0 ? $0 + vocabularySize : $0 }
  }

  /// D, where the heads share it evenly; a file that has `embedding_size` may leave a rest, which is cut off.
  private static func attentionWidth(_ file: ModelConfiguration, width: Int, layers: Int) throws -> Int {
    let heads = try file.integer("num_attention_heads", default: 12, in: SizeLimit.width)
    guard layers > 0 else { return width }
    guard heads > 0, width / heads > 0, width.isMultiple(of: heads) || file["embedding_size"] != nil else {
      throw ArchitecturesError.conflict(
        file: file.file, fields: ["hidden_size", "num_attention_heads"],
        rule: "the width must be a multiple of the number of heads", found: "\(width) and \(heads)")
    }
    return width / heads * heads
  }

  var model: ModuleTree {
    ModuleTree(
      "BertModel",
      attributes: [
        "embeddings": embeddings,
        "encoder": ModuleTree("BertEncoder", attributes: ["layer": .list(layers, of: layer)]),
        "pooler": ModuleTree(
          "BertPooler", attributes: ["dense": .linear(width, width), "activation": ModuleTree("Tanh")]),
      ])
  }

  private var norm: ModuleTree { .layerNorm(width, epsilon: epsilon) }

  private var embeddings: ModuleTree {
    ModuleTree(
      "BertEmbeddings",
      attributes: [
        "word_embeddings": .embedding(vocabularySize, width, padding: padding),
        "position_embeddings": .embedding(positions, width),
        "token_type_embeddings": .embedding(tokenTypes, width),
        "LayerNorm": norm,
        "dropout": .dropout(hiddenDropout),
      ])
  }

  private var layer: ModuleTree {
    let intermediate = ModuleTree(
      "BertIntermediate", attributes: ["dense": .linear(width, inner), "intermediate_act_fn": activation])
    let output = self.output("BertOutput", inputs: inner)
    let attention = self.attention("BertSelfAttention")
    guard hasCrossAttention else {
      return ModuleTree(
        "BertLayer", attributes: ["attention": attention, "intermediate": intermediate, "output": output])
    }
    return ModuleTree(
      "BertLayer",
      attributes: [
        "attention": attention,
        "crossattention": self.attention("BertCrossAttention"),
        "intermediate": intermediate,
        "output": output,
      ])
  }

  private func attention(_ className: String) -> ModuleTree {
    let inside = ModuleTree(
      className,
      attributes: [
        "query": .linear(width, attentionWidth),
        "key": .linear(width, attentionWidth),
        "value": .linear(width, attentionWidth),
        "dropout": .dropout(attentionDropout),
      ])
    return ModuleTree("BertAttention", attributes: ["self": inside, "output": output("BertSelfOutput", inputs: width)])
  }

  /// What ends both halves of a layer: back to D values, then the sum with the input, normalised.
  private func output(_ className: String, inputs: Int) -> ModuleTree {
    ModuleTree(
      className,
      attributes: ["dense": .linear(inputs, width), "LayerNorm": norm, "dropout": .dropout(hiddenDropout)])
  }
}
