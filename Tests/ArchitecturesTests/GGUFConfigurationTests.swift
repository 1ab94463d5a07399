import Architectures
import ByteFiles
import Checkpoints
import Testing

@Suite struct GGUFConfigurationTests {
  /// The configuration of a GGUF file whose metadata is `object`.
  private func configuration(_ object: JSONValue, _ tensors: [TensorInfo]) throws -> ModelConfiguration? {
    try ModelConfiguration(gguf: { object[$0] }, tensors: tensors, file: "model.gguf")
  }

  private func json(_ text: String) throws -> JSONValue {
    try Array(text.utf8).withUnsafeBytes { (bytes) throws in try JSONValue(bytes, file: "metadata") }
  }

  /// The models that transformers makes of files with this metadata.
  @Test func asTransformers() throws {
    let fixture = try ArchitectureFixture.load()
    #expect(fixture.gguf.count == 7)
    for model in fixture.gguf {
      let configuration = try #require(
        try configuration(json(model.config), [info("token_embd.weight", model.shape)]), "\(model.config)")
      let tree = try #require(ModelFamily.of(configuration)).baseModel(of: configuration)
      #expect(tree.description == fixture.printout(model.lines), "\(model.config)")
      #expect(tree.parameterCount == model.total)
    }
  }

  private let llama = """
    {"general.architecture": "llama", "llama.embedding_length": 8, "llama.block_count": 1,
    "llama.attention.head_count": 2, "llama.feed_forward_length": 16
    """

  @Test func biasesAreThereWhereTheirTensorsAre() throws {
    let table = info("token_embd.weight", [10, 8])
    let plain = try #require(try configuration(json(llama + "}"), [table]))
    #expect(try ModelFamily.llama.baseModel(of: plain).description.contains("bias=True") == false)
    let biased = try #require(try configuration(json(llama + "}"), [table, info("blk.0.attn_q.bias", [8])]))
    #expect(biased["attention_bias"] == .bool(true))
    #expect(try ModelFamily.llama.baseModel(of: biased).description.contains("bias=True"))
  }

  /// No table, no width, experts, layers that differ, a family that is not known, a vocabulary of another family.
  @Test func whatDoesNotSayEnough() throws {
    let table = info("token_embd.weight", [10, 8])
    #expect(try configuration(json(llama + "}"), []) == nil)
    #expect(try configuration(json(#"{"general.architecture": "llama"}"#), [table]) == nil)
    #expect(try configuration(json(llama + #", "llama.expert_count": 8}"#), [table]) == nil)
    #expect(try configuration(json(llama + #", "llama.attention.head_count_kv": [1, 2]}"#), [table]) == nil)
    #expect(try configuration(json(#"{"general.architecture": "whale"}"#), [table]) == nil)
    #expect(try configuration(json("{}"), [table]) == nil)
    let bert = """
      {"general.architecture": "bert", "bert.embedding_length": 8, "bert.block_count": 1, "bert.attention.head_count": 2,
      "tokenizer.ggml.model":
      """
    #expect(try configuration(json(bert + #""t5"}"#), [table]) == nil)
    #expect(try configuration(json(bert + #""bert"}"#), [table])?.modelType == "bert")
  }
}
