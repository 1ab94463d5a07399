/// BERT (Devlin et al. 2018), as `transformers.BertModel` builds it (version 5.23.0), with its pooler.
extension ModelFamily {
  package static let bert = ModelFamily(
    modelType: "bert", tensors: .bertLike(prefix: "bert", outputEmbeddings: ["cls.predictions.decoder.weight"])
  ) { file in
    let model = try BERTLikeConfiguration(file, "Bert", .init())
    let padding = try file.row(of: model.paddingToken, among: model.vocabularySize, "vocab_size")
    return ModuleTree(
      "BertModel",
      attributes: [
        "embeddings": model.embeddings("BertEmbeddings", width: model.width, padding: padding),
        "encoder": model.encoder,
        "pooler": model.pooler,
      ])
  }
}

extension BERTLikeConfiguration {
  /// The vectors of a token, its position and the part of the text it is in, of `width` values each, which are added.
  func embeddings(_ className: String, width: Int, padding: Int?) -> ModuleTree {
    ModuleTree(
      className,
      attributes: [
        "word_embeddings": .embedding(vocabularySize, width, padding: padding),
        "position_embeddings": .embedding(positions, width),
        "token_type_embeddings": .embedding(tokenTypes, width),
        "LayerNorm": norm(width),
        "dropout": .dropout(hiddenDropout),
      ])
  }
}
