/// Llama (Touvron et al. 2023), versions 1 to 3, as `transformers.LlamaModel` builds it (version 5.23.0).
extension ModelFamily {
  package static let llama = ModelFamily(modelType: "llama", tensors: .llamaLike) { file in
    var model = try LlamaLikeConfiguration(
      file, "Llama", .init(vocabularySize: 32000, width: 4096, inner: 11008, layers: 32, heads: 32),
      nullable: [.keyValueHeads, .headWidth])
    try file.requireMultiple(model.width, "hidden_size", ofHeads: model.heads, "num_attention_heads")
    model.hasQueryKeyValueBias = try file.bool("attention_bias", default: false)
    model.hasOutputBias = model.hasQueryKeyValueBias
    model.hasFeedForwardBias = try file.bool("mlp_bias", default: false)
    try file.checkRotaryPositions(headWidth: model.headWidth, mustBeEven: true)
    return model.tree()
  }
}
