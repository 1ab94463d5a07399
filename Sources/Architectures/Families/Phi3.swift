/// Phi-3 (Abdin et al. 2024), as `transformers.Phi3Model` builds it (version 5.23.0): Llama's layers, but queries, keys and
/// values come out of one matrix, and so do the gate and what it lets through.
extension ModelFamily {
  package static let phi3 = ModelFamily(modelType: "phi3", tensors: .llamaLike) { file in
    let model = try LlamaLikeConfiguration(
      file, "Phi3",
      .init(vocabularySize: 32064, width: 3072, inner: 8192, layers: 32, heads: 32, epsilon: 1e-5, padding: 32000),
      nullable: .keyValueHeads)
    let dropout = try file.probability("resid_pdrop", default: 0)
    try file.checkRotaryPositions(
      headWidth: model.headWidth, mustBeEven: file["head_dim"] != nil, types: ["default", "longrope"])
    return model.tree(modelClass: "Phi3Model", layer: Phi3Layer(model: model, dropout: dropout).tree)
  }
}

private struct Phi3Layer {
  let model: LlamaLikeConfiguration
  let dropout: PythonNumber

  var tree: ModuleTree {
    ModuleTree(
      "Phi3DecoderLayer",
      attributes: [
        "self_attn": attention,
        "mlp": feedForward,
        "input_layernorm": model.norm(model.width),
        "post_attention_layernorm": model.norm(model.width),
        "resid_attn_dropout": .dropout(dropout),
        "resid_mlp_dropout": .dropout(dropout),
      ])
  }

  private var attention: ModuleTree {
    let queries = model.heads * model.headWidth
    let keys = model.keyValueHeads * model.headWidth
    return ModuleTree(
      "Phi3Attention",
      attributes: [
        "o_proj": .linear(queries, model.width, bias: false),
        "qkv_proj": .linear(model.width, queries + 2 * keys, bias: false),
      ])
  }

  private var feedForward: ModuleTree {
    ModuleTree(
      "Phi3MLP",
      attributes: [
        "gate_up_proj": .linear(model.width, 2 * model.inner, bias: false),
        "down_proj": .linear(model.inner, model.width, bias: false),
        "activation_fn": model.activation,
      ])
  }
}
