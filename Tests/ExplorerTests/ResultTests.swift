import ByteFiles
import Foundation
import TestSupport
import Testing
import Workspace

@testable import Explorer

/// What studies found, in memory and on disk.
struct ResultTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var cache: String { folder.path + "/cache/results" }

  /// A result of two files that took so many seconds.
  private func result(_ digit: Character = "a", seconds: Double = 2, identities: [String] = ["m"]) -> ResultFolder {
    let files = [
      ResultFolder.File(name: "result.json", content: Content(.json, "{\"x\":1}")),
      .init(name: "figures/f.svg", content: Content(.svg, "<svg/>")),
    ]
    let key = ResultKey(digest: String(repeating: digit, count: 64))
    let facts = ResultFacts(
      study: "stats", models: ["a model"], identities: identities, values: ["words": ["x", "“y”\u{0}"], "flag": [""]],
      seconds: seconds,
      files: files.map { .init(name: $0.name, bytes: $0.content.count, sha256: $0.content.digest) })
    return ResultFolder(key: key, facts: facts, files: files)
  }

  @Test func whatTookASecondIsThereAtTheNextStart() throws {
    let written = result()
    #expect(ResultStore(folder: cache).add(written) == nil)
    let store = ResultStore(folder: cache)
    let read = try #require(store.result(written.key))
    #expect(read.facts == written.facts)
    for file in written.facts.files {
      let (old, new) = (written.file(file.name), read.file(file.name))
      #expect(new?.digest == old?.digest && new?.type == old?.type && new?.count == old?.count)
    }
    #expect(store.all(for: ["m", "n"]).map(\.key) == [written.key])
    #expect(store.all(for: ["n"]).isEmpty)
    // What took less is not written.
    let quick = result("b", seconds: 0.2)
    store.add(quick)
    #expect(store.result(quick.key) != nil && ResultStore(folder: cache).result(quick.key) == nil)
    #expect(store.all(for: ["m"]).map(\.key) == [written.key, quick.key])
  }

  @Test(arguments: ["shorter", "other", "missing", "list", "version", "escape", "link", "empty"])
  func aDamagedEntryIsNoResult(kind: String) throws {
    let written = result()
    ResultStore(folder: cache).add(written)
    let place = "\(cache)/\(written.key.digest)"
    func list() throws -> String { try String(contentsOfFile: "\(place)/facts.json", encoding: .utf8) }
    func write(_ name: String, _ text: String) throws {
      try text.write(toFile: "\(place)/\(name)", atomically: true, encoding: .utf8)
    }
    switch kind {
    case "shorter": try write("result.json", "{")
    case "other": try write("result.json", "{\"x\":2}")
    case "missing": unlink("\(place)/figures/f.svg")
    case "list": try write("facts.json", String(try list().dropLast(9)))
    case "version": try write("facts.json", try list().replacingOccurrences(of: "\"form\":1", with: "\"form\":0"))
    case "escape":
      try write("facts.json", try list().replacingOccurrences(of: "result.json", with: "../../secret.json"))
      try folder.write("cache/secret.json", "{\"x\":1}")
    case "link":
      unlink("\(place)/result.json")
      symlink("/etc/passwd", "\(place)/result.json")
    default: try write("facts.json", "")
    }
    let store = ResultStore(folder: cache)
    #expect(store.result(written.key) == nil)
    // It is found anew, and takes the place.
    store.add(written)
    #expect(ResultStore(folder: cache).result(written.key)?.facts == written.facts)
  }

  @Test func theKeyIsAnotherForWhateverIsAnother() throws {
    let explorer = try Explored.explorer()
    let models = explorer.models
    func key(_ study: String, _ numbers: [Int], _ values: [String: [String]]) throws -> String {
      try StudyQuestion(ExplorerStudies.entry(study), numbers.map { models[$0] }, values).key.digest
    }
    let keys = try [
      key("neighbors", [0], ["words": ["a", "b"]]), key("neighbors", [0], ["words": ["a b"]]),
      key("neighbors", [0], ["words": ["ab"]]), key("neighbors", [1], ["words": ["a", "b"]]),
      key("neighbors", [0, 1], ["words": ["a", "b"]]), key("neighbors", [0], ["words": ["a"], "k": ["5"]]),
      key("neighbors", [0], ["words": ["a"], "rank": ["5"]]), key("similarity", [0], ["words": ["a", "b"]]),
      key("stats", [0, 1], [:]), key("stats", [1, 0], [:]),
    ]
    #expect(Set(keys).count == keys.count)
    #expect(try key("stats", [0, 1], [:]) == keys[8])
    #expect(keys.allSatisfy { ResultKey($0) != nil })
    for bad in ["", "..", "../\(keys[0])", keys[0].uppercased(), keys[0] + "0", String(keys[0].dropLast())] {
      #expect(ResultKey(bad) == nil)
    }
  }

  @Test func aModelIsAnotherWhenAFileIsAnother() throws {
    for name in ["config.json", "vocab.txt", "model.safetensors"] {
      try folder.write("model/\(name)", try Fixture.bytes("models/tiny-bert/\(name)"))
    }
    func identity() throws -> String {
      try #require(try Explored.explorer([folder.path + "/model"]).models.first).identity.digest
    }
    let first = try identity()
    #expect(try identity() == first)
    // Another time of change, and nothing else.
    utimes(
      folder.path + "/model/vocab.txt",
      [timeval(tv_sec: 1_000_000, tv_usec: 5), timeval(tv_sec: 1_000_000, tv_usec: 5)])
    #expect(try identity() != first)
  }

  @Test func pruningRemovesResultsAndNothingElse() throws {
    let store = ResultStore(folder: cache)
    store.add(result("a"))
    store.add(result("b"))
    try folder.write("cache/results/keep.txt", "x")
    try folder.write("cache/results/.broken.1.2.incomplete/x", "x")
    let listing = ResultCache(folder: cache)
    #expect(listing.entries().map(\.study) == ["stats", "stats"])
    #expect(listing.prune() == listing.entries().reduce(26) { $0 + $1.bytes })
    #expect(listing.entries().isEmpty)
    #expect(FolderContent(path: cache) == .files(["keep.txt"]))
  }

  @Test func theFolderIsWhereTheEnvironmentSays() {
    #expect(ResultCache { ["XDG_CACHE_HOME": "/x", "HOME": "/h"][$0] }?.folder == "/x/embedscope/results")
    #expect(ResultCache { ["XDG_CACHE_HOME": "relative", "HOME": "/h"][$0] }?.folder == "/h/.cache/embedscope/results")
    #expect(ResultCache { _ in nil } == nil)
  }

  @Test func aMapIsKeptAndShownAgain() throws {
    let body = #"{"models":[0],"values":{"method":["pca"]}}"#
    let first = try Explored.explorer([Explored.gpt2], cache: cache)
    let key = try first.ask("project", body)
    // It was quick: written as if it had not been.
    let known = try #require(ResultKey(key))
    let found = try #require(first.results.result(known))
    var facts = found.facts
    facts.seconds = 3
    let files = facts.files.compactMap { file in
      found.file(file.name).map { ResultFolder.File(name: file.name, content: $0) }
    }
    first.results.add(ResultFolder(key: found.key, facts: facts, files: files))
    let second = try Explored.explorer([Explored.bert, Explored.gpt2], cache: cache)
    #expect(second.resultList.map(\.models) == [[1]])
    #expect(second.get("/api/results/\(key)/points.bin").bytes == first.get("/api/results/\(key)/points.bin").bytes)
    let again = second.post("/api/studies/project", #"{"models":[1],"values":{"method":["pca"]}}"#)
    #expect(try again.object()["result"] as? String == key)
  }
}
