import EmbeddingAnalysis
import Figures
import Projections
import Studies
import TestSupport
import Testing
import Tokenization
import Workspace

/// A folder as a trainer writes it, config.json and weights: what asks for rows alone is answered.
@Suite struct NoTokenizerTests {
  private let folder: TemporaryFolder

  /// The weights of tiny-bert, without its vocabulary and with a tokenizer that is broken.
  init() throws {
    folder = try TemporaryFolder()
    for name in ["config.json", "model.safetensors"] {
      try folder.write("bare/\(name)", Fixture.bytes("models/tiny-bert/\(name)"))
      try folder.write("broken/\(name)", Fixture.bytes("models/tiny-bert/\(name)"))
    }
    try folder.write("broken/tokenizer.json", "{\"version\":")
  }

  private func bare() throws -> OpenModel { try OpenModel(folder.path + "/bare") }
  private func broken() throws -> OpenModel { try OpenModel(folder.path + "/broken") }
  private func bert() throws -> OpenModel { try OpenModel(TinyModels.bert) }

  private func saysWhy(_ notes: [String]) -> Bool {
    notes.contains { $0.contains("There is no tokenizer") && $0.contains("tokenizer.json") }
  }

  @Test func theOutcomeTellsNoTokenizerFromABrokenOne() throws {
    guard case .absent = try bare().tokenizerOutcome() else {
      Issue.record("a folder without any file of a tokenizer")
      return
    }
    #expect(try bare().tokenizerIfAny() == nil)
    guard case .unusable(let reason) = try broken().tokenizerOutcome() else {
      Issue.record("a folder with half a tokenizer.json")
      return
    }
    #expect(reason.contains("tokenizer.json"))
    #expect(throws: (any Error).self) { try broken().tokenizerIfAny() }
    #expect(try bert().tokenizerIfAny() != nil && bert().tokenizerOutcome().reason == nil)
  }

  @Test func neighboursOfARowAreThoseOfItsToken() throws {
    let study = NeighborsStudy(words: [], tokenIDs: [7], k: 5)
    let named = try study.run([bert()]).models[0]
    let numbered = try study.run([bare()]).models[0]
    let query = numbered.queries[0]
    #expect(query.neighbors.map(\.token.id) == named.queries[0].neighbors.map(\.token.id))
    #expect(query.neighbors.map(\.score) == named.queries[0].neighbors.map(\.score))
    #expect(
      query.tokens.map(\.shown) == ["#7"]
        && query.neighbors.map(\.token.shown) == query.neighbors.map { "#\($0.token.id)" })
    #expect(saysWhy(numbered.notes) && named.notes.isEmpty)
  }

  @Test func aBrokenTokenizerIsSaidAndRowsGoByTheirNumbers() throws {
    let notes = try NeighborsStudy(words: [], tokenIDs: [7], k: 1).run([broken()]).models[0].notes
    #expect(notes.count == 1 && notes[0].hasPrefix("The tokenizer cannot be used"))
    #expect(notes[0].contains("broken/tokenizer.json"))
  }

  @Test func theGraphOfAllRowsNamesHubsByTheirNumbers() throws {
    let result = try NeighborGraphStudy(k: 3).run([bare()]).models[0]
    #expect(result.hubness.hubs.allSatisfy { $0.token.shown == "#\($0.token.id)" } && saysWhy(result.notes))
  }

  @Test func theSpaceIsMeasuredAndPairsOfTokensAreNot() throws {
    let numbered = try SpaceStudy(hubnessNeighbors: 3).run([bare()])
    let named = try SpaceStudy(hubnessNeighbors: 3).run([bert()])
    let (model, other) = (numbered.models[0], named.models[0])
    #expect(model.anisotropy == other.anisotropy && model.norms == other.norms)
    #expect(model.pairs.isEmpty && !other.pairs.isEmpty)
    #expect(saysWhy(model.notes) && model.notes.contains { $0.contains("Pairs of tokens") })
    #expect(model.hubness?.hubs.first?.token.shown.hasPrefix("#") == true)
    #expect(!numbered.figures().isEmpty && !numbered.tables().isEmpty)
  }

  @Test func aMapNamesSomeRowsByTheirNumbersInOneColour() throws {
    let settings = ProjectionSettings(method: .pca)
    let result = try ProjectionStudy(settings, labels: .count(10)).run([bare()])
    let model = result.models[0]
    #expect(try model.x == ProjectionStudy(settings).run([bert()]).models[0].x)
    #expect(model.groups == ["rows"] && saysWhy(model.notes) && model.notes.contains { $0.contains("position") })
    let labels = result.figures()[0].figure.panels[0][0].marks.compactMap { mark in
      if case .labels(let labels) = mark { labels } else { nil }
    }
    #expect(labels.first?.texts.first == "#0" && (labels.first?.texts.count ?? 0) >= 10)
    // What is of the rows themselves colours them as ever.
    let byID = try ProjectionStudy(settings, color: .id).run([bare()]).models[0]
    #expect(byID.groups.count == 6 && byID.notes.count == 1)
  }

  @Test func oneIndexOfTwoModelsIsCompared() throws {
    let result = try CompareStudy(.index(7)).run([bare(), bert()])
    #expect(result.models.map(\.token.shown) == ["#7", try bertToken(7)])
    #expect(abs((result.pairs[0].r ?? 0) - 1) < 1e-12 && saysWhy(result.notes))
  }

  private func bertToken(_ id: Int) throws -> String {
    TokenDescription(id, in: try bert().tokenizer().vocabulary).shown
  }

  @Test func rowsAreToldApartByIDWhereOneModelHasNoTokens() throws {
    let result = try DiffStudy(k: 3).run([bert(), bare()])
    #expect(result.pairedBy == "ids" && result.identical == result.a.rows && result.b.tokens == nil)
    #expect(saysWhy(result.notes) && result.notes.contains { $0.contains("paired by their ids") })
  }

  @Test func rowStatisticsAndPicturesNeedNoTokenizer() throws {
    #expect(try StatsStudy().run([bare()]).models[0].notes.isEmpty)
    #expect(try HeatmapStudy().run([bare()]).models[0].notes.isEmpty)
  }

  @Test func wordsAreAnErrorThatSaysWhatWasMissing() throws {
    let model = try bare()
    let questions: [() throws -> Void] = [
      { _ = try NeighborsStudy(words: ["the"]).run([model]) },
      { _ = try NeighborsStudy(words: [], tokenIDs: [3], ranked: ["the"]).run([model]) },
      { _ = try CompareStudy(.word("the")).run([model]) },
      { _ = try SimilarityStudy(words: ["the", "a"]).run([model]) },
      { _ = try ProjectionStudy(.init(method: .pca), labels: .words(["the"])).run([model]) },
    ]
    for (index, ask) in questions.enumerated() {
      let error = #expect(throws: StudiesError.self, "question \(index)") { try ask() }
      let text = error?.description ?? ""
      #expect(text.contains("without a tokenizer") && text.contains("tokenizer.json"), "question \(index): \(text)")
    }
  }
}
