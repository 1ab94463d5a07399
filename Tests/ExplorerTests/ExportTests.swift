import ByteFiles
import EmbeddingAnalysis
import Foundation
import TestSupport
import Testing
import Work
import Workspace

@testable import Explorer

/// The explorer as files.
struct ExportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var site: String { folder.path + "/site" }

  private func export(_ change: (inout ExportSettings) -> Void = { _ in }) throws -> ExplorerExport {
    var settings = ExportSettings()
    settings.studies = ["stats", "align"]
    settings.neighbors = 5
    change(&settings)
    let models = try [Explored.gpt2, Explored.bert].map { try OpenModel($0) }
    return try ExplorerExport(models, settings, cache: nil)
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(site)/\(name)")))
  }

  private func json(_ name: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(try bytes(name))) }

  @Test func theFilesAreWhatTheRoutesGive() throws {
    try export().write(to: site)
    let explorer = try Explored.explorer()
    for path in [
      "api/models/0/tokens.txt", "api/models/1/raw.txt", "api/models/0/bytes.bin", "api/models/0/merges.bin",
      "api/models/1/columns/norm.bin", "api/models/0/colors/script.json", "api/models/0/colors/script.bin",
      "api/models/1/matrix/index/order.bin", "api/models/1/matrix/index/0/0/0.bin", "api/pairs/0/1/shared.bin",
      "page/app.js",
    ] where explorer.get("/" + path).status == 200 {
      #expect(try bytes(path) == explorer.get("/" + path).bytes, "\(path)")
    }
    // Every path that the list of results names is there.
    let results = try #require(try json("api/results.json") as? [[String: Any]])
    #expect(Set(results.compactMap { $0["study"] as? String }) == ["stats", "align"])
    #expect(results.count == 3)
    for result in results {
      let place = "api/results/\(try #require(result["key"] as? String))"
      for name in ["result.json", "blocks.html"] { #expect(!(try bytes("\(place)/\(name)")).isEmpty) }
      for name in try #require(result["figures"] as? [String]) {
        #expect(!(try bytes("\(place)/figures/\(name).svg")).isEmpty)
      }
      for name in try #require(result["tables"] as? [String]) {
        #expect(!(try bytes("\(place)/tables/\(name).csv")).isEmpty)
      }
    }
    let facts = try #require(try json("api/explorer.json") as? [String: Any])
    #expect(facts["isExport"] as? Bool == true)
    let held = try #require((facts["models"] as? [[String: Any]])?.first?["held"] as? [String: Any])
    #expect(
      held["neighbors"] as? Int == 5 && held["lowestLevel"] as? Int == 0 && held["orders"] as? [String] == ["index"])
  }

  @Test func neighboursOfAllTokensAreThoseOfTheSearch() throws {
    try export().write(to: site)
    let model = try OpenModel(Explored.bert)
    let matrix = try model.tokenEmbeddings()
    let words = try bytes("api/models/1/neighbors.bin").withUnsafeBytes { raw in
      (0..<raw.count / 4).map { raw.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self) }
    }
    #expect(words[0] == 5 && words.count == 1 + 10 * matrix.rowCount)
    let search = NeighborSearch(matrix)
    for row in [0, 3, matrix.rowCount - 1] {
      let expected = search.nearest(toRows: [row], k: 5).lists[0]
      #expect(words[(1 + 5 * row)..<(6 + 5 * row)].map(Int.init) == expected.map(\.id))
      let scores = words[(1 + 5 * (matrix.rowCount + row))..<(6 + 5 * (matrix.rowCount + row))].map(
        Float.init(bitPattern:))
      #expect(scores == expected.map { Float($0.score) })
    }
    // A server has no such file.
    #expect(try Explored.explorer().get("/api/models/1/neighbors.bin").status == 404)
  }

  @Test func thePageSaysWhatAFolderCannot() throws {
    try export().write(to: site)
    let index = String(decoding: try bytes("index.html"), as: UTF8.self)
    #expect(
      index.contains("Content-Security-Policy")
        && index.contains("<script src=\"page/opened-from-a-folder.js\"></script>"))
    #expect(String(decoding: try bytes("page/opened-from-a-folder.js"), as: UTF8.self).contains("http.server"))
  }

  @Test func onlyAnExportIsReplaced() throws {
    try folder.write("site/mine.txt", "mine")
    let made = try export()
    #expect(throws: ExportError.self) { try made.write(to: site) }
    #expect(FolderContent(path: site) == .files(["mine.txt"]))
    unlink(site + "/mine.txt")
    try made.write(to: site)
    try folder.write("site/api/old.bin", "x")
    try made.write(to: site)
    #expect(
      FolderContent(path: site + "/api") == .files(["explorer.json", "models", "pairs", "results", "results.json"]))
  }

  @Test func theSizeIsBounded() throws {
    let whole = try export()
    let written = try whole.write(to: site)
    #expect(abs(whole.bytes - written) < written / 5, "\(whole.bytes) and \(written)")
    #expect(throws: ExportError.self) { _ = try export { $0.mostBytes = 1_000 } }
    #expect(throws: ExportError.self) { _ = try export { $0.studies = ["no-such"] } }
  }

  @Test func oneFileHoldsAll() throws {
    let made = try export()
    let html = String(decoding: try made.singleFile(), as: UTF8.self)
    #expect(!html.contains("src=\"page/") && !html.contains("href=\"page/"))
    let start = try #require(html.range(of: "id=\"held-files\">"))
    let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
    let held = try #require(
      try JSONSerialization.jsonObject(with: Data(html[start.upperBound..<end.lowerBound].utf8)) as? [String: String])
    try made.write(to: site)
    let tokens = try #require(held["api/models/0/tokens.txt"])
    let packed = tokens.hasPrefix("gz:")
    let decoded = try #require(Data(base64Encoded: packed ? String(tokens.dropFirst(3)) : tokens))
    if packed {
      let run = try Tool.run(["-dc", try folder.write("t.gz", [UInt8](decoded))], program: "/bin/gzip")
      #expect(run.bytes == (try bytes("api/models/0/tokens.txt")))
    } else {
      #expect([UInt8](decoded) == (try bytes("api/models/0/tokens.txt")))
    }
    // Everything of the folder's API is in it.
    let root = URL(fileURLWithPath: site + "/api")
    let names = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey]))
      .compactMap { $0 as? URL }.filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
    #expect(names.count == held.count)
  }

  @Test func tokensThatAreMarkupStayTextInOneFile() throws {
    let words = ["[UNK]", "</script><script>alert(1)</script>", "<!--", "a\u{202E}b"]
    try folder.write("m/vocab.txt", words.joined(separator: "\n") + "\n")
    try folder.write("m/config.json", #"{"model_type":"bert","vocab_size":4}"#)
    try folder.write(
      "m/model.safetensors",
      SafetensorsWriter.matrix("embeddings.word_embeddings.weight", rows: 4, columns: 4) {
        Float(($0 * 7 + $1 * 3) % 5) + 0.5
      })
    var settings = ExportSettings()
    settings.studies = ["vocab"]
    settings.neighbors = 2
    let made = try ExplorerExport([OpenModel(folder.path + "/m")], settings, cache: nil)
    let html = String(decoding: try made.singleFile(), as: UTF8.self)
    #expect(!html.contains("alert(1)") && !html.contains("<!--"))
    // A script element for the import map, one for the files, one that begins.
    #expect(html.ranges(of: "<script").count == 3 && html.ranges(of: "</script>").count == 3)
  }
}
