import Figures
import HTMLBlocks
import Foundation
import TestSupport
import Testing
import Workspace

@testable import Reports

/// Draws nothing: the report's own files are what is tested here.
private struct PlainRenderer: Report.Renderer {
  func render(_ figure: Figure, as format: FigureFormat, idPrefix: String) throws -> [UInt8] {
    Array("<svg id=\"\(idPrefix)\"></svg>\n".utf8)
  }
}

@Suite struct ReportTests {
  private let models: [OpenModel]
  private let folder: TemporaryFolder

  init() throws {
    models = try ["tiny-gpt2", "tiny-bert"].map { try OpenModel(Fixture.path("models/\($0)")) }
    folder = try TemporaryFolder()
  }

  private func write(_ name: String, options: Report.Options = .init()) throws {
    try Report(tool: "embedscope test", renderer: PlainRenderer(), options: options)
      .write(models, to: folder.path + "/" + name)
  }

  private func files(_ name: String) throws -> [String: Data] {
    let root = folder.path + "/" + name
    let names = try FileManager.default.subpathsOfDirectory(atPath: root)
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        FileManager.default.contents(atPath: root + "/" + name).map { (name, $0) }
      })
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    try write("a")
    try write("b")
    #expect(try files("a") == files("b"))
    #expect(try files("a").count > 15)
  }

  @Test func everyLinkedFileIsThereAndNothingElseIsAskedFor() throws {
    try write("out")
    let files = try files("out")
    let page = String(decoding: try #require(files["index.html"]), as: UTF8.self)
    for link in page.matches(of: /href="([^"#][^"]*)"/).map({ String($0.1) }) where !link.hasPrefix("https://") {
      #expect(files[link] != nil, "\(link)")
    }
    #expect(!page.contains("src=\"http") && !page.contains("<script") && !page.contains("url(http"))
    let headings = page.matches(of: /<h2>([^<]*)<\/h2>/).map { String($0.1) }
    #expect(
      headings == [
        "What the models are made of", "How many tokens are there?", "How long are the tokens?",
        "The embedding matrices",
        "The position embeddings", "The same index", "The same word", "Variances and means of the rows",
      ])
  }

  @Test func theManifestSaysWhatWasRead() throws {
    var options = Report.Options()
    options.seed = 9
    options.word = "mill"
    try write("out", options: options)
    let data = try #require(try files("out")["manifest.json"])
    let manifest = try JSONDecoder().decode(Manifest.self, from: data)
    #expect(manifest.seed == 9)
    #expect(manifest.word == "mill")
    #expect(manifest.tool == "embedscope test")
    #expect(manifest.models.map(\.id) == models.map(\.identifier))
    #expect(manifest.models[0].files.map(\.name) == ["config.json", "merges.txt", "model.safetensors", "vocab.json"])
    #expect(manifest.models[0].files.allSatisfy { $0.sha256?.count == 64 && $0.bytes > 0 })
    #expect(try Set(manifest.outputs + ["manifest.json"]) == Set(files("out").keys))
  }

  @Test func onlyAReportIsReplaced() throws {
    try write("out")
    let first = try files("out")
    var options = Report.Options()
    options.index = 3
    try write("out", options: options)
    #expect(try files("out") != first)
    try folder.write("mine/letter.txt", "dear")
    #expect(throws: ReportsError.folderIsNotAReport(folder.path + "/mine")) { try write("mine") }
    #expect(try files("mine").keys.sorted() == ["letter.txt"])
    try folder.write("file", "x")
    #expect(throws: ReportsError.notAFolder(folder.path + "/file")) { try write("file") }
    try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: false)
    try write("empty")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["empty", "file", "mine", "out"])
  }

  @Test func aReportThatFailsLeavesNothing() throws {
    struct Broken: Error {}
    struct BrokenRenderer: Report.Renderer {
      func render(_ figure: Figure, as format: FigureFormat, idPrefix: String) throws -> [UInt8] { throw Broken() }
    }
    let report = Report(tool: "t", renderer: BrokenRenderer())
    #expect(throws: Broken.self) { try report.write(models, to: folder.path + "/out") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func anIndexThatNoModelHasIsLeftOutWithTheReason() throws {
    var options = Report.Options()
    options.index = 1_000_000
    try write("out", options: options)
    let page = String(decoding: try #require(try files("out")["index.html"]), as: UTF8.self)
    #expect(page.contains("<li>The same index: index 1000000 is past the vocabulary of tiny-gpt2"))
  }

  @Test func oneModelIsEnough() throws {
    try Report(tool: "t", renderer: PlainRenderer()).write([models[0]], to: folder.path + "/out")
    #expect(try files("out")["index.html"] != nil)
  }

  @Test func theNoticeStandsAtTheHead() throws {
    var options = Report.Options()
    options.notice = "<b>instead"
    try write("out", options: options)
    let page = String(decoding: try #require(try files("out")["index.html"]), as: UTF8.self)
    #expect(page.contains("&lt;b&gt;instead"))
  }

  /// A phone gets each figure drawn for it; what would double the page is scrolled, and the page says so.
  @Test func figuresFitNarrowPages() {
    let svg = "<svg/>"
    let both = BlockHTML.figure(svg: svg, narrow: "<svg id=\"n\"/>", files: ["f.svg"])
    #expect(both.contains("<div class=\"wide\"><svg/></div><div class=\"narrow\"><svg id=\"n\"/></div>"))
    #expect(!both.contains("scroll"))
    let one = BlockHTML.figure(svg: svg, narrow: nil, files: ["f.svg"])
    #expect(one.contains("<div class=\"scroll\" tabindex=\"0\"><svg/></div>") && one.contains("scroll it sideways"))
    let page = Page(title: "t", subtitle: "s", sections: [], footer: "").html
    #expect(page.contains(".wide { display: none; }") && page.contains(".narrow svg { width: 100%"))
    #expect(!page.contains("margin: 0 auto; }"))
  }
}
