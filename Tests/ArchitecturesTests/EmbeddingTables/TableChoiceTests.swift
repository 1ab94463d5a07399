import Architectures
import Checkpoints
import Tensors
import Testing

@Suite struct TableChoiceTests {
  private func choose(
    _ tensors: [TensorInfo], _ config: String? = nil, metadata: [(key: String, value: String)] = [], tokens: Int? = nil
  ) throws -> TableChoice? {
    TableChoice.of(
      tensors, configuration: try config.map { try configuration($0) }, metadata: metadata, tokenizerSize: { tokens })
  }

  // MARK: Unknown families

  /// The rows are weighed, names only break ties.
  @Test func rowsBeforeNames() throws {
    let tensors = [info("a.embed_tokens.weight", [20, 8]), info("b.codes.table", [50, 8])]
    #expect(try choose(tensors, tokens: 20)?.tensor.name == "a.embed_tokens.weight")
    let named = [info("talking.embed_tokens.weight", [20, 8]), info("words.embed.weight", [50, 8])]
    #expect(try choose(named, tokens: 50)?.tensor.name == "words.embed.weight")
    #expect(try choose(named, tokens: 20)?.tensor.name == "talking.embed_tokens.weight")
    #expect(try choose(named, #"{"text_config": {"vocab_size": 50}}"#)?.tensor.name == "words.embed.weight")
  }

  @Test func namesBreakTies() throws {
    let tensors = [info("a.embedding.weight", [50, 8]), info("b.wte.weight", [50, 8]), info("wpe.weight", [50, 8])]
    let choice = try #require(try choose(tensors, tokens: 50))
    #expect(choice.tensor.name == "b.wte.weight")
    #expect(choice.others.map(\.name) == ["a.embedding.weight"])
  }

  /// Neither positions nor heads nor layers are taken, whatever their rows.
  @Test(arguments: [
    "wpe.weight", "embeddings.position_embeddings.weight", "h.0.mlp.weight", "lm_head.weight", "proj.weight",
  ])
  func whatIsNoTable(name: String) throws {
    let tensors = [info(name, [50, 8]), info("wte.weight", [64, 8])]
    #expect(try choose(tensors, tokens: 50)?.tensor.name == "wte.weight")
  }

  @Test func theTokenizerGoesBeforeTheConfiguration() throws {
    let tensors = [info("a.embed.weight", [2048, 8]), info("b.embed.weight", [32000, 8])]
    let choice = try choose(tensors, #"{"vocab_size": 2048}"#, tokens: 32000)
    #expect(choice?.tensor.name == "b.embed.weight")
  }

  @Test func aTableWithoutANameIsFoundByItsRows() throws {
    let tensors = [info("output.weight", [98, 8]), info("first.weight", [98, 8]), info("second.weight", [8, 8])]
    #expect(try choose(tensors, tokens: 98)?.tensor.name == "first.weight")
    #expect(try choose(tensors.dropFirst() + [], tokens: nil) == nil)
    #expect(try choose([info("wte.weight", [98])], tokens: 98) == nil)
  }

  /// Of two tables with the same rows the one of the part that comes first.
  @Test(arguments: ["decoder", "talker", "qformer"]) func partsThatComeSecond(part: String) throws {
    let tensors = [info("\(part).embed.weight", [50, 8]), info("some_other_part.embed.weight", [50, 8])]
    let choice = try choose(tensors, tokens: 50)
    #expect(choice?.tensor.name == "some_other_part.embed.weight")
    #expect(choice?.others.map(\.name) == ["\(part).embed.weight"])
    #expect(try choose([tensors[0]], tokens: 50)?.tensor.name == "\(part).embed.weight")
  }

  /// The tokenizer may be costly: it is asked only where names leave a doubt.
  @Test func theTokenizerIsAskedInDoubtOnly() throws {
    func asks(_ tensors: [TensorInfo], _ config: String?) throws -> Bool {
      var asked = false
      let config = try config.map { try configuration($0) }
      _ = TableChoice.of(tensors, configuration: config) {
        asked = true
        return 50
      }
      return asked
    }
    let one = [info("x.embed_tokens.weight", [50, 8]), info("lm_head.weight", [50, 8])]
    let two = one + [info("y.embed_tokens.weight", [20, 8])]
    #expect(try !asks(one, #"{"model_type": "new", "vocab_size": 50}"#))
    #expect(try asks(one, nil))
    #expect(try asks(two, #"{"model_type": "new", "vocab_size": 50}"#))
    #expect(try !asks([info("model.embed_tokens.weight", [50, 8])], #"{"model_type": "llama"}"#))
    #expect(try asks(two, #"{"model_type": "llama"}"#))
  }

  // MARK: Known families

  @Test func theFamilyGoesBeforeTheRows() throws {
    let tensors = [
      info("thinker.model.embed_tokens.weight", [50, 8]), info("talker.model.embed_tokens.weight", [20, 8]),
    ]
    #expect(
      try choose(tensors, #"{"model_type": "qwen2_5_omni"}"#, tokens: 20)?.tensor.name
        == "thinker.model.embed_tokens.weight")
  }

  @Test func aNotedChoice() throws {
    let tensors = [
      info("model.decoder.embed_tokens.weight", [50, 8]), info("model.encoder.embed_tokens.weight", [50, 8]),
    ]
    let choice = try #require(try choose(tensors, #"{"model_type": "marian", "vocab_size": 50}"#))
    #expect(choice.reason == .family("marian"))
    #expect(choice.tensor.name == "model.encoder.embed_tokens.weight")
    #expect(
      choice.notes == [
        "The rows are those of model.encoder.embed_tokens.weight. Other tables of tokens, which can be named instead: "
          + "model.decoder.embed_tokens.weight (of the same shape)."
      ])
  }

