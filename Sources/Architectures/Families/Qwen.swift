/// Qwen2 (Yang et al. 2024) and Qwen3 (Yang et al. 2025), as `transformers.Qwen2Model` and `Qwen3Model` build them
/// (version 5.23.0).
extension ModelFamily {
  package static let qwen2 = ModelFamily(modelType: "qwen2", tensors: .llamaLike) { file in
    var model = try LlamaLikeConfiguration(
      file, "Qwen2",
      .init(vocabularySize: 151936, width: 4096, inner: 22016, layers: 32, heads: 32, keyValueHeads: 32),
      nullable: .keyValueHeads)
    model.hasQueryKeyValueBias = true
    let types = try file.layerTypes(count: model.layers) ?? ["full_attention", "sliding_attention"]
    try file.checkRotaryPositions(
      headWidth: model.headWidth, mustBeEven: file["head_dim"] != nil, layerTypes: types)
    return model.tree()
  }

  package static let qwen3 = ModelFamily(modelType: "qwen3", tensors: .llamaLike) { file in
    var model = try LlamaLikeConfiguration(
      file, "Qwen3",
      .init(
        vocabularySize: 151936, width: 4096, inner: 22016, layers: 32, heads: 32, keyValueHeads: 32, headWidth: 128),
      nullable: .keyValueHeads)
    model.hasQueryKeyValueBias = try file.bool("attention_bias", default: false)
    model.hasOutputBias = model.hasQueryKeyValueBias
    model.normalisesHeads = true
    let types = try file.layerTypes(count: model.layers) ?? ["full_attention", "sliding_attention"]
    try file.checkRotaryPositions(headWidth: model.headWidth, mustBeEven: true, layerTypes: types)
    return model.tree()
  }
}
