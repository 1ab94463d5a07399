import Figures
import Foundation
import SafeText
import Studies
import TestSupport
import Testing
import Work
import Workspace

/// How rows moved by NumPy (Scripts/fixtures/diff.py).
private struct Reference: Decodable {
  struct Moves: Decodable {
    var idA: [Int]
    var idB: [Int]
    var angle: [Double?]
    var distance: [Double?]
    var normA: [Double?]
    var normB: [Double?]
    var identical: [Bool]
    var jaccard: [Double?]
    var dropped: [Int]?
    var added: [Int]?
  }
  var k: Int
  var tuned: Moves
  var quantised: Moves

  static func read() throws -> Reference { try Fixture.decode(Reference.self, "diff/expected.json") }
}

@Suite struct DiffStudyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expectSame(_ result: DiffResult, _ expected: Reference.Moves) {
    #expect(result.rows.idA == expected.idA && result.rows.idB == expected.idB)
    #expect(result.rows.identical == expected.identical)
    let pairs: [(String, [Double?], [Double?])] = [
      ("angle", result.rows.angle, expected.angle), ("distance", result.rows.distance, expected.distance),
      ("norm of A", result.rows.normA, expected.normA), ("norm of B", result.rows.normB, expected.normB),
      ("neighbours", result.rows.jaccard, expected.jaccard),
    ]
    for (name, ours, reference) in pairs {
      #expect(ours.count == reference.count, "\(name)")
      for (index, (value, other)) in zip(ours, reference).enumerated() {
        let isSame =
          value.flatMap { value in other.map { abs(value - $0) <= 1e-12 * max(1, abs($0)) } }
          ?? (value == nil && other == nil)
        #expect(isSame, "\(name) of pair \(index): \(String(describing: value)), expected \(String(describing: other))")
      }
    }
  }

  private func tuned(
    _ study: DiffStudy = DiffStudy(k: 5, comparesAllNeighbors: true), progress: WorkProgress = .none
  ) throws -> DiffResult {
    try study.run([OpenModel(TinyModels.gpt2), OpenModel(Fixture.path("diff/tuned"))], progress: progress)
  }

  private func quantised() throws -> DiffResult {
    try DiffStudy(k: 5, comparesAllNeighbors: true).run([
      OpenModel(Fixture.path("diff/f32.gguf")), OpenModel(Fixture.path("diff/q8_0.gguf")),
    ])
  }

  @Test func aTunedModelIsNumPys() throws {
    let expected = try Reference.read().tuned
    let result = try tuned()
    expectSame(result, expected)
    #expect(result.identical == 84 && result.comparesBytes && result.pairedBy == "tokens")
    #expect(result.dropped.map(\.id) == expected.dropped && result.added.map(\.id) == expected.added)
    #expect(result.added.map(\.text) == [" newest", " added"])
    #expect(result.differentIDs == zip(expected.idA, expected.idB).count { $0 != $1 })
    #expect(result.angles.counts.reduce(0, +) == expected.idA.count)
  }

  @Test func aQuantisedModelIsNumPys() throws {
    let result = try quantised()
    expectSame(result, try Reference.read().quantised)
    // The row of zeros and the one that fits the scale are equal by value; their bytes are of two types.
    #expect(result.identical == 2 && !result.comparesBytes && result.pairedBy == "ids")
    #expect(result.notes.contains { $0.contains("paired by their ids") })
    #expect(result.notes.contains { $0.contains("stored as F32 and Q8_0") })
    #expect(result.notes.contains { $0.hasSuffix("1 row is zero and has no angle.") })
  }

  @Test func theFurthestComesFirst() throws {
    let expected = try Reference.read().tuned
    for order in DiffResult.Order.allCases {
      let result = try tuned(DiffStudy(order: order, listedTokens: 7, k: 5))
      #expect(result.mostMoved.count == 7)
      let amounts = expected.idA.indices.filter { order == .neighbors || !expected.identical[$0] }.map {
        index -> Double in
        let ratio = (expected.normB[index] ?? 1) / (expected.normA[index] ?? 1)
        switch order {
        case .angle: return expected.angle[index] ?? 0
        case .distance: return expected.distance[index] ?? 0
        case .norm: return max(ratio, 1 / ratio)
        case .neighbors: return -(expected.jaccard[index] ?? 1)
        }
      }.sorted(by: >)
      let found = result.mostMoved.map { row -> Double in
        let ratio = row.normRatio ?? 1
        switch order {
        case .angle: return row.angle ?? 0
        case .distance: return row.distance ?? 0
        case .norm: return max(ratio, 1 / ratio)
        case .neighbors: return -(row.jaccard ?? 1)
        }
      }
      #expect(zip(found, amounts).allSatisfy { abs($0 - $1) < 1e-12 }, "\(order)")
      #expect(result.mostMoved.allSatisfy { $0.neighborsA.count == 5 && $0.neighborsB.count == 5 })
    }
  }

  @Test func neighboursOfTheListedRowsAreThoseOfTheGraph() throws {
    let few = try tuned(DiffStudy(k: 5))
    let all = try tuned()
    #expect(few.rows.jaccard.isEmpty && few.mostMoved == all.mostMoved && few.meanJaccard == nil)
  }

  @Test func aModelHasNotMovedFromItself() throws {
    let result = try DiffStudy().run([OpenModel(TinyModels.bert), OpenModel(TinyModels.bert)])
    #expect(result.identical == result.a.rows && result.rows.idA.count == result.a.rows)
    #expect(result.mostMoved.isEmpty && result.differentIDs == 0)
    #expect(result.angles.max == 0 && result.normRatios.min == 1 && result.normRatios.max == 1)
    #expect(result.droppedCount == 0 && result.addedCount == 0)
  }

  @Test func otherDimensionsAreRefused() throws {
    let models = try TinyModels.open()
    #expect(
      throws: StudiesError.differentDimensions(a: "tiny-gpt2", columnsOfA: 16, b: "tiny-bert", columnsOfB: 24)
    ) { try DiffStudy().run(models) }
    #expect(throws: StudiesError.twoModels(study: "diff", models: 1)) { try DiffStudy().run([models[0]]) }
    let text = StudiesError.differentDimensions(a: "x", columnsOfA: 1, b: "y", columnsOfB: 2).description
    #expect(text.contains("align"))
  }

  @Test func noTokenInCommonIsAnError() throws {
    let a = try model("a", words: ["a"]) { _, _ in 1 }
    let b = try model("b", words: ["b"]) { _, _ in 1 }
    #expect(throws: StudiesError.noSharedTokens(a: "a", b: "b")) { try DiffStudy().run([a, b]) }
  }

  @Test func spoiltRowsAreNamed() throws {
    let a = try model("a", words: ["x", "y", "z"]) { row, column in row == 1 && column == 2 ? .infinity : Float(row + 1)
    }
    let b = try model("b", words: ["x", "y", "z"]) { row, _ in row == 2 ? 0 : 3 }
    let result = try DiffStudy(comparesAllNeighbors: true).run([a, b])
    #expect(result.rows.angle[1] == nil && result.rows.angle[2] == nil && (result.rows.angle[0] ?? 1) < 1e-12)
    #expect(result.notes.contains { $0.contains("the first of token 1 “y” in column 2; left out.") })
    #expect(result.notes.contains { $0.hasPrefix("b: 1 row is zero and has no angle.") })
    let text = String(decoding: try JSONText.encode(result), as: UTF8.self)
    #expect(!text.contains("inf") && !text.contains("nan"))
  }

  @Test func oneTokenIsEnough() throws {
    let a = try model("a", words: ["x"]) { _, column in column == 0 ? 1 : 0 }
    let b = try model("b", words: ["x"]) { _, column in column == 1 ? 1 : 0 }
    let result = try DiffStudy().run([a, b])
    #expect(result.mostMoved.count == 1 && abs((result.mostMoved[0].angle ?? 0) - 90) < 1e-12)
    #expect(result.mostMoved[0].jaccard == nil && result.figures().count == 1)
  }

  @Test func theResultReadsBackAndIsDrawn() throws {
    let result = try tuned()
    let bytes = try JSONText.encode(result)
    #expect(try JSONText.encode(JSONDecoder().decode(DiffResult.self, from: Data(bytes))) == bytes)
    #expect(try JSONText.encode(tuned()) == bytes)
    let tables = result.tables()
    #expect(tables[0].rows.count == 417 && tables[1].rows.count == 5)
    #expect(tables.allSatisfy { table in table.rows.allSatisfy { $0.count == table.columns.count } })
    #expect(result.figures()[0].figure.panels[0].count == 2)
  }

  @Test func progressCanEndTheWork() throws {
    struct Enough: Error {}
    let study = DiffStudy(k: 5, comparesAllNeighbors: true)
    #expect(throws: Enough.self) { try tuned(study, progress: WorkProgress { _ in throw Enough() }) }
  }

  private func model(_ name: String, words: [String], _ value: (Int, Int) -> Float) throws -> OpenModel {
    let vocabulary = Dictionary(uniqueKeysWithValues: zip(words, words.indices))
    try folder.write("\(name)/vocab.json", JSONEncoder().encode(vocabulary))
    try folder.write("\(name)/merges.txt", "")
    try folder.write("\(name)/config.json", #"{"model_type": "gpt2"}"#)
    try folder.write(
      "\(name)/model.safetensors",
      SafetensorsWriter.matrix("word_embeddings.weight", rows: words.count, columns: 3, value))
    return try OpenModel(folder.path + "/" + name)
  }
}
