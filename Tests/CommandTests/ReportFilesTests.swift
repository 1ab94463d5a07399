import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A report as the built tool writes it, file by file: well-formed, offline, the same again.
@Suite struct ReportFilesTests {
  private let folder: TemporaryFolder
  private let models = ["tiny-gpt2", "tiny-bert"].map { Fixture.path("models/\($0)") }

  init() throws { folder = try TemporaryFolder() }

  private func report(_ words: [String], models: [String]? = nil) throws -> [String: Data] {
    let run = try Tool.run(["report"] + (models ?? self.models) + ["--out", "out"] + words, in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    let root = folder.path + "/out"
    return Dictionary(
      uniqueKeysWithValues: try FileManager.default.subpathsOfDirectory(atPath: root).compactMap { name in
        FileManager.default.contents(atPath: root + "/" + name).map { (name, $0) }
      })
  }

  @Test func twoRunsGiveTheSameBytesInEveryFormat() throws {
    let first = try report(["--formats", "svg,png,pdf", "--seed", "4"])
    let second = try report(["--formats", "svg,png,pdf", "--seed", "4"])
    #expect(first.keys.sorted() == second.keys.sorted())
    for name in first.keys.sorted() { #expect(first[name] == second[name], "\(name)") }
    let endings = Set(first.keys.map { String($0.split(separator: ".").last ?? "") })
    #expect(endings.isSuperset(of: ["html", "svg", "png", "pdf", "csv", "json"]))
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == ["out"])
  }

  @Test func thePageIsWellFormed() throws {
    let page = String(decoding: try #require(try report([])["index.html"]), as: UTF8.self)
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">\n"))
    #expect(HTMLNesting.errors(in: page).isEmpty, "\(HTMLNesting.errors(in: page))")
    // Every text that is not a tag is escaped: no ampersand that begins no entity.
    #expect(page.matches(of: /&(?!(amp|lt|gt|quot|#39);)/).isEmpty)
    let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for reference in page.matches(of: /(?:href="#|url\(#)([^")]+)/).map({ String($0.1) }) {
      #expect(ids.contains(reference), "\(reference)")
    }
  }

  @Test func theFullReportIsWellFormedAndTheSameAgain() throws {
    let first = try report(["--full"])
    // The map by itself is drawn again by the tests of project.
    let second = try report(["--studies", "notebook,health,neighbors,similarity,space,anomalies,align,diff"])
    #expect(first["figures/project.svg"] != nil)
    for (name, data) in second where !["index.html", "manifest.json"].contains(name) {
      #expect(first[name] == data, "\(name)")
    }
    for (name, data) in first where name.hasSuffix(".svg") { #expect(XMLParser(data: data).parse(), "\(name)") }
    let page = String(decoding: try #require(first["index.html"]), as: UTF8.self)
    #expect(HTMLNesting.errors(in: page).isEmpty, "\(HTMLNesting.errors(in: page))")
    let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for reference in page.matches(of: /(?:href="#|url\(#)([^")]+)/).map({ String($0.1) }) {
      #expect(ids.contains(reference), "\(reference)")
    }
    let links = page.matches(of: /href="([^"#][^"]*)"/).map { String($0.1) }
    for link in links where !link.hasPrefix("https://") && !link.hasPrefix("data:") {
      #expect(first[link] != nil, "\(link)")
    }
  }

  @Test func studiesArePickedByName() throws {
    let files = try report(["--studies", "similarity,anomalies", "--words", "river,water"])
    let figures = files.keys.filter { $0.hasPrefix("figures/") }.sorted()
    #expect(figures == ["figures/anomalies.svg", "figures/similarity-1.svg", "figures/similarity-2.svg"])
    let data = try #require(files["manifest.json"])
    let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(manifest["studies"] as? [String] == ["similarity", "anomalies"])
    #expect(manifest["words"] as? [String] == ["river", "water"])
  }

  @Test func wrongStudiesAreRefused() throws {
    func errors(_ words: String...) throws -> String {
      let run = try Tool.run(["report"] + models + words, in: folder.path)
      #expect(run.exitCode == 64)
      return run.errors
    }
    let unknown = try errors("--studies", "spaces")
    #expect(unknown.contains("notebook") && unknown.contains("did you mean space?") && unknown.contains("diff"))
    #expect(try errors("--full", "--studies", "space").contains("--full"))
    #expect(try errors("--words", "a,b").contains("--words"))
    #expect(try errors("--full", "--words", "a,,b").contains("separated by commas"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func svgFilesAreXML() throws {
    let files = try report([]).filter { $0.key.hasSuffix(".svg") }
    #expect(files.count >= 7)
    for (name, data) in files { #expect(XMLParser(data: data).parse(), "\(name)") }
  }

  @Test func nothingIsFetchedFromOutside() throws {
    for (name, data) in try report([]) where name.hasSuffix(".html") || name.hasSuffix(".svg") {
      let text = String(decoding: data, as: UTF8.self)
      let addresses = text.matches(of: /(src|href|action|url\(|@import)[="'( ]+(https?:|\/\/)[^"' )]*/).map {
        String($0.0)
      }
      // Two links in the footer, to the lecture that the report follows; a link is followed by a reader, not by a page.
      #expect(
        addresses.allSatisfy {
          $0.hasPrefix("href=\"https://sincxpress.com") || $0.hasPrefix("href=\"https://udemy.com")
        })
      #expect(addresses.count <= (name == "index.html" ? 2 : 0), "\(name): \(addresses)")
      #expect(!text.contains("<script") && !text.contains("<iframe") && !text.contains("<link"))
    }
  }

  @Test func theManifestHasTheHashesOfWhatWasRead() throws {
    let data = try #require(try report(["--seed", "12"])["manifest.json"])
    let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(manifest["seed"] as? Int == 12)
    #expect((manifest["tool"] as? String)?.hasPrefix("embedscope ") == true)
    let entries = try #require(manifest["models"] as? [[String: Any]])
    #expect(entries.compactMap { $0["id"] as? String } == models)
    #expect(entries.allSatisfy { $0["commit"] is NSNull })
    for (model, entry) in zip(models, entries) {
      for file in try #require(entry["files"] as? [[String: Any]]) {
        let name = try #require(file["name"] as? String)
        #expect(file["bytes"] as? Int == FileManager.default.contents(atPath: "\(model)/\(name)")?.count)
        #expect(try file["sha256"] as? String == Self.sha256(of: "\(model)/\(name)"), "\(name)")
      }
    }
  }

  /// What another program says.
  private static func sha256(of path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())"
    process.arguments = ["python3", "-c", script, path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Whether a page's tags are closed in the order they were opened.
private enum HTMLNesting {
  private static let empty: Set = ["meta", "br", "hr", "img", "link", "input", "!doctype"]

  static func errors(in page: String) -> [String] {
    var open: [String] = []
    var errors: [String] = []
    for match in page.matches(of: /<(\/?)([a-zA-Z!][a-zA-Z0-9]*)((?:"[^"]*"|[^">])*)>/) {
      let name = match.2.lowercased()
      if empty.contains(name) || match.3.hasSuffix("/") { continue }
      if match.1.isEmpty {
        open.append(name)
      } else if open.last == name {
        open.removeLast()
      } else {
        errors.append("</\(name)> inside <\(open.last ?? "nothing")>")
      }
    }
    return errors + open.map { "<\($0)> stays open" }
  }
}
