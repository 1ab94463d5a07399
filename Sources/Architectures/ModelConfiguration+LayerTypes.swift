import ByteFiles

/// Which tokens a layer looks at: all, or those within a window.
extension ModelConfiguration {
  /// The types of attention of `count` layers; nil where the file leaves them to the family.
  func layerTypes(count: Int) throws -> [String]? {
    let known = [
      "full_attention", "sliding_attention", "chunked_attention", "window_attention", "indexed_attention",
      "compressed_sparse_attention", "heavily_compressed_attention", "minimax_m3_sparse", "conv", "moe", "hybrid",
      "hybrid_sliding", "reference_sliding_attention", "linear_attention",
    ]
    let older = [
      "mamba": "linear_attention", "attention": "full_attention", "deepseek_sparse_attention": "indexed_attention",
      "qwen_sparse_attention": "indexed_attention",
    ]
    switch self["layer_types"] {
    case nil, .null?: return nil
    case .array(let values)?:
      let types = try values.map { value in
        guard let name = value.string, let type = known.first(where: { $0 == older[name] ?? name }) else {
          throw wrong("layer_types", "the names of types of attention", value)
        }
        return type
      }
      guard types.count == count else {
        throw conflict(
          "num_hidden_layers", "layer_types", rule: "each layer must have a type", found: "\(count) and \(types.count)")
      }
      return types
    case let other?: throw wrong("layer_types", "an array or null", other)
    }
  }
}
