import Checkpoints
import EmbeddingAnalysis
import Foundation
import SafeText
import Studies
import TestSupport
import Testing
import Workspace

@Suite struct StudyTests {
  private func keys(_ result: some StudyResult, _ path: String...) throws -> Set<String> {
    var value = try JSONSerialization.jsonObject(with: Data(JSONText.encode(result)))
    for step in path { value = try #require((value as? [String: Any])?[step]) }
    if let list = value as? [Any] { value = try #require(list.first) }
    return Set(try #require(value as? [String: Any]).keys)
  }

  @Test func fieldsAreThoseOfTheContract() throws {
    let models = try TinyModels.open()
    #expect(
      try keys(VocabularyStudy().run(models), "models") == [
        "model", "tokenizerSize", "configurationSize", "matrixRows", "matrixColumns", "embeddingTensor", "dtype",
        "paddingRows", "duplicateRows", "health", "notes",
      ])
    #expect(
      try keys(VocabularyStudy(listsTokens: true).run([models[0]]), "tokens") == [
        "id", "raw", "text", "bytesHex", "shown", "special",
      ])
    #expect(try keys(LengthsStudy().run(models), "models") == ["model", "unit", "lengths", "counts"])
    let stats = try StatsStudy().run(models)
    #expect(try keys(stats, "models").isSuperset(of: ["model", "variance", "mean"]))
    let compare = try CompareStudy(.word("the")).run(models)
    #expect(try keys(compare).isSuperset(of: ["mode", "query", "seed", "models", "dimensions", "pairs"]))
    #expect(
      try keys(compare, "models").isSuperset(of: ["model", "tokenID", "token", "splitInto", "otherForms"]))
    #expect(try keys(compare, "pairs").isSuperset(of: ["a", "b", "r"]))
    let architecture = try ArchitectureStudy().run([models[1]])
    #expect(
      try keys(architecture, "models").isSuperset(of: ["model", "family", "tree", "parameters", "bytes", "notIncluded"])
    )
    let parameters = try JSONText.encode(architecture.models[0].parameters)
    #expect(String(decoding: parameters, as: UTF8.self).hasPrefix(#"{"total":"#))
  }

  @Test func resultsSurviveJSON() throws {
    let result = try CompareStudy(.index(7)).run(TinyModels.open())
    let decoded = try JSONDecoder().decode(CompareResult.self, from: Data(JSONText.encode(result)))
    #expect(decoded.models[1].row == result.models[1].row)
    #expect(decoded.pairs == result.pairs)
    #expect(decoded.seed == nil)
  }

  @Test func oneModelAloneShowsItsRow() throws {
    let result = try CompareStudy(.word("the")).run([OpenModel(TinyModels.gpt2)])
    #expect(result.pairs.isEmpty)
    #expect(result.figures().count == 1)
    #expect(result.tables()[0].rows.count == 16)
  }

  @Test func threeModelsGiveEveryPair() throws {
    let result = try CompareStudy(.index(1)).run(TinyModels.open() + [OpenModel(TinyModels.gpt2)])
    #expect(result.pairs.count == 3)
    #expect(agree(result.pairs[1].r, 1))
  }

  @Test func aThirdModelChangesNoPair() throws {
    let wide = try OpenModel(TinyModels.bert)
    let pair = try CompareStudy(.index(7)).run([wide, wide])
    let three = try CompareStudy(.index(7)).run([wide, wide, OpenModel(TinyModels.gpt2)])
    #expect(pair.pairs[0] == three.pairs[0])
    #expect(three.pairs.map(\.dimensions) == [24, 16, 16])
  }

  @Test func aRandomIndexComesFromItsSeedAndFitsTheSmallestMatrix() throws {
    let first = try CompareStudy(.randomIndex(seed: 5)).run(TinyModels.open())
    let again = try CompareStudy(.randomIndex(seed: 5)).run(TinyModels.open())
    let rows = try TinyModels.open().map { try $0.tokenEmbeddings().rowCount }.min() ?? 0
    #expect(first.query == again.query)
    #expect(first.seed == 5)
    #expect((0..<rows).contains(first.models[0].tokenID))
  }

  @Test func whatIsNotThereIsNamed() throws {
    let models = try TinyModels.open()
    #expect(throws: StudiesError.indexOutOfRange(index: 1_000_000, model: "tiny-gpt2", count: 420)) {
      try CompareStudy(.index(1_000_000)).run(models)
    }
    #expect(throws: StudiesError.emptyWord) { try CompareStudy(.word("")).run(models) }
    #expect(throws: StudiesError.unknownWord(word: "\u{1F9EA}", model: "tiny-bert", unknownToken: "[UNK]")) {
      try CompareStudy(.word("\u{1F9EA}")).run(models)
    }
    #expect(throws: StudiesError.noModels(study: "stats")) { try StatsStudy().run([]) }
    #expect(throws: StudiesError.oneModelOnly(parameter: "list", models: 2)) {
      try VocabularyStudy(listsTokens: true).run(models)
    }
  }

  @Test func sizesAndTheirDifferencesAreExplained() throws {
    let folder = try TemporaryFolder()
    for name in ["model.safetensors", "vocab.txt"] {
      try folder.write(name, Fixture.bytes("models/tiny-bert/\(name)"))
    }
    try folder.write("config.json", #"{"model_type": "bert", "vocab_size": 999}"#)
    try folder.write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\n")
    let model = try VocabularyStudy().run([OpenModel(folder.path)]).models[0]
    #expect(model.tokenizerSize == 6)
    #expect(model.configurationSize == 999)
    #expect(model.matrixRows == 242)
    #expect(model.notes.count == 2)
  }

  @Test func numbersThatAreNotFiniteAreNullAndCounted() throws {
    let folder = try TemporaryFolder()
    for name in ["config.json", "vocab.txt"] { try folder.write(name, Fixture.bytes("models/tiny-bert/\(name)")) }
    var bytes = try Fixture.bytes("models/tiny-bert/model.safetensors")
    let words = try OpenModel(TinyModels.bert).checkpoint()
    #expect(words.infos.contains { $0.name == "bert.embeddings.word_embeddings.weight" })
    // Every float of the file becomes NaN where the first two are replaced in all tensors' first rows.
    let headerLength = bytes[..<8].enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    for offset in stride(from: 8 + headerLength, to: bytes.count, by: 400) {
      let start = (offset - 8 - headerLength) / 4 * 4 + 8 + headerLength
      bytes.replaceSubrange(start..<start + 4, with: [0, 0, 0xC0, 0x7F])
    }
    try folder.write("model.safetensors", bytes)
    let result = try StatsStudy().run([OpenModel(folder.path)])
    #expect(result.models[0].notes.count == 1)
    #expect(result.models[0].variance.counts.reduce(0, +) < 242)
    let heatmap = try HeatmapStudy().run([OpenModel(folder.path)])
    #expect(heatmap.models[0].notes.count == 1)
    let text = String(decoding: try JSONText.encode(result), as: UTF8.self)
    #expect(!text.contains("nan") && !text.contains("inf"))
  }

  @Test func architecturesAreTheBaseModels() throws {
    let result = try ArchitectureStudy().run([OpenModel(TinyModels.gpt2)]).models[0]
    #expect(result.tree.hasPrefix("GPT2Model(\n  (wte): Embedding(420, 16)\n"))
    #expect(result.parameters.total == 420 * 16 + 32 * 16 + 2 * 16)
    let bert = try ArchitectureStudy().run([OpenModel(TinyModels.bert)]).models[0]
    #expect(bert.notIncluded.count == 1)
    #expect(bert.notIncluded[0].hasPrefix("cls.predictions.bias [242] F32"))
  }

  /// From such a configuration transformers builds no model; the weights are still shown, and why there is no tree.
  @Test func aConfigurationThatMakesNoModelHidesNoWeights() throws {
    let folder = try TemporaryFolder()
    try folder.write("config.json", #"{"model_type": "mpnet", "vocab_size": 2, "hidden_size": 4}"#)
    try folder.write(
      "model.safetensors",
      SafetensorsWriter.matrix("embeddings.word_embeddings.weight", rows: 2, columns: 4) { _, _ in 0 })
    let result = try ArchitectureStudy().run([OpenModel(folder.path)]).models[0]
    #expect(result.origin == .tensors && result.parameters.total == 8)
    #expect(result.notes.first?.contains("num_attention_heads") == true)
  }

  @Test func positionEmbeddingsAreFoundByName() throws {
    let result = try HeatmapStudy(matrix: .positions).run(TinyModels.open())
    #expect(result.models.map(\.tensor) == ["transformer.wpe.weight", "bert.embeddings.position_embeddings.weight"])
    #expect(result.models.map(\.rows) == [32, 16])
  }

  @Test func anotherTensorCanBeNamed() throws {
    let model = try OpenModel(TinyModels.gpt2, tensor: "transformer.wpe.weight")
    #expect(try model.tokenEmbeddings().rowCount == 32)
    #expect(throws: (any Error).self) { try OpenModel(TinyModels.gpt2, tensor: "nowhere").tokenEmbeddings() }
  }
}
