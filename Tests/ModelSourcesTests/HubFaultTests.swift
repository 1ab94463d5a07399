import Foundation
import ModelSources
import TestSupport
import Testing

/// What a bad line, a broken server or a hostile one can do.
@Suite(.enabled(if: TestHub.isAvailable, "python3 is missing")) struct HubFaultTests {
  private static let blob =
    "models--example--tiny/blobs/732c4f39d9d968075fb8dac206b74cbf45d973289e5448fcf57126cf1e5ae8d4"

  private func weights(_ hub: TestHub) throws -> Data {
    let files = try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .weights)
    return try Data(contentsOf: URL(fileURLWithPath: files[0].path))
  }

  private let original = try? Data(Fixture.bytes("hub/models/tiny/model.safetensors"))

  private func ranges(_ hub: TestHub) throws -> [String?] {
    try hub.requests().filter { $0.server == "store" }.map(\.range)
  }

  @Test func brokenConnectionIsTakenUpAgain() throws {
    let hub = try TestHub(faults: [
      ["server": "store", "do": "cut", "after": 100], ["server": "store", "do": "cut", "after": 50],
    ])
    #expect(try weights(hub) == original)
    #expect(try ranges(hub) == [nil, "bytes=100-", "bytes=150-"])
  }

  @Test func interruptedDownloadIsTakenUpByTheNextRun() throws {
    let hub = try TestHub(faults: [
      ["server": "store", "do": "cut", "after": 100], ["server": "store", "do": "status", "status": 503, "times": 5],
    ])
    let error = #expect(throws: ModelSourcesError.self) { try weights(hub) }
    guard case .refused(let refusal) = error, refusal.status == 503 else {
      Issue.record("\(String(describing: error))")
      return
    }
    let partial = try Data(contentsOf: URL(fileURLWithPath: "\(hub.cache)/\(Self.blob).incomplete"))
    #expect(partial == original?.prefix(100))
    #expect(try weights(hub) == original)
    #expect(try ranges(hub).last == "bytes=100-")
    #expect(!FileManager.default.fileExists(atPath: "\(hub.cache)/\(Self.blob).incomplete"))
  }

  @Test func serverWithoutRangesSendsTheWholeFileAgain() throws {
    for fault in ["ignore-range", "wrong-range"] {
      let hub = try TestHub(faults: [
        ["server": "store", "do": "cut", "after": 100], ["server": "store", "do": fault],
      ])
      #expect(try weights(hub) == original)
    }
  }

  @Test func partialFileThatIsTooLongOrWrongIsThrownAway() throws {
    for content in [Data(count: 1000), Data(count: 368), Data(count: 20)] {
      let hub = try TestHub()
      let path = "\(hub.cache)/\(Self.blob).incomplete"
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: URL(fileURLWithPath: path))
      #expect(try weights(hub) == original)
    }
  }

  @Test func wrongBytesAreFetchedOnceMoreAndThenRefused() throws {
    let once = try TestHub(faults: [["server": "store", "do": "corrupt"]])
    #expect(try weights(once) == original)
    #expect(try ranges(once) == [nil, nil])
    let always = try TestHub(faults: [["server": "store", "do": "corrupt", "times": -1]])
    let error = #expect(throws: ModelSourcesError.self) { try weights(always) }
    guard case .hashMismatch("model.safetensors", let address, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    // The signature of an address is nobody's business.
    #expect(!address.contains("X-Signature"))
    let left = try CacheTree(folder: always.cache).entries.filter { $0.path.contains("/blobs/") || $0.link != nil }
    #expect(left.allSatisfy { !$0.path.contains("732c4f39") && !$0.path.contains("model.safetensors") })
  }

  @Test func wrongBytesOfASmallFileAreSeenToo() throws {
    let hub = try TestHub(faults: [["server": "hub", "method": "GET", "do": "corrupt", "times": -1]])
    let error = #expect(throws: ModelSourcesError.self) {
      try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .configuration)
    }
    guard case .hashMismatch("config.json", _, "git:58ebc439a5c58b36fb10e096b9f31989f8618490", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [500, 502, 503, 429])
  func busyHubIsAskedAgain(status: Int) throws {
    let hub = try TestHub(faults: [["do": "status", "status": status, "times": 2]])
    #expect(try weights(hub) == original)
  }

  @Test func brokenHubIsNamed() throws {
    let hub = try TestHub(faults: [["do": "status", "status": 500, "times": -1]])
    let error = #expect(throws: ModelSourcesError.self) { try weights(hub) }
    #expect(
      error?.description.contains("example/tiny/resolve/main/config.json: status 500; sent without a token") == true)
  }

  @Test(arguments: [
    ["do": "drop-header", "name": "X-Repo-Commit"], ["do": "drop-header", "name": "ETag"],
    ["do": "set-header", "name": "X-Repo-Commit", "value": "../../../etc"],
    ["do": "set-header", "name": "X-Repo-Commit", "value": ""],
    ["do": "set-header", "name": "X-Linked-Etag", "value": "\"../../x\""],
    ["do": "set-header", "name": "X-Linked-Etag", "value": "\".hidden\""],
    ["do": "set-header", "name": "X-Linked-Size", "value": "-1"],
    ["do": "set-header", "name": "X-Linked-Size", "value": "99999999999999999999"],
    ["do": "long-header"],
  ])
  func answerThatBreaksTheRules(_ fault: [String: String]) throws {
    let hub = try TestHub(faults: [fault.merging(["path": "resolve-cache"]) { $1 }])
    let error = #expect(throws: ModelSourcesError.self) {
      try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .configuration)
    }
    guard case .malformedAnswer = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!FileManager.default.fileExists(atPath: hub.cache))
  }

  @Test func sizeThatIsTooSmallOrTooLarge() throws {
    for size in ["5", "1000"] {
      let hub = try TestHub(faults: [
        [
          "server": "hub", "method": "HEAD", "path": "safetensors", "times": -1, "do": "set-header",
          "name": "X-Linked-Size", "value": size,
        ]
      ])
      #expect(throws: ModelSourcesError.self) { try weights(hub) }
      #expect(!FileManager.default.fileExists(atPath: "\(hub.cache)/\(Self.blob)"))
    }
  }

  @Test func aCachedFileOfAnotherSizeIsFetchedAgain() throws {
    let hub = try TestHub()
    let original = try Data(Fixture.bytes("hub/models/tiny/config.json"))
    let path = try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .configuration)[0].path
    let blob = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    try original.dropLast(5).write(to: blob)
    let log = EventLog()
    let files = try HubSource(repository: "example/tiny", settings: hub.settings()).files(
      for: .configuration, progress: log.progress)
    #expect(try Data(contentsOf: URL(fileURLWithPath: files[0].path)) == original)
    #expect(log.notices.contains { $0.contains("is damaged: it has \(original.count - 5) bytes of \(original.count)") })
  }

  /// Of a large one only what is looked at is fetched again, and the damaged file is not used for the rest of the run either.
  @Test func aLargeCachedFileOfAnotherSizeIsNotUsed() throws {
    let models = try TemporaryFolder()
    try models.write("model.safetensors", [UInt8](repeating: 7, count: 2 << 20))
    let commit = String(repeating: "7", count: 40)
    let repository: [String: Any] = ["commits": [commit: models.path], "refs": ["main": commit]]
    let hub = try TestHub(more: ["repositories": ["example/large": repository]])
    let snapshot = "\(hub.cache)/models--example--large/snapshots/\(commit)"
    try FileManager.default.createDirectory(atPath: snapshot, withIntermediateDirectories: true)
    try Data(count: 1000).write(to: URL(fileURLWithPath: snapshot + "/model.safetensors"))
    let source = try HubSource(repository: "example/large", file: "model.safetensors", settings: hub.settings())
    for _ in 0..<2 { #expect(try source.files(for: .weights).map(\.isPartial) == [true]) }
  }

  @Test func aReadersErrorOnADamagedFileSaysSo() throws {
    struct Unreadable: Error {}
    let hub = try TestHub()
    let files = try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .configuration)
    #expect(throws: Unreadable.self) { try files.reading { throw Unreadable() } }
    let blob = URL(fileURLWithPath: files[0].path).resolvingSymlinksInPath()
    try Data(Fixture.bytes("hub/models/tiny/config.json").map { $0 ^ 1 }).write(to: blob)
    let error = #expect(throws: ModelSourcesError.self) { try files.reading { throw Unreadable() } }
    #expect(error == .damagedInCache(path: files[0].path, reason: "Unreadable()"))
    #expect(error?.description.contains("embedscope cache") == true)
    // What does not fail is not read through.
    #expect(try files.reading { 1 } == 1)
  }

  @Test func fileLargerThanTheDiskIsRefusedAtOnce() throws {
    let hub = try TestHub(faults: [
      [
        "server": "hub", "method": "HEAD", "path": "tokenizer.json", "times": -1, "do": "set-header",
        "name": "X-Linked-Size", "value": "1152921504606846976",
      ]
    ])
    let error = #expect(throws: ModelSourcesError.self) {
      try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .tokenizer)
    }
    guard case .diskFull("tokenizer.json", 1 << 60, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try ranges(hub).isEmpty)
  }

  @Test(arguments: [
    "file:///etc/passwd", "ftp://localhost/x", "http://", "http://user:password@localhost/x", "gopher://x",
  ])
  func redirectToAnythingButTheWebIsRefused(_ location: String) throws {
    let hub = try TestHub(faults: [
      [
        "server": "hub", "method": "HEAD", "path": "safetensors", "times": -1, "do": "set-header", "name": "Location",
        "value": location,
      ]
    ])
    #expect(throws: ModelSourcesError.self) { try weights(hub) }
    #expect(try ranges(hub).isEmpty)
  }

  @Test func endlessRedirectsEnd() throws {
    let hub = try TestHub(more: ["renamed": ["example/tiny": "example/loop", "example/loop": "example/tiny"]])
    let error = #expect(throws: ModelSourcesError.self) { try weights(hub) }
    guard case .redirectRefused = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try hub.requests().count == 20)
  }

  @Test func compressedAnswerIsRefused() throws {
    let hub = try TestHub(faults: [["server": "store", "do": "compressed", "times": -1]])
    let error = #expect(throws: ModelSourcesError.self) { try weights(hub) }
    guard case .malformedAnswer(_, "Content-Encoding", _, "gzip") = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func listingThatLeavesTheFolderIsRefused() throws {
    let listed =
      [
        "commits": [TestHub.ggufCommit: Fixture.path("hub/models/gguf")], "refs": ["main": TestHub.ggufCommit],
        "listed": ["../../../x.gguf"],
      ] as [String: Any]
    let hub = try TestHub(more: ["repositories": ["example/gguf": listed]])
    let error = #expect(throws: ModelSourcesError.self) {
      try HubSource(repository: "example/gguf", settings: hub.settings()).files(for: .weights)
    }
    guard case .unsafeFileName("../../../x.gguf", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
