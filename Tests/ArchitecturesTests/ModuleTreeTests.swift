import Testing

@testable import Architectures

@Suite struct ModuleTreeTests {
  @Test func aSmallGPT2() throws {
    let tree = try baseModel(
      #"{"model_type": "gpt2", "vocab_size": 10, "n_positions": 4, "n_embd": 8, "n_head": 2, "n_layer": 2}"#)
    #expect(
      tree.description == """
        GPT2Model(
          (wte): Embedding(10, 8)
          (wpe): Embedding(4, 8)
          (drop): Dropout(p=0.1, inplace=False)
          (h): ModuleList(
            (0-1): 2 x GPT2Block(
              (ln_1): LayerNorm((8,), eps=1e-05, elementwise_affine=True, bias=True)
              (attn): GPT2Attention(
                (c_attn): Conv1D(nf=24, nx=8)
                (c_proj): Conv1D(nf=8, nx=8)
                (attn_dropout): Dropout(p=0.1, inplace=False)
                (resid_dropout): Dropout(p=0.1, inplace=False)
              )
              (ln_2): LayerNorm((8,), eps=1e-05, elementwise_affine=True, bias=True)
              (mlp): GPT2MLP(
                (c_fc): Conv1D(nf=32, nx=8)
                (c_proj): Conv1D(nf=8, nx=32)
                (act): NewGELUActivation()
                (dropout): Dropout(p=0.1, inplace=False)
              )
            )
          )
          (ln_f): LayerNorm((8,), eps=1e-05, elementwise_affine=True, bias=True)
        )
        """)
    // 80 + 32 for the embeddings; a layer has 2·16 + (216 + 72) + (288 + 264); 16 at the end.
    #expect(tree.parameterCount == 80 + 32 + 2 * (32 + 288 + 552) + 16)
  }

  /// All that transformers prints and counts for configurations drawn at random.
  @Test func asTransformers() throws {
    try compare(ArchitectureFixture.load())
  }

  private func compare(_ fixture: ArchitectureFixture) throws {
    #expect(fixture.transformers == "5.23.0")
    #expect(fixture.models.count >= 200)
    for model in fixture.models {
      let tree = try baseModel(model.config)
      #expect(tree.description == fixture.printout(model.lines), "\(model.config)")
      #expect(tree.parameterCount == model.total, "\(model.config)")
      #expect(tree.children.map { $0.repeats * $0.module.parameterCount } == model.children, "\(model.config)")
      let counts = ParameterCounts(of: tree)
      #expect(counts.total == model.total && counts.modules.reduce(0) { $0 + $1.count } == model.total)
      let parameters = tree.namedParameters
      #expect(parameters.count == model.tensors, "\(model.config)")
      #expect(parameters.reduce(0) { $0 + $1.parameter.count } == model.total)
    }
  }

  /// What transformers refuses is refused, with a field named.
  @Test func refusedAsTransformersRefuses() throws {
    let fixture = try ArchitectureFixture.load()
    #expect(fixture.refused.count >= 50)
    for config in fixture.refused {
      let error = #expect(throws: ArchitecturesError.self, "\(config)") { try baseModel(config) }
      #expect(error.map { !$0.description.contains("the whole file") } == true)
    }
  }

  /// Every family is in the fixture, in at least five configurations.
  @Test func everyFamilyIsCompared() throws {
    let fixture = try ArchitectureFixture.load()
    let types = try fixture.models.map { try configuration($0.config).modelType }
    for family in ModelFamily.all {
      #expect(types.count { $0 == family.modelType } >= 5, "\(family.modelType)")
    }
  }

  /// The table of tokens is where the family says it is, and so is that of positions.
  @Test func tablesHaveTheirNames() throws {
    for family in ModelFamily.all {
      let tree = try baseModel(#"{"model_type": "\#(family.modelType)"}"#)
      let names = tree.namedParameters.map(\.name)
      #expect(names.contains(family.tensors.tokenEmbeddings), "\(family.modelType)")
      if let positions = family.tensors.positionEmbeddings { #expect(names.contains(positions)) }
      #expect(family.tensors.inputEmbeddings.first == family.tensors.tokenEmbeddings)
      // The table of all of transformers' families says the same.
      let table = try #require(FamilyNames.of(family.modelType))
      #expect(table.tokens.first == family.tensors.tokenEmbeddings, "\(family.modelType)")
    }
  }

  @Test func publishedCounts() throws {
    let gpt2 = ParameterCounts(of: try baseModel(#"{"model_type": "gpt2"}"#))
    #expect(gpt2.total == 124_439_808)
    #expect(gpt2.modules.map(\.path) == ["wte", "wpe", "h", "ln_f"])
    #expect(gpt2.modules.map(\.count) == [38_597_376, 786_432, 12 * 7_087_872, 1536])
    #expect(gpt2.modules[2].repeats == 12 && gpt2.modules[2].each == 7_087_872)
    #expect(gpt2.modules.map(\.className) == ["Embedding", "Embedding", "GPT2Block", "LayerNorm"])
    let bert = ParameterCounts(of: try baseModel(#"{"model_type": "bert"}"#))
    #expect(bert.total == 109_482_240)
    #expect(
      bert.modules.map(\.path) == [
        "embeddings.word_embeddings", "embeddings.position_embeddings", "embeddings.token_type_embeddings",
        "embeddings.LayerNorm", "encoder.layer", "pooler.dense",
      ])
    #expect(bert.modules.map(\.count) == [23_440_896, 393_216, 1536, 1536, 12 * 7_087_872, 590_592])
  }

  @Test func namesOfParameters() throws {
    let names = try baseModel(#"{"model_type": "gpt2", "n_layer": 2}"#).namedParameters.map(\.name)
    #expect(names.prefix(3) == ["wte.weight", "wpe.weight", "h.0.ln_1.weight"])
    #expect(names.contains("h.1.mlp.c_proj.bias"))
    #expect(names.count == 2 + 2 * 12 + 2)
  }
}
