/// ELECTRA (Clark et al. 2020), as `transformers.ElectraModel` builds it (version 5.23.0): BERT's layers, with embeddings
/// that may be narrower than they are, and no pooler.
extension ModelFamily {
  package static let electra = ModelFamily(
    modelType: "electra", tensors: .bertLike(prefix: "electra", outputEmbeddings: ["generator_lm_head.weight"])
  ) { file in
    let model = try BERTLikeConfiguration(
      file, "Electra", .init(width: 256, inner: 1024, heads: 4), hasEmbeddingSize: true)
    let width = try file.integer("embedding_size", default: 128, in: SizeLimit.width)
    let padding = try file.row(of: model.paddingToken, among: model.vocabularySize, "vocab_size")
    let embeddings = model.embeddings("ElectraEmbeddings", width: width, padding: padding)
    let project = width == model.width ? [] : [("embeddings_project", ModuleTree.linear(width, model.width))]
    return ModuleTree(
      "ElectraModel", attributes: [("embeddings", embeddings)] + project + [("encoder", model.encoder)])
  }
}
