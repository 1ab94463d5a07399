import Foundation
import SafeText

import TestSupport
import Testing
import Workspace

@testable import Studies

/// `info` answers for whatever can be opened, by headers alone.
@Suite struct InfoStudyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func info(_ name: String) throws -> InfoResult.Model {
    try InfoStudy().run([OpenModel(folder.path + "/" + name)]).models[0]
  }

  @Test func weightsWithoutATokenizerListTheirTensors() throws {
    let bytes = SafetensorsWriter.matrix("wte.weight", rows: 5, columns: 3) { _, _ in 1 }
    try folder.write("bare/model.safetensors", bytes)
    try folder.write("bare/config.json", #"{"model_type": "gpt2"}"#)
    let result = try info("bare")
    #expect(result.tensors == [.init(name: "wte.weight", dtype: "F32", shape: [5, 3], bytes: 60)])
    #expect(result.embeddingTensor == "wte.weight" && result.matrixRows == 5 && result.matrixColumns == 3)
    #expect(result.tokenizerSize == nil && result.family == "gpt2" && result.format == "safetensors")
    #expect(result.files.map(\.name) == ["config.json", "model.safetensors"])
    #expect(result.notes.count == 1 && result.notes[0].hasPrefix("There is no tokenizer"))
  }

  @Test func aConfigurationOfAnotherModelCountsNoParameters() throws {
    try folder.write(
      "other/model.safetensors", SafetensorsWriter.matrix("embed.weight", rows: 5, columns: 3) { _, _ in 1 })
    try folder.write("other/config.json", #"{"model_type": "gpt2"}"#)
    let result = try info("other")
    #expect(result.parameters == 15 && result.parametersByModule == nil && result.weightBytes == 60)
    try folder.write("own/model.safetensors", SafetensorsWriter.matrix("wte.weight", rows: 5, columns: 3) { _, _ in 1 })
    try folder.write("own/config.json", #"{"model_type": "gpt2"}"#)
    let own = try info("own")
    #expect(own.parameters == 124_439_808 && own.parametersByModule?.map(\.module) == ["wte", "wpe", "h", "ln_f"])
  }

  @Test func shardsThatAreMissingAreNamedAndTheOthersListed() throws {
    try folder.write("shards/a.safetensors", SafetensorsWriter.matrix("wte.weight", rows: 5, columns: 3) { _, _ in 1 })
    try folder.write(
      "shards/model.safetensors.index.json",
      #"{"metadata": {"total_size": 72}, "weight_map": {"wte.weight": "a.safetensors", "ln.weight": "b.safetensors"}}"#)
    let result = try info("shards")
    #expect(result.tensors.map(\.name) == ["wte.weight"] && result.weightBytes == 72)
    #expect(result.notes.contains { $0.hasPrefix("1 of 2 shards are not there: b.safetensors.") }, "\(result.notes)")
  }

  @Test func aTokenizerAloneListsItsFacts() throws {
    let vocabulary = try Fixture.bytes("models/tiny-bert/vocab.txt")
    let path = try folder.write("vocab.txt", vocabulary)
    let result = try InfoStudy().run([OpenModel(path)]).models[0]
    #expect(result.tokenizerSize == vocabulary.count { $0 == UInt8(ascii: "\n") })
    #expect(result.specialTokens.map(\.raw) == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    #expect(result.aroundText.map(\.raw) == ["[CLS]", "[SEP]"])
    #expect(result.tensors.isEmpty && result.embeddingTensor == nil && result.format == nil)
    #expect(result.notes == ["This is a tokenizer alone."])
  }

  @Test func aTokenizerBesideWeightsThatCannotBeReadYetIsAnswered() throws {
    try folder.write("old/vocab.txt", Fixture.bytes("models/tiny-bert/vocab.txt"))
    try folder.write("old/config.json", #"{"model_type": "bert"}"#)
    try folder.write("old/tf_model.h5", [1, 2, 3])
    let result = try info("old")
    #expect(result.tokenizerSize == 242 && result.family == "bert")
    #expect(result.notes.contains { $0.hasPrefix("There are no weights") })
  }

  @Test func aTypeThatCannotBeReadIsNamedVerbatim() throws {
    try folder.write(
      "f8/model.safetensors",
      SafetensorsWriter.file(
        header: #"{"wte.weight":{"dtype":"F4","shape":[4,2],"data_offsets":[0,4]}}"#, dataBytes: 4))
    try folder.write("f8/config.json", "{}")
    let result = try info("f8")
    #expect(result.tensors.map(\.dtype) == ["F4"] && result.dtype == "F4" && result.matrixRows == 4)
    #expect(result.notes.contains { $0.contains("wte.weight is stored as F4, which cannot be read") })
  }

  @Test func aTensorThatIsNamedAndNotThereIsAnError() throws {
    let model = try OpenModel(TinyModels.bert, tensor: "nowhere")
    #expect(throws: (any Error).self) { try InfoStudy().run([model]) }
  }

  @Test func aBrokenTokenizerOrConfigurationIsSaidAndTheRestIsListed() throws {
    try folder.write("m/model.safetensors", SafetensorsWriter.matrix("wte.weight", rows: 5, columns: 3) { _, _ in 1 })
    try folder.write("m/config.json", #"{"model_type": 7}"#)
    try folder.write("m/tokenizer.json", "{")
    let result = try info("m")
    #expect(result.tensors.count == 1 && result.tokenizerSize == nil && result.family == nil)
    #expect(result.notes.contains { $0.hasPrefix("The tokenizer cannot be used") && $0.contains("tokenizer.json") })
    #expect(result.notes.contains { $0.hasPrefix("The configuration cannot be read") && $0.contains("config.json") })
  }

  @Test func whereNothingCanBeOpenedTheErrorIsTheAnswer() throws {
    try folder.write("empty/readme.md", "nothing")
    #expect(throws: (any Error).self) { try info("empty") }
    let path = try folder.write("tokenizer.json", "{")
    #expect(throws: (any Error).self) { try InfoStudy().run([OpenModel(path)]) }
    // Weights that are there and broken are no weights to leave out.
    try folder.write("broken/vocab.txt", Fixture.bytes("models/tiny-bert/vocab.txt"))
    try folder.write("broken/config.json", "{}")
    try folder.write("broken/model.safetensors", [1, 2, 3])
    #expect(throws: (any Error).self) { try info("broken") }
  }

  @Test func theKeysAndValuesOfAGGUFFileAreListedByTheirTypes() throws {
    let result = try InfoStudy().run([OpenModel(Fixture.path("checkpoints/all-types-v3.gguf"))]).models[0]
    let entries = Dictionary(uniqueKeysWithValues: result.metadata.map { ($0.key, $0) })
    #expect(result.format == "gguf" && result.family == "sample")
    #expect(entries["i8"] == InfoMetadata(key: "i8", type: "int8", value: .integer(-128)))
    #expect(entries["u64.large"] == InfoMetadata(key: "u64.large", type: "uint64", value: .unsigned(.max)))
    #expect(entries["f64"]?.value == .number(0.1) && entries["yes"]?.value == .bool(true))
    #expect(entries["text"]?.value == .string("grüße 🙂") && entries["text"]?.count == nil)
    let bools = InfoMetadata(
      key: "array.bool", type: "bool", count: 3, first: [.bool(true), .bool(false), .bool(true)])
    #expect(entries["array.bool"] == bools)
    #expect(
      entries["array.nested"] == InfoMetadata(key: "array.nested", type: "array", count: 2, first: [.none, .none]))
    #expect(result.tensors.contains { $0.dtype == "Q6_K" && $0.shape == [2, 256] })
  }

  @Test func aLongArrayIsItsCountAndItsFirstElements() throws {
    let result = try InfoStudy().run([OpenModel(Fixture.path("studies/quantised.gguf"))]).models[0]
    let tokens = try #require(result.metadata.first { $0.key == "tokenizer.ggml.tokens" })
    #expect(tokens.count == 105 && tokens.value == nil)
    #expect(tokens.first == ["!", "\"", "#", "$", "%", "&"].map(InfoMetadata.Value.string))
  }

  @Test func theMetadataOfSafetensorsAreListed() throws {
    let path = folder.path + "/with"
    try folder.write("with/model.safetensors", Fixture.bytes("checkpoints/all-types.safetensors"))
    try folder.write("with/config.json", "{}")
    let result = try InfoStudy().run([OpenModel(path)]).models[0]
    #expect(
      result.metadata == [
        InfoMetadata(key: "format", type: "string", value: .string("np")),
        InfoMetadata(key: "note", type: "string", value: .string("ünïcode")),
      ])
  }

  @Test func theResultReadsBack() throws {
    for name in ["checkpoints/all-types-v3.gguf", "studies/quantised.gguf", "models/tiny-bert"] {
      let bytes = try JSONText.encode(InfoStudy().run([OpenModel(Fixture.path(name))]))
      #expect(try JSONText.encode(JSONDecoder().decode(InfoResult.self, from: Data(bytes))) == bytes, "\(name)")
    }
  }
}

/// The tensors of layers on one line.
@Suite struct TensorGroupTests {
  private func tensor(_ name: String, _ shape: [Int] = [2], dtype: String = "F32") -> InfoResult.Tensor {
    .init(name: name, dtype: dtype, shape: shape, bytes: 8)
  }

  private func groups(_ tensors: [InfoResult.Tensor]) -> [String] {
    TensorGroup.groups(of: tensors).map { "\($0.name) \($0.count) \($0.dtype) \($0.shape) \($0.bytes)" }
  }

  @Test func tensorsThatDifferByNumbersAreOneGroupInTheOrderOfTheFirst() {
    let tensors = ["wte.weight", "h.1.bias", "h.0.bias", "h.10.bias", "ln.weight"].map { tensor($0) }
    #expect(
      groups(tensors) == ["wte.weight 1 F32 [2] 8", "h.0-10.bias 3 F32 [2] 24", "ln.weight 1 F32 [2] 8"])
  }

  @Test func anotherShapeOrTypeIsAnotherGroup() {
    let tensors = [tensor("h.0.w"), tensor("h.1.w", [3]), tensor("h.2.w", dtype: "F16"), tensor("h.3.w")]
    #expect(groups(tensors) == ["h.0-3.w 2 F32 [2] 16", "h.1.w 1 F32 [3] 8", "h.2.w 1 F16 [2] 8"])
  }

  @Test func numbersThatAreTheSameStay() {
    let tensors = [tensor("a.7.e.0.w"), tensor("a.7.e.1.w")]
    #expect(groups(tensors) == ["a.7.e.0-1.w 2 F32 [2] 16"])
  }

  @Test func whatIsNoPlainNumberIsAName() {
    let tensors = [tensor("h.01.w"), tensor("h.1.w"), tensor("h.99999999999999999999.w"), tensor("h..w")]
    #expect(groups(tensors).count == 4)
  }
}
