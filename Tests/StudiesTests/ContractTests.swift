import EmbeddingAnalysis
import Foundation
import SafeText
import Studies
import TestSupport
import Testing
import Workspace

/// The names of the JSON's fields, which scripts rely on: none missing, none renamed.
@Suite struct ContractTests {
  private func json(_ result: some StudyResult) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(JSONText.encode(result))) as? [String: Any])
  }

  private func objects(_ value: Any?) throws -> [[String: Any]] { try #require(value as? [[String: Any]]) }

  private let token: Set = ["id", "raw", "text", "bytesHex", "shown"]

  @Test func distributionsHaveTheFieldsOfH() throws {
    let model = try objects(json(StatsStudy().run(TinyModels.open()))["models"])[0]
    for name in ["variance", "mean"] {
      let distribution = try #require(model[name] as? [String: Any])
      #expect(Set(distribution.keys) == ["binEdges", "counts", "density", "min", "max", "average"])
      #expect((distribution["binEdges"] as? [Any])?.count == 101)
      #expect((distribution["counts"] as? [Any])?.count == 100)
      #expect((distribution["density"] as? [Any])?.count == 100)
    }
  }

  @Test func tokensHaveFiveFields() throws {
    let result = try json(CompareStudy(.word("the")).run(TinyModels.open()))
    let model = try objects(result["models"])[0]
    #expect(Set(try #require(model["token"] as? [String: Any]).keys) == token)
    for form in try objects(model["otherForms"]) { #expect(Set(form.keys).isSuperset(of: token)) }
    #expect(result["seed"] is NSNull)
    #expect(result["mode"] as? String == "word")
    #expect(result["query"] as? String == "the")
  }

  @Test func aTokenWithoutTextHasNull() throws {
    // Token 127 and up of the byte-level alphabet are single bytes that are no text.
    let tokens = try objects(json(VocabularyStudy(listsTokens: true).run([OpenModel(TinyModels.gpt2)]))["tokens"])
    #expect(tokens.count == 420)
    let withoutText = tokens.filter { $0["text"] is NSNull }
    #expect(withoutText.count > 100)
    for entry in tokens { #expect(Set(entry.keys) == token.union(["special"])) }
    #expect(tokens[0]["special"] as? Bool == true && tokens[1]["special"] as? Bool == false)
  }

  @Test func modeAndSeedOfARandomIndexAreStated() throws {
    let result = try json(CompareStudy(.randomIndex(seed: .max)).run(TinyModels.open()))
    #expect(result["mode"] as? String == "index")
    #expect((result["seed"] as? NSNumber)?.uint64Value == .max)
    #expect(result["dimensions"] as? Int == 16)
  }

  @Test func configurationSizeIsNullWhereNothingStatesIt() throws {
    let folder = try TemporaryFolder()
    for name in ["vocab.txt", "model.safetensors"] {
      try folder.write(name, Fixture.bytes("models/tiny-bert/\(name)"))
    }
    try folder.write("config.json", #"{"model_type": "bert"}"#)
    let model = try objects(json(VocabularyStudy().run([OpenModel(folder.path)]))["models"])[0]
    #expect(model["configurationSize"] is NSNull)
  }

  @Test func everyResultReadsBack() throws {
    let models = try TinyModels.open()
    try expectRoundTrip(VocabularyStudy(listsTokens: true).run([models[0]]))
    try expectRoundTrip(LengthsStudy(unit: .bytes).run(models))
    try expectRoundTrip(StatsStudy().run(models))
    try expectRoundTrip(HeatmapStudy(matrix: .positions, rule: .maximumAbsolute, width: 16).run(models))
    try expectRoundTrip(CompareStudy(.word("mill")).run(models))
    try expectRoundTrip(CompareStudy(.randomIndex(seed: 3)).run(models))
    try expectRoundTrip(ArchitectureStudy().run([models[0]]))
    try expectRoundTrip(InfoStudy().run([models[1]]))
  }

  /// What is read back is written as the same bytes.
  private func expectRoundTrip<Result: StudyResult>(
    _ result: Result, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let bytes = try JSONText.encode(result)
    let decoded = try JSONDecoder().decode(Result.self, from: Data(bytes))
    #expect(try JSONText.encode(decoded) == bytes, sourceLocation: sourceLocation)
  }

  @Test func aRowWithNaNReadsBack() throws {
    let spoilt = try SpoiltModel()
    let result = try CompareStudy(.index(1)).run([spoilt.model])
    #expect(result.notes.count == 1)
    #expect(result.pairs.isEmpty)
    let text = String(decoding: try JSONText.encode(result), as: UTF8.self)
    #expect(text.contains("[1.0,null,3.0]") || text.contains("[1,null,3]"))
    try expectRoundTrip(result)
    try expectRoundTrip(CompareStudy(.index(1)).run([spoilt.model, spoilt.model]))
  }
}

/// A model of five tokens whose row 1 holds a NaN.
private struct SpoiltModel {
  private let folder: TemporaryFolder
  let model: OpenModel

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\nthe\na\n")
    try folder.write("config.json", #"{"model_type": "bert", "vocab_size": 5}"#)
    try folder.write(
      "model.safetensors",
      SafetensorsWriter.matrix("word_embeddings.weight", rows: 5, columns: 3) { row, column in
        row == 1 && column == 1 ? .nan : Float(column + 1)
      })
    model = try OpenModel(folder.path)
    _ = (try model.tokenizer(), try model.tokenEmbeddings(), try model.configuredVocabularySize())
  }
}
