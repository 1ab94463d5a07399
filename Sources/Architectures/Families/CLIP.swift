import ByteFiles

/// CLIP (Radford et al. 2021), as `transformers.CLIPModel` and `CLIPTextModel` build it (version 5.23.0).
extension ModelFamily {
  package static let clip = ModelFamily(
    modelType: "clip",
    tensors: FamilyTensors(
      prefix: "clip", tokenEmbeddings: "text_model.embeddings.token_embedding.weight",
      positionEmbeddings: "text_model.embeddings.position_embedding.weight", buffers: ["embeddings.position_ids"])
  ) { try CLIPConfiguration($0).tree }

  package static let clipText = ModelFamily(
    modelType: "clip_text_model",
    tensors: FamilyTensors(
      prefix: "text_model", tokenEmbeddings: "embeddings.token_embedding.weight",
      positionEmbeddings: "embeddings.position_embedding.weight", buffers: ["embeddings.position_ids"])
  ) { try CLIPTextConfiguration($0).tree }
}

private struct CLIPConfiguration {
  let text: CLIPTextConfiguration
  let vision: CLIPVisionConfiguration
  /// The number of values in what texts and pictures are compared by.
  let projection: Int

  init(_ file: ModelConfiguration) throws {
    // A part may stand under an older name, too, which then goes before.
    func section(_ name: String) throws -> ModelConfiguration {
      let older = name + "_dict"
      let section = try file.section(name)
      return file[older] == nil || file[older] == .null ? section : try file.section(older)
    }
    text = try CLIPTextConfiguration(section("text_config"))
    vision = try CLIPVisionConfiguration(section("vision_config"))
    projection = try file.integer("projection_dim", default: 512, in: SizeLimit.width)
    _ = try file.float("logit_scale_init_value", default: 2.6592)
  }

  var tree: ModuleTree {
    ModuleTree(
      "CLIPModel", parameters: [.init("logit_scale")],
      attributes: [
        ("text_model", text.tree),
        ("vision_model", vision.tree),
        ("visual_projection", .linear(vision.tower.width, projection, bias: false)),
        ("text_projection", .linear(text.tower.width, projection, bias: false)),
      ])
  }
}

private struct CLIPTextConfiguration {
  let tower: TowerConfiguration
  let vocabularySize: Int
  let positions: Int

  init(_ file: ModelConfiguration) throws {
    tower = try TowerConfiguration(
      file, "CLIP",
      .init(width: 512, inner: 2048, heads: 8, activation: "quick_gelu", epsilon: 1e-5, epsilonMayBeNull: true))
    try file.requireMultiple(tower.width, "hidden_size", ofHeads: tower.heads, "num_attention_heads")
    vocabularySize = try file.integer("vocab_size", default: 49408, in: SizeLimit.rows)
    _ = try file.paddingToken(default: 1)
    _ = try file.optionalInteger("projection_dim", in: Int.min...Int.max)
    positions = try file.integer("max_position_embeddings", default: 77, in: SizeLimit.rows)
  }

  var tree: ModuleTree {
    let embeddings = ModuleTree(
      "CLIPTextEmbeddings",
      attributes: [
        "token_embedding": .embedding(vocabularySize, tower.width),
        "position_embedding": .embedding(positions, tower.width),
      ])
    return ModuleTree(
      "CLIPTextModel",
      attributes: ["embeddings": embeddings, "encoder": tower.encoder, "final_layer_norm": tower.norm])
  }
}

private struct CLIPVisionConfiguration {
  let tower: TowerConfiguration
  let parts: PictureParts

  init(_ file: ModelConfiguration) throws {
    tower = try TowerConfiguration(
      file, "CLIP", .init(width: 768, inner: 3072, heads: 12, activation: "quick_gelu", epsilon: 1e-5))
    try file.requireMultiple(tower.width, "hidden_size", ofHeads: tower.heads, "num_attention_heads")
    _ = try file.integer("projection_dim", default: 512, in: Int.min...Int.max)
    parts = try PictureParts(file, patch: 32)
  }

  var tree: ModuleTree {
    ModuleTree(
      "CLIPVisionModel",
      attributes: [
        "embeddings": embeddings,
        "pre_layrnorm": tower.norm,
        "encoder": tower.encoder,
        "post_layernorm": tower.norm,
      ])
  }

  /// The parts of the picture, and before them one vector for the whole.
  private var embeddings: ModuleTree {
    ModuleTree(
      "CLIPVisionEmbeddings", parameters: [.init("class_embedding", tower.width)],
      attributes: [
        (
          "patch_embedding",
          .patches(parts.channels, tower.width, patch: parts.patch, options: "bias=False", bias: false)
        ),
        ("position_embedding", .embedding(parts.perEdge * parts.perEdge + 1, tower.width)),
      ])
  }
}
