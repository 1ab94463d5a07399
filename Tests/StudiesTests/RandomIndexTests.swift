import Studies
import TestSupport
import Testing
import Workspace

/// The notebook's `randint(10000, 20000)`: from 10,000 up to and not including 20,000, and only where there are rows.
@Suite struct RandomIndexTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func model(rows: Int) throws -> OpenModel {
    try folder.write("\(rows)/vocab.txt", "[UNK]\n[CLS]\n[SEP]\nthe\n")
    try folder.write("\(rows)/config.json", #"{"model_type": "bert"}"#)
    try folder.write(
      "\(rows)/model.safetensors",
      SafetensorsWriter.matrix("word_embeddings.weight", rows: rows, columns: 2) { row, column in Float(row + column) })
    return try OpenModel("\(folder.path)/\(rows)")
  }

  private func draws(_ models: [OpenModel]) throws -> [Int] {
    try (0..<50).map { try CompareStudy(.randomIndex(seed: $0)).run(models).models[0].tokenID }
  }

  @Test func largeVocabulariesGiveTheNotebooksRange() throws {
    let drawn = try draws([model(rows: 25_000)])
    #expect(drawn.allSatisfy { (10_000..<20_000).contains($0) })
    // Fifty draws from ten thousand numbers are spread out.
    #expect(Set(drawn).count > 45)
    #expect(drawn.contains { $0 < 12_500 } && drawn.contains { $0 >= 17_500 })
  }

  @Test func theSmallestMatrixIsTheLimit() throws {
    let drawn = try draws([model(rows: 25_000), model(rows: 10_003)])
    #expect(Set(drawn) == [10_000, 10_001, 10_002])
  }

  @Test func smallMatricesAreDrawnFromAsAWhole() throws {
    let drawn = try draws([model(rows: 10_000)])
    #expect(drawn.allSatisfy { (0..<10_000).contains($0) })
    #expect(drawn.contains { $0 < 2500 })
    #expect(try Set(draws([model(rows: 4)])) == [0, 1, 2, 3])
  }

  @Test func aRowWithoutATokenHasNoSpelling() throws {
    let result = try CompareStudy(.index(9)).run([model(rows: 10)])
    #expect(result.models[0].token.raw.isEmpty && result.models[0].token.bytesHex.isEmpty)
    #expect(result.models[0].row == [9, 10])
  }
}
