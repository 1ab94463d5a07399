/// RoBERTa (Liu et al. 2019) and XLM-R (Conneau et al. 2019), as `transformers.RobertaModel` and `XLMRobertaModel` build
/// them (version 5.23.0): BERT's layers, with positions that are counted from the padding token's row on.
extension ModelFamily {
  package static let roberta = ModelFamily(
    modelType: "roberta", tensors: .bertLike(prefix: "roberta", outputEmbeddings: ["lm_head.decoder.weight"])
  ) { try BERTLikeConfiguration.roberta($0, "Roberta", vocabularySize: 50265) }

  package static let xlmRoberta = ModelFamily(
    modelType: "xlm-roberta", tensors: .bertLike(prefix: "roberta", outputEmbeddings: ["lm_head.decoder.weight"])
  ) { try BERTLikeConfiguration.roberta($0, "XLMRoberta", vocabularySize: 30522) }
}

extension BERTLikeConfiguration {
  fileprivate static func roberta(
    _ file: ModelConfiguration, _ name: String, vocabularySize: Int
  ) throws -> ModuleTree {
    let model = try BERTLikeConfiguration(file, name, .init(vocabularySize: vocabularySize, padding: 1))
    let embeddings = ModuleTree(
      name + "Embeddings",
      attributes: [
        "word_embeddings": .embedding(
          model.vocabularySize, model.width,
          padding: try file.row(of: model.paddingToken, among: model.vocabularySize, "vocab_size")),
        "token_type_embeddings": .embedding(model.tokenTypes, model.width),
        "LayerNorm": model.norm(model.width),
        "dropout": .dropout(model.hiddenDropout),
        "position_embeddings": .embedding(
          model.positions, model.width,
          padding: try file.row(of: model.paddingToken, among: model.positions, "max_position_embeddings")),
      ])
    return ModuleTree(
      name + "Model", attributes: ["embeddings": embeddings, "encoder": model.encoder, "pooler": model.pooler])
  }
}
