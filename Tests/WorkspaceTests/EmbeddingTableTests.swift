import Architectures
import Checkpoints
import EmbeddingAnalysis
import Tensors
import TestSupport
import Testing
import Workspace

/// Which table a model's folder gives, and the rows that it has.
@Suite struct EmbeddingTableTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private typealias Tensor = SafetensorsWriter.Tensor

  private func model(
    _ configuration: String?, _ tensors: [Tensor], metadata: KeyValuePairs<String, String> = [:], tensor: String? = nil
  ) throws -> OpenModel {
    if let configuration { try folder.write("config.json", configuration) }
    try folder.write("model.safetensors", SafetensorsWriter.file(tensors, metadata: metadata))
    return try OpenModel(folder.path, tensor: tensor)
  }

  private func floats(_ name: String, _ rows: [[Float]]) -> Tensor {
    let bytes = rows.joined().flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
    return Tensor(name, "F32", [rows.count, rows.first?.count ?? 0], bytes)
  }

  /// model2vec: a token's row is the one that the list says.
  @Test func rowsThatTokensShare() throws {
    let tensors = [Tensor("mapping", "I64", [1, 0, 1] as [Int64]), floats("embeddings", [[1, 2], [3, 4]])]
    let model = try model(#"{"model_type": "model2vec"}"#, tensors)
    let matrix = try model.tokenEmbeddings()
    #expect(matrix.rowCount == 3)
    #expect((0..<3).map { matrix.row($0) } == [[3, 4], [1, 2], [3, 4]])
    #expect(try model.embeddingTable()?.notes.first?.contains("mapping") == true)
  }

  @Test func aListThatLeadsOutOfTheTable() throws {
    let tensors = [Tensor("mapping", "I64", [1, 2] as [Int64]), floats("embeddings", [[1, 2], [3, 4]])]
    let model = try model(nil, tensors)
    let error = #expect(throws: (any Error).self) { try model.tokenEmbeddings() }
    #expect(error.map { "\($0)".contains("mapping[1]: expected a row of embeddings, 0 to 1, found 2") } == true)
  }

  /// Packed weights that cannot be read have a table; the error says what they are.
  @Test func aPackedTable() throws {
    let tensors = [
      Tensor("model.embed_tokens.weight", "I8", [50, 64], [UInt8](repeating: 0, count: 3200)),
      Tensor("model.embed_tokens.SCB", zeros: [50]),
    ]
    let model = try model(#"{"model_type": "llama", "vocab_size": 50}"#, tensors)
    let table = try #require(try model.embeddingTable())
    #expect(table.rowCount == 50)
    #expect(table.columnCount == 64)
    #expect(try model.logicalTensors().count == 1)
    let error = #expect(throws: CheckpointError.self) { try model.tokenEmbeddings() }
    #expect(error?.description.contains("bitsandbytes 8-bit, which cannot be read") == true)
  }

  /// A tensor that the metadata names stands for the table that was left out.
  @Test func aTableUnderTheNameOfTheHead() throws {
    let head = floats("lm_head.weight", [[1, 2], [3, 4]])
    let model = try model(
      #"{"model_type": "gpt2", "vocab_size": 2}"#, [head], metadata: ["transformer.wte.weight": "lm_head.weight"])
    #expect(try model.tokenEmbeddings().row(1) == [3, 4])
    guard case .tied = try model.outputEmbeddings() else {
      Issue.record("one matrix is no pair")
      return
    }
  }

  @Test func aTableThatWasAskedFor() throws {
    let tensors = [floats("wte.weight", [[1]]), floats("other.weight", [[2]])]
    let config = #"{"model_type": "gpt2"}"#
    #expect(try model(config, tensors, tensor: "other.weight").tokenEmbeddings().row(0) == [2])
    #expect(try model(config, tensors).tokenEmbeddings().row(0) == [1])
    let missing = try model(config, tensors, tensor: "x.wte.weight")
    let error = #expect(throws: CheckpointError.self) { try missing.tokenEmbeddings() }
    #expect(error?.description.contains("there is no tensor “x.wte.weight”; similar names: “wte.weight”") == true)
  }

  @Test func noTable() throws {
    let model = try model(nil, [floats("model.norm.weight", [[1, 2]])])
    #expect(try model.embeddingTable() == nil)
    let error = #expect(throws: WorkspaceError.self) { try model.tokenEmbeddings() }
    #expect(error?.description.contains("its matrices are model.norm.weight [1, 2]") == true)
  }

  /// Two tables may be the one: the shards of both are opened, and their rows weighed; the third is left alone.
  @Test func theShardsOfAllThatItMayBe() throws {
    try folder.write("config.json", #"{"model_type": "something new", "vocab_size": 3}"#)
    try folder.write("1.safetensors", SafetensorsWriter.file([floats("talk.embed_tokens.weight", [[1]])]))
    try folder.write("2.safetensors", SafetensorsWriter.file([floats("think.embed_tokens.weight", [[1], [2], [3]])]))
    try folder.write(
      "model.safetensors.index.json",
      """
      {"weight_map": {"talk.embed_tokens.weight": "1.safetensors", "think.embed_tokens.weight": "2.safetensors",
        "norm.weight": "3.safetensors"}}
      """)
    let choice = try OpenModel(folder.path).embeddingTable()
    #expect(choice?.tensor.name == "think.embed_tokens.weight")
    #expect(choice?.others.map(\.name) == ["talk.embed_tokens.weight"])
  }
}
