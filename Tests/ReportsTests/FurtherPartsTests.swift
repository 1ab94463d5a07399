import EmbeddingAnalysis
import Figures
import Foundation
import Projections
import Reports
import Studies
import TestSupport
import Testing
import Work
import Workspace

/// Draws each figure as its title alone.
private struct TitleRenderer: Report.Renderer {
  func render(_ figure: Figure, as format: FigureFormat, idPrefix: String) throws -> [UInt8] {
    Array("<svg id=\"\(idPrefix)\"></svg>\n".utf8)
  }
}

/// The sections beyond the notebook: which there are, what they say of models they are not for.
@Suite struct FurtherPartsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let fixtures = ["models/tiny-gpt2", "models/tiny-bert"]

  private struct Written {
    var page: String
    var files: [String: Data]

    /// The sections' anchors, in the order of the page.
    var sections: [String] { page.matches(of: /<section id="([^"]+)">/).map { String($0.1) } }
    func table(_ name: String) -> [Substring] {
      String(decoding: files["data/\(name).csv"] ?? Data(), as: UTF8.self).split(separator: "\n")
    }
  }

  private func write(
    _ models: [String] = fixtures, studies: [ReportStudy], words: [String]? = nil, progress: WorkProgress = .none
  ) throws -> Written {
    var options = Report.Options()
    options.studies = studies
    options.words = words
    let opened = try models.map { try OpenModel(Fixture.path($0)) }
    return try write(opened, options, progress)
  }

  private func write(
    _ models: [OpenModel], _ options: Report.Options, _ progress: WorkProgress = .none
  ) throws -> Written {
    let root = folder.path + "/out"
    let report = Report(
      tool: "embedscope test", renderer: TitleRenderer(), options: options, progress: progress)
    try report.write(models, to: root)
    let files = Dictionary(
      uniqueKeysWithValues: try FileManager.default.subpathsOfDirectory(atPath: root).compactMap { name in
        FileManager.default.contents(atPath: root + "/" + name).map { (name, $0) }
      })
    return Written(page: String(decoding: try #require(files["index.html"]), as: UTF8.self), files: files)
  }

  private static let notebook = [
    "architecture", "vocab", "lengths", "heatmap", "positions", "same-index", "same-word", "stats",
  ]

  @Test func everyStudyHasItsSection() throws {
    let report = try write(studies: ReportStudy.allCases)
    #expect(
      report.sections == Self.notebook + [
        "health", "neighbors", "similarity", "space", "anomalies", "project", "align", "left-out",
      ])
    // The tiny models have rows of different lengths, and are no versions of one another.
    #expect(report.page.contains("Which rows moved?: the rows of tiny-gpt2 have 16 values, those of tiny-bert"))
    let data = try #require(report.files["manifest.json"])
    let manifest = try JSONDecoder().decode(Manifest.self, from: data)
    #expect(manifest.studies == ReportStudy.allCases.map(\.rawValue))
    #expect(Set(manifest.outputs + ["manifest.json"]) == Set(report.files.keys))
    for name in ["health", "health-unreachable", "neighbors", "similarity", "space", "space-hubs"]
      + ["anomalies", "anomalies-candidates", "project", "align", "align-words"]
    {
      #expect(report.table(name).count > 1, "\(name)")
    }
    for name in [
      "neighbors-1", "neighbors-2", "similarity-1", "similarity-2", "space", "anomalies", "project", "align",
    ] {
      #expect(report.files["figures/\(name).svg"] != nil, "\(name)")
    }
  }

  @Test func theNotebookIsTheSameBytesBesideOtherStudies() throws {
    let alone = try write(studies: [.notebook])
    let beside = try write(studies: [.notebook, "similarity"])
    let options = Report.Options()
    #expect(options.studies == [.notebook])
    for (name, data) in alone.files where !["index.html", "manifest.json"].contains(name) {
      #expect(beside.files[name] == data, "\(name)")
    }
    let manifest = String(decoding: try #require(alone.files["manifest.json"]), as: UTF8.self)
    #expect(!manifest.contains("studies") && !manifest.contains("words"))
    #expect(alone.sections == Self.notebook)
    #expect(beside.sections == Self.notebook + ["similarity"])
  }

  @Test func studiesAreTakenByName() throws {
    #expect(try write(studies: ["anomalies", "health"]).sections == ["health", "anomalies"])
    #expect(try write(studies: ["compare", "lengths"]).sections == ["lengths", "same-index", "same-word"])
  }

  @Test func theNumbersAreThoseOfTheStudiesAlone() throws {
    let report = try write([Self.fixtures[1]], studies: ["space", "project"])
    let model = try OpenModel(Fixture.path(Self.fixtures[1]))
    func csv(_ tables: [Table], _ name: String) -> Data? {
      tables.first { $0.name == name }.map { Data($0.csv().utf8) }
    }
    // The report finds the neighbours once; each study by itself finds its own.
    let space = try SpaceStudy(hubnessNeighbors: 10).run([model]).tables()
    #expect(report.files["data/space-hubs.csv"] == csv(space, "hubs"))
    #expect(report.files["data/space.csv"] == csv(space, "space"))
    let map = try ProjectionStudy(.init(metric: .cosine)).run([model]).tables()
    #expect(report.files["data/project.csv"] == csv(map, "project"))
  }

  @Test func thePageFoldsLongListsAndTheDataHoldThem() throws {
    let report = try write([Self.fixtures[0]], studies: ["anomalies"])
    let listed = try AnomaliesStudy().run([OpenModel(Fixture.path(Self.fixtures[0]))]).models[0].candidates
    #expect(report.table("anomalies-candidates").count == listed.count + 1)
    #expect(report.page.contains("<summary>\(listed.count - 12) more</summary>") == (listed.count > 12))
  }

  @Test func wordsAreThoseOfTheVocabularyOrThoseAskedFor() throws {
    // No common English word is a token of tiny-gpt2: the first that are.
    let chosen = try write([Self.fixtures[0]], studies: ["neighbors"]).table("neighbors").filter {
      $0.hasPrefix("tiny-gpt2,")
    }
    #expect(Set(chosen.map { $0.split(separator: ",")[1] }).count == 6)
    #expect(chosen.allSatisfy { !$0.split(separator: ",")[1].contains(" ") })
    let asked = try write(Self.fixtures, studies: ["neighbors", "similarity"], words: ["river", "water"])
    let pairs = ["river,river", "river,water", "water,river", "water,water"]
    #expect(
      asked.table("similarity").dropFirst().map { $0.prefix(upTo: $0.lastIndex(of: ",") ?? $0.endIndex) }
        == ["tiny-gpt2", "tiny-bert"].flatMap { model in pairs.map { "\(model),\($0)" } })
  }

  @Test func anUnknownWordIsLeftOutAndSaid() throws {
    let report = try write([Self.fixtures[1]], studies: ["neighbors", "similarity"], words: ["river", "water", "ζ"])
    #expect(report.sections == ["neighbors", "similarity"])
    #expect(report.table("similarity").count == 5)
    #expect(report.page.contains("“ζ” is not in tiny-bert"))
    let nothing = try write([Self.fixtures[1]], studies: ["neighbors"], words: ["ζ"])
    #expect(nothing.sections == ["left-out"])
    #expect(nothing.page.contains("“ζ” is not in tiny-bert"))
  }

  @Test func twoVersionsOfAModelAreSetSideBySide() throws {
    let report = try write(["models/tiny-gpt2", "diff/tuned"], studies: ["align", "diff"])
    #expect(report.sections == ["align", "diff"])
    #expect(report.table("diff").count > 400)
    #expect(report.files["figures/diff.svg"] != nil)
  }

  @Test func pairsOfThreeModelsHaveFilesOfTheirOwn() throws {
    let report = try write(Self.fixtures + ["diff/tuned"], studies: ["align", "diff"])
    #expect(report.sections == ["align", "diff"])
    for name in ["align-1-2", "align-1-3", "align-2-3", "diff-1-3"] {
      #expect(report.files["figures/\(name).svg"] != nil && report.files["data/\(name).csv"] != nil, "\(name)")
    }
    #expect(report.files["data/diff-1-2.csv"] == nil)
    #expect(report.page.contains("diff is for two versions of one model"))
  }

  @Test func oneModelHasNoPair() throws {
    let report = try write([Self.fixtures[0]], studies: ["align", "diff", "health"])
    #expect(report.sections == ["health", "left-out"])
    #expect(report.page.contains("it takes two models, and one was given"))
  }

  @Test func aTokenizerAloneIsLeftOutWithTheReason() throws {
    try folder.write(
      "alone/vocab.txt", String(decoding: try Fixture.bytes("models/tiny-bert/vocab.txt"), as: UTF8.self))
    var options = Report.Options()
    options.studies = ["health", "neighbors", "similarity", "space", "anomalies", "align"]
    let models = [try OpenModel(Fixture.path(Self.fixtures[0])), try OpenModel(folder.path + "/alone/vocab.txt")]
    let report = try write(models, options)
    #expect(
      report.sections == ["health", "neighbors", "similarity", "space", "anomalies", "left-out"])
    #expect(report.page.components(separatedBy: "is a tokenizer and holds no embeddings").count == 6)
    #expect(report.files["figures/space.svg"] != nil)
  }

  /// A folder with the configuration and the weights of tiny-bert, and no tokenizer.
  private func bare() throws -> OpenModel {
    for name in ["config.json", "model.safetensors"] {
      let data = Data(try Fixture.bytes("models/tiny-bert/\(name)"))
      let path = folder.path + "/bare"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try data.write(to: URL(fileURLWithPath: path + "/" + name))
    }
    return try OpenModel(folder.path + "/bare")
  }

  @Test func withoutATokenizerRowsAreShownByTheirNumbersAndWordsAreLeftOutWithTheReason() throws {
    var options = Report.Options()
    options.studies = ["space", "anomalies", "project", "neighbors", "similarity", "health"]
    let report = try write([bare()], options)
    #expect(report.sections == ["space", "project", "left-out"])
    for title in [
      "Tokens that look under-trained", "The nearest tokens", "How similar are the words?",
      "What the vocabularies consist of",
    ] {
      #expect(report.page.contains("<li>\(title): bare: "))
    }
    #expect(report.page.contains("has no tokenizer.json"))
  }

  @Test func theNotebookLeavesOutOfAModelWithoutATokenizerWhatTokensAreFor() throws {
    var options = Report.Options()
    options.index = 5
    let alone = try write([bare()], options)
    #expect(
      alone.sections == ["architecture", "heatmap", "positions", "same-index", "stats", "left-out"])
    #expect(alone.page.contains("<li>How long are the tokens?: bare: nothing can be said of tokens"))
    #expect(alone.page.contains("<li>The same word: bare: “the” cannot be looked up without a tokenizer"))
    #expect(alone.page.contains("<td data-label=\"Token\">#5</td>"))
    // Beside another model, only this one is missing, in those sections alone.
    let beside = try write([OpenModel(Fixture.path(Self.fixtures[0])), bare()], options)
    #expect(beside.sections == Self.notebook)
    #expect(beside.page.contains("<li>bare: nothing can be said of tokens without a tokenizer"))
    #expect(beside.table("vocab").count == 2 && beside.table("stats").contains { $0.hasPrefix("bare,") })
  }

  @Test func aBrokenTokenizerIsLeftOutWithTheReason() throws {
    _ = try bare()
    try folder.write("bare/tokenizer.json", "{\"version\":")
    let report = try write([OpenModel(folder.path + "/bare")], Report.Options())
    #expect(report.sections == ["architecture", "heatmap", "positions", "same-index", "stats", "left-out"])
    #expect(report.page.contains("bare/tokenizer.json"))
  }

  @Test func aMatrixOfATypeThatCannotBeReadIsLeftOutWithTheReason() throws {
    try folder.write("f8/vocab.txt", Fixture.bytes("models/tiny-bert/vocab.txt"))
    try folder.write("f8/config.json", #"{"tokenizer_class": "BertTokenizer"}"#)
    let header = #"{"word_embeddings.weight":{"dtype":"F4","shape":[242,4],"data_offsets":[0,484]}}"#
    try folder.write("f8/model.safetensors", SafetensorsWriter.file(header: header, dataBytes: 484))
    var options = Report.Options()
    options.studies = [.notebook, "health", "space", "anomalies", "project", "neighbors"]
    let report = try write([OpenModel(folder.path + "/f8")], options)
    #expect(report.sections == ["architecture", "vocab", "lengths", "health", "left-out"])
    #expect(report.page.components(separatedBy: "has the type F4, which cannot be read").count == 9)
  }

  @Test func theNotebookOfATokenizerAloneIsWhatTokensAreFor() throws {
    try folder.write("alone/vocab.txt", Fixture.bytes("models/tiny-bert/vocab.txt"))
    let report = try write([OpenModel(folder.path + "/alone/vocab.txt")], Report.Options())
    #expect(report.sections == ["vocab", "lengths", "left-out"])
    #expect(report.page.contains("<li>The embedding matrices: vocab.txt is a tokenizer and holds no embeddings"))
  }

  @Test func aWordThatAVocabularyLacksIsLeftOutWithTheReason() throws {
    var options = Report.Options()
    options.word = "ζ"
    let report = try write([OpenModel(Fixture.path(Self.fixtures[1]))], options)
    #expect(report.sections == Self.notebook.filter { $0 != "same-word" } + ["left-out"])
    #expect(report.page.contains("The same word: “ζ” has no known piece in tiny-bert"))
  }

  @Test func whatProgressThrowsEndsTheReportAndLeavesNothing() throws {
    #expect(throws: CancellationError.self) {
      try write(Self.fixtures, studies: ["project"], progress: WorkProgress { _ in throw CancellationError() })
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
  }
}
