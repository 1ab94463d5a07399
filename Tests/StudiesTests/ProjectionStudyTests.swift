import EmbeddingAnalysis
import Figures
import Foundation
import Projections
import TestSupport
import Testing
import Tokenization
import Work
import Workspace

@testable import Studies

@Suite struct ProjectionStudyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func pca(_ dimensions: Int = 2) -> ProjectionSettings {
    ProjectionSettings(method: .pca, dimensions: dimensions)
  }

  private func marks(_ result: ProjectionResult) throws -> [[Mark]] {
    let figure = try #require(result.figures().first).figure
    return figure.panels.flatMap { $0 }.map(\.marks)
  }

  private func labels(_ marks: [Mark]) throws -> LabelsMark {
    try #require(marks.compactMap { if case .labels(let labels) = $0 { labels } else { nil } }.first)
  }

  @Test(arguments: [2, 3]) func everyTokenIsWhereTheMapHasIt(dimensions: Int) throws {
    let models = try TinyModels.open()
    let result = try ProjectionStudy(pca(dimensions), color: .length).run(models)
    for (model, found) in zip(models, result.models) {
      let matrix = try model.tokenEmbeddings()
      let map = try Projection(of: matrix, pca(dimensions))
      let axes = try [found.x, found.y] + (dimensions == 3 ? [#require(found.z)] : [])
      for (axis, values) in axes.enumerated() {
        #expect(values == (0..<matrix.rowCount).map { map.coordinates[$0 * dimensions + axis] })
      }
      #expect(found.varianceRatios == map.varianceRatios && found.quality == map.quality && found.notes.isEmpty)
      #expect((found.z == nil) == (dimensions == 2))
      #expect(found.group == TokenGroups(by: .length, of: matrix, try model.tokenizer().vocabulary).groupOfRow)
    }
  }

  @Test func theTableHasARowForEachToken() throws {
    let models = try TinyModels.open()
    let result = try ProjectionStudy(pca(3), color: .letters).run(models)
    let table = try #require(result.tables().first)
    #expect(table.name == "project" && result.tables().count == 1)
    #expect(table.columns == ["model", "id", "raw", "text", "x", "y", "z", "group"])
    #expect(table.rows.count == result.models.reduce(0) { $0 + $1.rows })
    #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    let vocabulary = try models[1].tokenizer().vocabulary
    let id = try #require(vocabulary.tokenID(forRaw: "the"))
    let place = result.models[0].rows + id
    #expect(
      table.rows[place][..<4] == ["tiny-bert", .integer(id), "the", "the"] && table.rows[place][7] == "no capital first"
    )
    // A float is written with the digits that read it back.
    let x = try #require(result.models[1].x[id])
    #expect(table.csv().split(separator: "\n")[place + 1].hasPrefix("tiny-bert,\(id),the,the,\(x),"))
    #expect(
      try ProjectionStudy(pca()).run([models[0]]).tables().map(\.columns) == [
        ["model", "id", "raw", "text", "x", "y", "group"]
      ])
  }

  @Test func pointsAreAllRowsAndNamesTheirOwn() throws {
    let result = try ProjectionStudy(pca(), labels: .count(5)).run([OpenModel(TinyModels.bert)])
    let marks = try #require(try marks(result).first)
    let points = marks.compactMap { if case .points(let points) = $0 { points } else { nil } }
    #expect(points.reduce(0) { $0 + $1.x.count } == result.models[0].rows)
    // The largest group lies below.
    #expect(points.map(\.x.count) == points.map(\.x.count).sorted(by: >))
    let labels = try labels(marks)
    #expect(labels.limit == 5 && labels.texts.count >= 5)
    for (label, place) in zip(result.models[0].labels, zip(labels.x, labels.y)) {
      #expect(place.0 == Double(try #require(result.models[0].x[label.row])))
      #expect(place.1 == Double(try #require(result.models[0].y[label.row])))
    }
    // Whole words of three letters and more, by their ids; no signs, no pieces, nothing special.
    #expect(result.models[0].labels.map(\.row) == result.models[0].labels.map(\.row).sorted())
    #expect(labels.texts.allSatisfy { $0.unicodeScalars.count > 2 && !$0.contains("#") && !$0.contains("[") })
    #expect(try self.marks(ProjectionStudy(pca(3)).run(TinyModels.open())).count == 6)
  }

  @Test func namedWordsAreTokensAfterASpaceAndMissingOnesAreSaid() throws {
    let result = try ProjectionStudy(pca(), labels: .words(["mill", "the", "unknownword"])).run(TinyModels.open())
    for (model, text) in zip(result.models, ["␣the", "the"]) {
      #expect(model.labels.filter { $0.text.hasSuffix("the") }.map(\.text) == [text] && model.labelLimit == .max)
      #expect(model.notes.contains { $0.contains("no token") && $0.contains("“unknownword”") })
    }
  }

  @Test func aRowWithoutAPlaceIsTold() throws {
    try folder.write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nold\nmill\nwater\n")
    try folder.write("config.json", #"{"model_type": "bert"}"#)
    try folder.write(
      "model.safetensors",
      SafetensorsWriter.matrix("word_embeddings.weight", rows: 8, columns: 3) { row, column in
        row == 6 ? .nan : Float((row * 5 + column * 3) % 7)
      })
    for method in ProjectionSettings.Method.allCases {
      let result = try ProjectionStudy(ProjectionSettings(method: method), color: .norm).run([OpenModel(folder.path)])
      let model = result.models[0]
      #expect(model.x.indices.filter { model.x[$0] == nil } == [6] && model.y[6] == nil)
      #expect(model.notes == ["1 row has no place, the first at index 6: not finite, or without a direction."])
      let fields = try #require(result.tables().first).rows[6]
      #expect(fields[4] == .empty && fields[5] == .empty)
      _ = try #require(result.figures().first).figure.layout()
    }
  }

  @Test func seedsDecide() throws {
    func places(_ seed: UInt64) throws -> [[Float?]] {
      var settings = ProjectionSettings(method: .umap, seed: seed)
      settings.umap.epochs = 10
      let result = try ProjectionStudy(settings).run([OpenModel(TinyModels.bert)])
      return [result.models[0].x, result.models[0].y]
    }
    let first = try places(4)
    #expect(try places(4) == first)
    #expect(try places(5) != first)
  }

  @Test func noModelIsRefusedAndProgressCanEndTheWork() throws {
    struct Enough: Error {}
    #expect(throws: StudiesError.noModels(study: "project")) { try ProjectionStudy().run([]) }
    let progress = WorkProgress { step in if step.stage.hasSuffix(": placing points") { throw Enough() } }
    #expect(throws: Enough.self) { try ProjectionStudy().run([OpenModel(TinyModels.bert)], progress: progress) }
  }

  @Test func aFilesOwnValuesStandInTheTable() throws {
    var study = ProjectionStudy(ProjectionSettings(method: .pca))
    study.values = try TokenValues((0..<20).map { "#\($0)\tgroup \($0)\n" }.joined(), fileName: "g.tsv")
    let result = try study.run([OpenModel(TinyModels.gpt2)])
    let table = try #require(result.tables().first)
    #expect(table.rows[3].last == .text("group 3") && table.rows[19].last == .text("group 19"))
    #expect(table.rows[20].last == .empty)
  }
}
