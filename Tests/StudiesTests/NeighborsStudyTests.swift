import EmbeddingAnalysis
import Figures
import Foundation
import SafeText
import Studies
import TestSupport
import Testing
import Workspace

@Suite struct NeighborsStudyTests {
  private func bert() throws -> OpenModel { try OpenModel(TinyModels.bert) }

  @Test func neighboursOfAWord() throws {
    let model = try bert()
    let result = try NeighborsStudy(words: ["the"], k: 5).run([model])
    let query = result.models[0].queries[0]
    #expect(query.tokens.map(\.raw) == ["the"] && !query.isMean && query.neighbors.count == 5)
    // Plain loops over all rows.
    let rows = try model.tokenEmbeddings()
    let word = rows.row(query.tokens[0].id).map(Double.init)
    let cosines = (0..<rows.rowCount).map { id -> (score: Double, id: Int) in
      let row = rows.row(id).map(Double.init)
      let products = zip(row, word).reduce(0) { $0 + $1.0 * $1.1 }
      let lengths = [row, word].map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
      return (products / lengths[0] / lengths[1], id)
    }.filter { $0.id != query.tokens[0].id }.sorted { (-$0.score, $0.id) < (-$1.score, $1.id) }
    #expect(query.neighbors.map(\.token.id) == cosines.prefix(5).map(\.id))
    #expect(zip(query.neighbors, cosines).allSatisfy { abs($0.score - $1.score) < 1e-14 })
  }

  @Test func aWordThatSplitsIsTheMeanOfItsPieces() throws {
    let model = try bert()
    let rows = try model.tokenEmbeddings()
    let words = ["them", "mills", "older", "themill", "oldmill"]
    let result = try NeighborsStudy(words: words, k: 3, space: .init(metric: .euclidean)).run([model])
    let query = try #require(result.models[0].queries.first { $0.tokens.count == 2 })
    #expect(query.isMean)
    #expect(result.models[0].notes.contains { $0.contains("the mean of its 2 pieces' rows") })
    let pieces = query.tokens.map { rows.row($0.id).map(Double.init) }
    let mean = zip(pieces[0], pieces[1]).map { ($0 + $1) / 2 }
    let nearest = try #require(query.neighbors.first)
    let distance = zip(rows.row(nearest.token.id), mean).reduce(0) {
      $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1)
    }
    #expect(abs(nearest.score - distance.squareRoot()) < 1e-14)
    #expect(!query.neighbors.contains { near in query.tokens.contains { $0.id == near.token.id } })
  }

  @Test func nearSpellingsAreOfferedForAnUnknownWord() throws {
    #expect {
      try NeighborsStudy(words: ["th\u{1F984}"]).run([self.bert()])
    } throws: { error in
      guard case StudiesError.wordNotFound(_, _, let spellings) = error else { return false }
      return spellings.contains("“t”") || spellings.contains("“the”") || spellings.contains { $0.hasPrefix("“t") }
    }
  }

  @Test func ranksAgreeWithTheList() throws {
    let model = try bert()
    let list = try NeighborsStudy(words: ["the"], k: 1000).run([model]).models[0].queries[0].neighbors
    // A word of letters, so that the tokenizer finds it again.
    let place = try #require(list.firstIndex { $0.token.raw == "mill" })
    let study = NeighborsStudy(words: ["the"], k: 1, ranked: ["mill"], closerThan: ["mill"])
    let comparisons = try study.run([model]).models[0].queries[0].comparisons
    #expect(comparisons.map(\.rank) == [place + 1, place + 1])
    #expect(comparisons[0].closer == nil && comparisons[1].closer == Array(list[..<place]))
  }

  @Test func tokensByIDAndTheirLimits() throws {
    let model = try bert()
    let result = try NeighborsStudy(words: [], tokenIDs: [3], k: 2, space: .init(isCorrected: true)).run([model])
    #expect(result.models[0].queries[0].query == "3" && result.models[0].correction?.components == 1)
    #expect(throws: StudiesError.self) { try NeighborsStudy(words: [], tokenIDs: [100_000]).run([model]) }
    #expect(throws: StudiesError.emptyWord) { try NeighborsStudy(words: [""]).run([model]) }
    #expect(throws: StudiesError.noModels(study: "neighbors")) { try NeighborsStudy(words: ["the"]).run([]) }
  }

  @Test func resultsSurviveJSONAndBecomeTablesAndFigures() throws {
    let models = try TinyModels.open()
    let result = try NeighborsStudy(words: ["the", "mill"], k: 4, closerThan: ["the"]).run(models)
    let decoded = try JSONDecoder().decode(NeighborsResult.self, from: Data(JSONText.encode(result)))
    #expect(decoded.models[1].queries[1].neighbors == result.models[1].queries[1].neighbors)
    #expect(result.tables().map(\.name) == ["neighbors", "ranks", "closer"])
    #expect(result.tables()[0].rows.count == 2 * 2 * 4)
    #expect(result.figures().map(\.name) == ["neighbors-1", "neighbors-2"])
    #expect(result.figures().allSatisfy { $0.figure.panels.flatMap { $0 }.count == 2 })
  }

  @Test func theGraphIsThatOfTheWords() throws {
    let model = try bert()
    let found = try NeighborGraphStudy(k: 5).run(model)
    let list = try NeighborsStudy(words: ["the"], k: 5).run([model]).models[0].queries[0]
    #expect(found.graph.neighbors(of: list.tokens[0].id).map(\.id) == list.neighbors.map(\.token.id))
    let counts = found.result.models[0].hubness.counts
    #expect(counts.reduce(0, +) == found.graph.rowCount)
    #expect(counts.enumerated().reduce(0) { $0 + $1.offset * $1.element } == 5 * found.graph.rowCount)
    let csv = String(decoding: try NeighborGraphFile.Format.csv.bytes(of: found.graph) { "<\($0)>" }, as: UTF8.self)
    #expect(csv.hasPrefix("id,raw,rank,neighbor_id,neighbor_raw,cosine\n0,<0>,1,"))
    #expect(csv.split(separator: "\n").count == 5 * found.graph.rowCount + 1)
    #expect(found.result.figures().count == 1 && found.result.tables().count == 2)
  }
}
