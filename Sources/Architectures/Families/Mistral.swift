/// Mistral (Jiang et al. 2023), as `transformers.MistralModel` builds it (version 5.23.0).
extension ModelFamily {
  package static let mistral = ModelFamily(modelType: "mistral", tensors: .llamaLike) { file in
    let model = try LlamaLikeConfiguration(
      file, "Mistral",
      .init(vocabularySize: 32000, width: 4096, inner: 14336, layers: 32, heads: 32, keyValueHeads: 8),
      nullable: [.headWidth])
    try file.checkRotaryPositions(headWidth: model.headWidth, mustBeEven: true)
    return model.tree()
  }
}
