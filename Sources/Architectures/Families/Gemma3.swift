import ByteFiles

/// Gemma 3 (Kamath et al. 2025) with its part that looks at pictures, as `transformers.Gemma3Model` builds it
/// (version 5.23.0).
extension ModelFamily {
  package static let gemma3 = ModelFamily(
    modelType: "gemma3",
    tensors: FamilyTensors(
      prefix: "model", tokenEmbeddings: "language_model.embed_tokens.weight",
      outputEmbeddings: ["language_model.lm_head.weight"],
      buffers: ["embeddings.position_ids", "embed_scale", "inv_freq", "original_inv_freq"],
      renamed: [
        (old: "language_model.model.", new: "language_model."),
        (old: "vision_tower.vision_model.", new: "vision_tower."),
      ])
  ) { try Gemma3Configuration($0).tree }
}

private struct Gemma3Configuration {
  let text: LlamaLikeConfiguration
  let vision: SigLIPVisionConfiguration
  /// How many neighbouring parts of a picture, along an edge, become one token.
  let pooled: Int

  init(_ file: ModelConfiguration) throws {
    text = try LlamaLikeConfiguration(gemma3Text: file.section("text_config"))
    let section = try file.section("vision_config")
    guard section.modelType ?? "siglip_vision_model" == "siglip_vision_model" else {
      throw section.unsupported("model_type", .string(section.modelType ?? ""))
    }
    vision = try SigLIPVisionConfiguration(section)
    for field in ["image_token_index", "boi_token_index", "eoi_token_index"] {
      _ = try file.optionalInteger(field, in: Int.min...Int.max)
    }
    let tokens = try file.integer("mm_tokens_per_image", default: 256, in: 1...(1 << 30))
    pooled = vision.parts.perEdge / Int(Double(tokens).squareRoot())
  }

  var tree: ModuleTree {
    ModuleTree(
      "Gemma3Model",
      attributes: [
        "vision_tower": vision.tree,
        "multi_modal_projector": projector,
        "language_model": text.tree(modelClass: "Gemma3TextModel"),
      ])
  }

  private var projector: ModuleTree {
    let size = "kernel_size=\(pooled), stride=\(pooled), padding=0"
    let epsilon = vision.tower.epsilon ?? .float(1e-6)
    return ModuleTree(
      "Gemma3MultiModalProjector",
      parameters: [.init("mm_input_projection_weight", vision.tower.width, text.width)],
      attributes: [
        ("mm_soft_emb_norm", .rmsNorm("Gemma3RMSNorm", vision.tower.width, epsilon: epsilon)),
        ("avg_pool", ModuleTree("AvgPool2d", size)),
      ])
  }
}

/// The half of SigLIP for pictures, as `transformers.SiglipVisionModel` builds it.
///
/// It is of Zhai et al., 2023.
private struct SigLIPVisionConfiguration {
  let tower: TowerConfiguration
  let parts: PictureParts
  let hasHead: Bool

  init(_ file: ModelConfiguration) throws {
    tower = try TowerConfiguration(
      file, "Siglip", .init(width: 768, inner: 3072, heads: 12, activation: "gelu_pytorch_tanh", epsilon: 1e-6))
    parts = try PictureParts(file, patch: 16)
    hasHead = try file.bool("vision_use_head", default: true)
    if tower.layers > 0 || hasHead {
      try file.requireMultiple(tower.width, "hidden_size", ofHeads: tower.heads, "num_attention_heads")
      try file.requirePositive(tower.width, "hidden_size")
    }
  }

  var tree: ModuleTree {
    ModuleTree(
      "SiglipVisionModel",
      attributes: [("embeddings", embeddings), ("encoder", tower.encoder), ("post_layernorm", tower.norm)]
        + (hasHead ? [("head", head)] : []))
  }

  private var embeddings: ModuleTree {
    ModuleTree(
      "SiglipVisionEmbeddings",
      attributes: [
        "patch_embedding": .patches(
          parts.channels, tower.width, patch: parts.patch, options: "padding=valid", bias: true),
        "position_embedding": .embedding(parts.perEdge * parts.perEdge, tower.width),
      ])
  }

  /// What makes one vector of all parts: a learnt query that attends to them.
  private var head: ModuleTree {
    let width = tower.width
    let out = ModuleTree.linear(width, width, className: "NonDynamicallyQuantizableLinear")
    let attention = ModuleTree(
      "MultiheadAttention",
      parameters: [.init("in_proj_weight", 3 * width, width), .init("in_proj_bias", 3 * width)],
      attributes: [("out_proj", out)])
    return ModuleTree(
      "SiglipMultiheadAttentionPoolingHead", parameters: [.init("probe", 1, 1, width)],
      attributes: [("attention", attention), ("layernorm", tower.norm), ("mlp", tower.feedForward)])
  }
}
