import ByteFiles

/// One of the two halves of CLIP and SigLIP: layers in the same manner for texts and for pictures.
struct TowerConfiguration {
  /// What the names of the family's classes begin with: `CLIP`.
  let name: String
  /// D, the number of values per token or part of a picture.
  let width: Int
  let layers: Int
  let heads: Int
  let inner: Int
  let activation: ModuleTree
  let epsilon: PythonNumber?
  /// Whether a layer normalises before it attends in the order of its attributes, too.
  private let isNormFirst: Bool

  /// The values that the family's configuration class has for missing fields.
  struct Defaults {
    var width: Int
    var inner: Int
    var heads: Int
    var activation: String
    var epsilon: Double
    /// Whether the epsilon of the norms may be null.
    var epsilonMayBeNull = false
  }

  init(_ file: ModelConfiguration, _ name: String, _ defaults: Defaults) throws {
    self.name = name
    width = try file.integer("hidden_size", default: defaults.width, in: SizeLimit.width)
    layers = try file.integer("num_hidden_layers", default: 12, in: SizeLimit.layers)
    heads = try file.integer("num_attention_heads", default: defaults.heads, in: SizeLimit.width)
    inner = try file.integer("intermediate_size", default: defaults.inner, in: SizeLimit.width)
    activation = try file.activation("hidden_act", default: defaults.activation)
    epsilon =
      defaults.epsilonMayBeNull
      ? try file.optionalFloat("layer_norm_eps", default: defaults.epsilon)
      : try file.float("layer_norm_eps", default: defaults.epsilon)
    isNormFirst = name == "Siglip"
    if layers > 0 { try file.requirePositive(width, "hidden_size") }
  }

  var encoder: ModuleTree { ModuleTree(name + "Encoder", attributes: ["layers": .list(layers, of: layer)]) }

  var norm: ModuleTree { .layerNorm(width, epsilon: epsilon) }

  var feedForward: ModuleTree {
    ModuleTree(
      name + "MLP",
      attributes: ["activation_fn": activation, "fc1": .linear(width, inner), "fc2": .linear(inner, width)])
  }

  private var layer: ModuleTree {
    let first = [("layer_norm1", norm)]
    let attention = [("self_attn", self.attention)]
    let last: [(String, ModuleTree)] =
      isNormFirst
      ? [("layer_norm2", norm), ("mlp", feedForward)] : [("mlp", feedForward), ("layer_norm2", norm)]
    return ModuleTree(
      name + "EncoderLayer", attributes: (isNormFirst ? first + attention : attention + first) + last)
  }

  private var attention: ModuleTree {
    ModuleTree(
      name + "Attention",
      attributes: [
        "k_proj": .linear(width, width),
        "v_proj": .linear(width, width),
        "q_proj": .linear(width, width),
        "out_proj": .linear(width, width),
      ])
  }
}

/// How a picture is cut into square parts, each of which becomes one vector.
struct PictureParts {
  let channels: Int
  /// The number of points along an edge of a part.
  let patch: Int
  /// The number of parts along an edge of the picture.
  let perEdge: Int

  init(_ file: ModelConfiguration, patch standard: Int) throws {
    channels = try file.integer("num_channels", default: 3, in: 0...256)
    patch = try file.integer("patch_size", default: standard, in: 1...4096)
    perEdge = try file.integer("image_size", default: 224, in: 0...(1 << 15)) / patch
  }
}