  /// A codec has codes, which are no tokens.
  @Test func aFamilyWithoutTokens() throws {
    let tensors = [info("quantizer.embedding.weight", [1024, 8]), info("lm_head.weight", [1024, 8])]
    #expect(try choose(tensors, #"{"model_type": "encodec"}"#) == nil)
  }

  // MARK: Tied tables

  @Test func theMetadataSaysWhatStandsForWhat() throws {
    let tensors = [info("lm_head.weight", [50, 8]), info("transformer.h.0.attn.c_attn.weight", [8, 24])]
    let metadata = [(key: "format", value: "pt"), (key: "transformer.wte.weight", value: "lm_head.weight")]
    let choice = try #require(try choose(tensors, #"{"model_type": "gpt2", "vocab_size": 50}"#, metadata: metadata))
    #expect(choice.tensor.name == "lm_head.weight")
    #expect(choice.reason == .alias("transformer.wte.weight"))
    #expect(try choose(tensors, metadata: metadata)?.reason == .alias("transformer.wte.weight"))
    #expect(
      choice.notes == [
        "The file has no transformer.wte.weight: its metadata says that lm_head.weight stands for it."
      ])
  }

  @Test func aHeadAlone() throws {
    let tensors = [info("lm_head.weight", [50, 8]), info("model.layers.0.mlp.up_proj.weight", [50, 8])]
    #expect(try choose(tensors, #"{"model_type": "llama", "vocab_size": 50}"#)?.reason == .output)
    #expect(try choose(tensors)?.tensor.name == "lm_head.weight")
    #expect(try choose(tensors, #"{"model_type": "llama", "tie_word_embeddings": false}"#, tokens: 50) == nil)
  }

  // MARK: Tables whose rows are shared

  @Test func aMappingSaysWhoseARowIs() throws {
    let tensors = [info("mapping", [50], .int64), info("embeddings", [12, 8]), info("weights", [50])]
    let choice = try #require(try choose(tensors, #"{"model_type": "model2vec"}"#, tokens: 50))
    #expect(choice.tensor.name == "embeddings")
    #expect(choice.mapping?.name == "mapping")
    #expect(choice.factors?.name == "weights")
    #expect(choice.rowCount == 50)
    #expect(choice.columnCount == 8)
    #expect(choice.notes.count == 1 && choice.notes[0].contains("mapping says which of the 12 rows"))
    #expect(try choose([info("other.mapping", [50], .int64), tensors[1]], tokens: 50)?.mapping == nil)
    #expect(try choose([info("mapping", [50], .float32), tensors[1]], tokens: 50)?.mapping == nil)
  }

  // MARK: By names alone

  @Test func contendersWithTheirParts() throws {
    let names = [
      "model.embed_tokens.biases", "model.embed_tokens.scales", "model.embed_tokens.weight", "model.norm.weight",
    ]
    #expect(Set(TableChoice.contenders(in: names, configuration: nil)) == Set(names.dropLast()))
    let llama = try configuration(#"{"model_type": "llama"}"#)
    #expect(Set(TableChoice.contenders(in: names, configuration: llama)) == Set(names.dropLast()))
    #expect(TableChoice.contenders(in: ["a.weight", "model.layers.0.mlp.weight"], configuration: llama).isEmpty)
    #expect(
      TableChoice.contenders(in: ["model.norm.weight", "lm_head.weight"], configuration: llama) == ["lm_head.weight"])
  }
}
