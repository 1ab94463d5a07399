import EmbeddingAnalysis
import Figures
import Foundation
import SafeText
import Studies
import TestSupport
import Testing
import Tokenization
import Workspace

/// The indicators by NumPy and scikit-learn (Scripts/fixtures/anomalies.py).
private struct Reference: Decodable {
  struct Model: Decodable {
    var reference: [Int]
    var cosineDistance: [Double?]
    var centeredCosineDistance: [Double?]
    var cosineDistanceWithoutFirstComponent: [Double?]
    var euclideanDistance: [Double?]
    var inputNorm: [Double?]
    var leaveOneOut: [Double]
    var threshold: Double?
  }
  var untied: Model
  var tied: Model

  static func read() throws -> Reference { try Fixture.decode(Reference.self, "anomalies/expected.json") }
}

@Suite struct AnomaliesStudyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ path: String, reference: [Int]? = nil) throws -> AnomaliesResult.Model {
    try #require(try AnomaliesStudy(reference: reference).run([OpenModel(path)]).models.first)
  }

  private func expectSame(_ model: AnomaliesResult.Model, _ expected: Reference.Model) {
    let pairs: [(String, [Double?], [Double?])] = [
      ("cosine", model.rows.cosineDistance, expected.cosineDistance),
      ("centred", model.rows.centeredCosineDistance, expected.centeredCosineDistance),
      (
        "without component", model.rows.cosineDistanceWithoutFirstComponent,
        expected.cosineDistanceWithoutFirstComponent
      ),
      ("euclidean", model.rows.euclideanDistance, expected.euclideanDistance),
      ("norm", model.rows.inputNorm, expected.inputNorm),
    ]
    for (name, ours, reference) in pairs {
      #expect(ours.count == reference.count, "\(name)")
      for (id, (value, other)) in zip(ours, reference).enumerated() {
        let isSame = value.flatMap { value in other.map { abs(value - $0) <= 1e-11 } } ?? (value == nil && other == nil)
        #expect(isSame, "\(name) of row \(id): \(String(describing: value)), expected \(String(describing: other))")
      }
    }
  }

  @Test func aTiedModelIsNumPys() throws {
    let expected = try Reference.read().tied
    let model = try run(TinyModels.gpt2, reference: expected.reference)
    expectSame(model, expected)
    #expect(model.tied && model.outputTensor == nil && model.indicator == .cosineDistance && model.reference.isGiven)
    #expect(model.reference.ids == expected.reference)
  }

  @Test func anUntiedModelIsNumPys() throws {
    let expected = try Reference.read().untied
    let model = try run(Fixture.path("anomalies/untied"))
    expectSame(model, expected)
    #expect(!model.tied && model.outputTensor == "lm_head.weight" && model.indicator == .inputNorm)
    #expect(model.reference.ids == expected.reference && !model.reference.isGiven && model.reference.isUsed)
    let median = expected.leaveOneOut.sorted()[2...3].reduce(0, +) / 2
    #expect(abs((model.reference.medianLeaveOneOut ?? .nan) - median) < 1e-12)
    #expect(abs((model.threshold ?? .nan) - (expected.threshold ?? 0)) < 1e-12)
    // The one that is like the unused ones, and nothing explains it.
    #expect(model.candidates.first?.token.raw == "w44" && model.candidates.first?.reasons.isEmpty == true)
    #expect(model.reference.ordinaryNearer.map { $0 < 0.05 } == true)
  }

  @Test func bytesOfNoTextAreFound() throws {
    let model = try run(TinyModels.gpt2)
    let expected = Set(try Reference.read().tied.reference)
    let found = Set(model.rows.kinds.indices.filter { model.rows.kinds[$0] == .invalidBytes })
    #expect(found == expected && Set(model.reference.ids).isSuperset(of: expected))
    #expect(model.rows.kinds[0] == .added)
    // Random rows are near to nothing, and the result says so.
    #expect(model.notes.contains { $0.hasPrefix("The reference rows are not set apart") })
    #expect(model.kinds.reduce(0) { $0 + $1.rows } == 420)
    #expect(model.distribution.counts.reduce(0, +) == 420)
    #expect(model.distribution.referenceCounts.reduce(0, +) == model.reference.ids.count)
  }

  @Test func rowsPastTheTokenizerAreAReference() throws {
    // Four words, a row of zeros among them, the <|endoftext|> of the files, and three rows of padding that are all alike.
    try write(words: ["d", "a", "b", "c"], rows: 8) { row, column in
      row == 2 ? 0 : row > 4 ? Float(column + 1) * 0.01 : Float((row * 7 + column * 5) % 4) - 1.5
    }
    let model = try run(folder.path)
    #expect(model.reference.ids == [5, 6, 7] && model.rows.kinds[5] == .noToken)
    #expect(model.candidates.first?.token.raw == "b" && model.candidates.first?.indicator == nil)
    #expect(model.candidates.first?.reasons == ["row of zeros"])
    #expect(model.notes.contains("1 row is zero."))
  }

  @Test func tooFewReferenceRowsAreSaid() throws {
    try write(words: ["d", "a", "[unused0]", "c"], rows: 4) { Float($0 + $1) }
    let model = try run(folder.path)
    #expect(model.indicator == .inputNorm && !model.reference.isUsed && model.rows.cosineDistance.isEmpty)
    #expect(model.notes.contains { $0.hasPrefix("Only 1 reference rows were found, and 3 are needed") })
  }

  @Test func aRowThatIsNotFiniteIsNamed() throws {
    try write(words: ["d", "a", "b", "[unused0]", "[unused1]", "[unused2]"], rows: 6) { row, column in
      row == 2 && column == 1 ? .nan : Float(row * 3 + column * column)
    }
    let result = try AnomaliesStudy().run([OpenModel(folder.path)])
    let model = try #require(result.models.first)
    #expect(model.notes.contains { $0.contains("the first of token 2 “b” in column 1; left out.") })
    #expect(!model.candidates.contains { $0.token.id == 2 })
    let text = String(decoding: try JSONText.encode(result), as: UTF8.self)
    #expect(!text.contains("nan") && !text.contains("inf"))
  }

  @Test func equalRowsAndOneTokenHaveAResult() throws {
    try write(words: ["d", "a", "[unused0]", "[unused1]", "[unused2]"], rows: 5) { _, _ in 1 }
    let model = try run(folder.path)
    #expect(model.rows.cosineDistance.allSatisfy { abs($0 ?? 1) < 1e-15 })
    #expect(model.rows.centeredCosineDistance.allSatisfy { $0 == nil })
    try write(words: ["a"], rows: 1) { _, column in Float(column) }
    #expect(try run(folder.path).candidateCount == 1)
  }

  @Test func namesOfUnusedTokensAreKnown() throws {
    let names = ["[unused0]", "<unused12>", "<|unused_token_3|>", "<|reserved_special_token_9|>", "<madeupword1>"]
    let others = ["[unused]", "unused1", "<extra_id_3>", "[UNK]", "<0x41>"]
    try write(words: names + others, rows: 10) { Float($0 * 3 + $1 * $1) }
    let kinds = try run(folder.path).rows.kinds
    #expect(kinds.map { $0 == .unusedName } == (0..<10).map { $0 < 5 })
  }

  @Test func anIDPastTheMatrixIsRefused() throws {
    #expect(throws: StudiesError.indexOutOfRange(index: 420, model: "tiny-gpt2", count: 420)) {
      try run(TinyModels.gpt2, reference: [1, 2, 420])
    }
  }

  @Test func theResultReadsBackAndIsDrawn() throws {
    let result = try AnomaliesStudy().run([OpenModel(TinyModels.gpt2), OpenModel(Fixture.path("anomalies/untied"))])
    let bytes = try JSONText.encode(result)
    let decoded = try JSONDecoder().decode(AnomaliesResult.self, from: Data(bytes))
    #expect(try JSONText.encode(decoded) == bytes)
    let again = try AnomaliesStudy().run([OpenModel(TinyModels.gpt2), OpenModel(Fixture.path("anomalies/untied"))])
    #expect(try JSONText.encode(again) == bytes)
    #expect(result.figures().map(\.name) == ["anomalies"] && result.figures()[0].figure.panels.count == 2)
    let tables = result.tables()
    #expect(tables[0].rows.count == 420 + 80 && tables[0].rows.allSatisfy { $0.count == tables[0].columns.count })
    #expect(tables[1].rows.allSatisfy { $0.count == tables[1].columns.count })
  }

  /// A model of words in the test's folder.
  private func write(words: [String], rows: Int, _ value: (Int, Int) -> Float) throws {
    try folder.write("vocab.json", JSONEncoder().encode(Dictionary(uniqueKeysWithValues: zip(words, words.indices))))
    try folder.write("merges.txt", "")
    try folder.write("config.json", #"{"model_type": "gpt2"}"#)
    try folder.write(
      "model.safetensors", SafetensorsWriter.matrix("word_embeddings.weight", rows: rows, columns: 3, value))
  }
}
