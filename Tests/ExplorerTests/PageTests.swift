import ByteFiles
import Foundation
import TestSupport
import Testing

@testable import Explorer

/// The page's files in the tool, and the list of routes on paper.
struct PageTests {
  private static let root = URL(fileURLWithPath: Fixture.path("")).deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The files of a folder, by their names below it.
  private static func names(below folder: URL) throws -> [String] {
    let base = folder.resolvingSymlinksInPath().path + "/"
    let found = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey]))
    return try found.compactMap { $0 as? URL }
      .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
      .map { String($0.resolvingSymlinksInPath().path.dropFirst(base.count)) }.sorted()
  }

  @Test("the tool holds every file of the page; else: Scripts/generate/explorer-page.py")
  func theToolHoldsThePage() throws {
    let folder = Self.root.appendingPathComponent("Sources/Explorer/Page")
    let explorer = try Explored.explorer([Explored.gpt2])
    #expect(try Self.names(below: folder) == explorer.page.names)
    for name in explorer.page.names {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      #expect(explorer.get("/page/\(name)").bytes == bytes, "\(name)")
    }
    #expect(explorer.get("/").bytes == explorer.get("/page/index.html").bytes)
    #expect(explorer.get("/").header("Content-Type") == "text/html; charset=utf-8")
  }

  @Test func thePageIsSmall() {
    #expect(PageFiles().names.reduce(0) { $0 + ((try? PageFiles().file($1))?.content.count ?? 0) } < 210_000)
  }

  @Test func thePagesOwnFilesLoadNothingFromElsewhere() throws {
    for name in PageFiles().names where !name.hasSuffix(".png") {
      let text = String(
        decoding: try PageFiles().file(name).content.source.withUnsafeBytes { Array($0) }, as: UTF8.self)
      let foreign = text.matches(of: #/(src|href|from|import)\s*[=(]?\s*["'](https?:)?\/\/[^"']*/#)
        .map { String($0.output.0) }
      #expect(foreign.isEmpty, "\(name): \(foreign)")
    }
  }

  @Test("Documentation/Explorer.md lists every route as the code has it")
  func everyRouteIsOnPaper() throws {
    let text = try String(contentsOf: Self.root.appendingPathComponent("Documentation/Explorer.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter {
      $0.hasPrefix("| `GET ") || $0.hasPrefix("| `POST ") || $0.hasPrefix("| `DELETE ")
    }
    let expected = RouteTable.all.map {
      "| `\($0.method.rawValue) \($0.pattern)` | \($0.summary.replacing("|", with: "\\|")) |"
    }
    #expect(rows.map(String.init) == expected, "\n\(expected.joined(separator: "\n"))")
  }

  @Test func noTwoRoutesAreOne() {
    for (place, route) in RouteTable.all.enumerated() {
      let path = route.pattern.split(separator: "/").map { part in
        part.replacing(#/\{[^}]*\}/#, with: "7")
      }
      let found = RouteTable.all.indices.filter {
        RouteTable.all[$0].method == route.method && RouteTable.all[$0].match(path.map { String($0) }) != nil
      }
      #expect(found.contains(place), "\(route.pattern)")
    }
  }
}
