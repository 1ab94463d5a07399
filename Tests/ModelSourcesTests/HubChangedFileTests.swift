import ByteFiles
import Foundation
import ModelSources
import TestSupport
import Testing
import Work

/// Files that change between two requests for their parts: nothing may be mixed.
@Suite(.enabled(if: TestHub.isAvailable, "python3 is missing")) struct HubChangedFileTests {
  private static let commit = String(repeating: "7", count: 40)
  private static let content = (0..<3 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }

  private func hub(faults: [[String: Any]], in models: TemporaryFolder) throws -> TestHub {
    try models.write("model.safetensors", Self.content)
    try models.write("config.json", "{}")
    let repository: [String: Any] = ["commits": [Self.commit: models.path], "refs": ["main": Self.commit]]
    return try TestHub(faults: faults, more: ["repositories": ["example/large": repository]])
  }

  private func file(_ hub: TestHub) throws -> ModelFile {
    try #require(try HubSource(repository: "example/large", settings: hub.settings()).files(for: .weights).first)
  }

  private func read(_ range: Range<Int>, _ hub: TestHub) throws -> [UInt8] {
    let source = try file(hub).source()
    try source.require(range)
    return source.withUnsafeBytes { Array($0[range]) }
  }

  @Test func laterPartsAreAskedForOfTheSameFile() throws {
    let models = try TemporaryFolder()
    let hub = try hub(faults: [], in: models)
    _ = try read(0..<1000, hub)
    // The ETag is remembered by the next run, too.
    _ = try read(1_000_000..<1_100_000, hub)
    #expect(try hub.requests().filter { $0.server == "store" }.map(\.ifRange) == [nil, "\"of-the-store\""])
  }

  /// The server sends the whole of another file; one that knows no If-Range sends a part of it.
  @Test(arguments: [false, true]) func aFileThatChangedIsFetchedAnew(ignoresIfRange: Bool) throws {
    let models = try TemporaryFolder()
    let fault: [String: Any] =
      ignoresIfRange
      ? ["do": "set-header", "name": "ETag", "value": "\"another\""] : ["do": "changed"]
    let hub = try hub(faults: [fault.merging(["server": "store", "skip": 1]) { $1 }], in: models)
    _ = try read(0..<1000, hub)
    let error = #expect(throws: ModelSourcesError.self) { try read(1_000_000..<1_100_000, hub) }
    guard case .changedMeanwhile("model.safetensors", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try file(hub).bytesHere == 0)
    #expect(try read(1_000_000..<1_100_000, hub).elementsEqual(Self.content[1_000_000..<1_100_000]))
  }

  /// Another process dropped the file and made a new one: what this one fetches is not to be claimed of that.
  @Test func aFileThatWasReplacedIsNotAddedTo() throws {
    let models = try TemporaryFolder()
    let hub = try hub(faults: [], in: models)
    let old = try file(hub)
    let source = try old.source()
    try source.require(0..<1000)
    for path in [old.path, old.path + ".ranges"] { try FileManager.default.removeItem(atPath: path) }
    _ = try read(0..<1000, hub)
    #expect(throws: (any Error).self) { try source.require(2_000_000..<2_100_000) }
    #expect(try file(hub).bytesHere == 65536)
  }

  @Test func weakETagsTellNothing() throws {
    let models = try TemporaryFolder()
    let weak: [String: Any] = [
      "server": "store", "do": "set-header", "name": "ETag", "value": "W/\"of-the-store\"", "times": -1,
    ]
    let hub = try hub(faults: [weak], in: models)
    _ = try read(0..<1000, hub)
    _ = try read(1_000_000..<1_100_000, hub)
    #expect(try hub.requests().allSatisfy { $0.ifRange == nil })
  }

  /// A mirror whose ETags are no hashes: nothing but If-Range tells that a beginning is of the same file.
  @Test func aBrokenDownloadOfAFileThatChangedStartsAnew() throws {
    let faults: [[String: Any]] = [
      [
        "server": "hub", "method": "HEAD", "path": "safetensors", "do": "set-header", "name": "X-Linked-Etag",
        "value": "\"v1\"",
      ],
      ["server": "store", "do": "cut", "after": 100], ["server": "store", "do": "changed"],
    ]
    let hub = try TestHub(faults: faults)
    let file = try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .weights)[0]
    let original = try Fixture.bytes("hub/models/tiny/model.safetensors")
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == Data(original.map { $0 ^ 0xFF }))
    let requests = try hub.requests().filter { $0.server == "store" }
    #expect(requests.map(\.range) == [nil, "bytes=100-"])
    #expect(requests.map(\.ifRange) == [nil, "\"of-the-store\""])
  }

  @Test func aBeginningOfWhichNothingIsKnownIsNotUsed() throws {
    let faults: [[String: Any]] = [
      [
        "server": "hub", "method": "HEAD", "path": "safetensors", "do": "set-header", "name": "X-Linked-Etag",
        "value": "\"v1\"",
      ]
    ]
    let hub = try TestHub(faults: faults)
    let blobs = hub.cache + "/models--example--tiny/blobs"
    try FileManager.default.createDirectory(atPath: blobs, withIntermediateDirectories: true)
    try Data(count: 20).write(to: URL(fileURLWithPath: blobs + "/v1.incomplete"))
    let file = try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .weights)[0]
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: file.path)) == Data(Fixture.bytes("hub/models/tiny/model.safetensors")))
  }

  @Test func largePartsComeOverSeveralConnections() throws {
    let models = try TemporaryFolder()
    let hub = try hub(faults: [["server": "store", "skip": 2, "do": "cut", "after": 1000]], in: models)
    var settings = try hub.settings()
    settings.pieceBytes = 300_000
    let log = EventLog()
    let files = try HubSource(repository: "example/large", settings: settings).files(
      for: .weights, progress: log.progress)
    let source = try files[0].source()
    try source.require(0..<Self.content.count)
    #expect(source.withUnsafeBytes { $0.elementsEqual(Self.content) })
    // Twelve pieces, of which one broke off.
    #expect(try hub.requests().filter { $0.server == "store" }.count == 13)
    #expect(
      log.last?.stage == "model.safetensors" && log.last?.done == Self.content.count
        && log.last?.total == Self.content.count)
  }

  @Test func oneErrorEndsAllConnections() throws {
    let models = try TemporaryFolder()
    let hub = try hub(faults: [["server": "store", "skip": 2, "do": "status", "status": 451, "times": -1]], in: models)
    var settings = try hub.settings()
    settings.pieceBytes = 300_000
    let source = try #require(
      try HubSource(repository: "example/large", settings: settings).files(for: .weights).first
    ).source()
    let error = #expect(throws: ModelSourcesError.self) { try source.require(0..<Self.content.count) }
    #expect(error?.description.contains("status 451") == true)
    // What came before stays.
    #expect(try file(hub).bytesHere > 0)
  }
}
