import ByteFiles

/// Gemma (Mesnard et al. 2024), Gemma 2 and the text model of Gemma 3, as `transformers.GemmaModel`, `Gemma2Model` and
/// `Gemma3TextModel` build them (version 5.23.0).
extension ModelFamily {
  package static let gemma = ModelFamily(modelType: "gemma", tensors: .llamaLike) { file in
    var model = try LlamaLikeConfiguration(
      gemma: file, "Gemma",
      .init(
        vocabularySize: 256000, width: 3072, inner: 24576, layers: 28, heads: 16, keyValueHeads: 16, headWidth: 256,
        activation: "gelu_pytorch_tanh", padding: 0))
    model.embeddingClass = "GemmaTextScaledWordEmbedding"
    // What the first releases call gelu is meant as its approximation by tanh.
    if file["hidden_act"] == .string("gelu") { model.activation = ModuleTree("GELUTanh") }
    try file.checkRotaryPositions(headWidth: model.headWidth, mustBeEven: true)
    return model.tree()
  }

  package static let gemma2 = ModelFamily(modelType: "gemma2", tensors: .llamaLike) { file in
    var model = try LlamaLikeConfiguration(
      gemma: file, "Gemma2",
      .init(
        vocabularySize: 256000, width: 2304, inner: 9216, layers: 26, heads: 8, keyValueHeads: 4, headWidth: 256,
        activation: "gelu_pytorch_tanh", activationField: "hidden_activation", padding: 0))
    try file.requireMultiple(model.width, "hidden_size", ofHeads: model.heads, "num_attention_heads")
    model.normalisesResults = true
    model.embeddingClass = "Gemma2TextScaledWordEmbedding"
    let types = try file.layerTypes(count: model.layers) ?? ["full_attention", "sliding_attention"]
    try file.checkRotaryPositions(headWidth: model.headWidth, mustBeEven: true, layerTypes: types)
    return model.tree()
  }

  package static let gemma3Text = ModelFamily(modelType: "gemma3_text", tensors: .llamaLike) { file in
    try LlamaLikeConfiguration(gemma3Text: file).tree(modelClass: "Gemma3TextModel")
  }
}

extension LlamaLikeConfiguration {
  /// The text model of Gemma 3, alone or as the part of a model that looks at pictures, too.
  init(gemma3Text file: ModelConfiguration) throws {
    try self.init(
      gemma: file, "Gemma3",
      .init(
        vocabularySize: 262_208, width: 2304, inner: 9216, layers: 26, heads: 8, keyValueHeads: 4, headWidth: 256,
        activation: "gelu_pytorch_tanh", activationField: "hidden_activation", padding: 0))
    try file.requireMultiple(width, "hidden_size", ofHeads: heads, "num_attention_heads")
    normalisesHeads = true
    normalisesResults = true
    embeddingClass = "Gemma3TextScaledWordEmbedding"
    let types = try file.layerTypes(count: layers) ?? ["full_attention", "sliding_attention"]
    try file.checkRotaryPositions(
      headWidth: headWidth, mustBeEven: true, byLayerTypes: types, scalesBoth: false, full: "rope_theta",
      sliding: "rope_local_base_freq")
  }

  fileprivate init(gemma file: ModelConfiguration, _ name: String, _ defaults: Defaults) throws {
    try self.init(file, name, defaults, nullable: [])
    hasQueryKeyValueBias = try file.bool("attention_bias", default: false)
    hasOutputBias = hasQueryKeyValueBias
  }
}
