import Foundation
import ModelSources
import TestSupport
import Testing

@Suite(.enabled(if: TestHub.isAvailable, "python3 is missing")) struct HubCacheTests {
  /// The same requests that Scripts/parity/hub.py made of huggingface_hub.
  private func fetchBoth(_ hub: TestHub) throws {
    let tiny = try HubSource(repository: "example/tiny", settings: hub.settings())
    for part in [ModelPart.configuration, .tokenizer, .weights] { _ = try tiny.files(for: part) }
    let sharded = try HubSource(repository: "example/sharded", settings: hub.settings())
    for part in [ModelPart.weights, .shards(TestHub.shards)] { _ = try sharded.files(for: part) }
    _ = try sharded.files(for: .tokenizer)
  }

  @Test func writesWhatPythonWrites() throws {
    let hub = try TestHub()
    try fetchBoth(hub)
    let python = try Fixture.decode(CacheTree.self, "hub/python-cache.json")
    // Which missing files were asked for differs; how that is noted does not (see below).
    let ours = try CacheTree(folder: hub.cache).entries.filter { !$0.path.contains(".no_exist") }
    #expect(ours == python.entries.filter { !$0.path.contains(".no_exist") })
  }

  @Test func remembersWhatIsNotThere() throws {
    let hub = try TestHub()
    _ = try HubSource(repository: "example/sharded", settings: hub.settings()).files(for: .weights)
    let note = "models--example--sharded/.no_exist/\(TestHub.shardedCommit)/model.safetensors"
    let entry = try CacheTree(folder: hub.cache).entries.first { $0.path == note }
    #expect(entry == CacheTree.Entry(path: note, link: nil, bytes: ""))
    let before = try hub.requests().count
    let source = try HubSource(
      repository: "example/sharded", revision: TestHub.shardedCommit, settings: hub.settings())
    _ = try source.files(for: .weights)
    #expect(try hub.requests().count == before)
  }

  @Test func readsWhatPythonWrote() throws {
    let hub = try TestHub()
    try Fixture.decode(CacheTree.self, "hub/python-cache.json").write(to: hub.cache)
    let tiny = try HubSource(repository: "example/tiny", settings: hub.settings(offline: true))
    #expect(try tiny.files(for: .configuration).map(\.name) == ["config.json"])
    #expect(try tiny.files(for: .tokenizer).map(\.name) == ["tokenizer.json", "config.json", "tokenizer_config.json"])
    #expect(try tiny.files(for: .weights).map(\.size) == [368])
    #expect(tiny.commit == TestHub.commit)
    let sharded = try HubSource(repository: "example/sharded", settings: hub.settings(offline: true))
    #expect(try sharded.files(for: .shards(TestHub.shards)).count == 2)
    #expect(try sharded.files(for: .tokenizer).map(\.name) == ["vocab.txt", "config.json"])
    #expect(try hub.requests().isEmpty)
  }

  @Test func offlineNamesTheFileAndTheFolder() throws {
    let hub = try TestHub()
    let settings = try hub.settings(offline: true)
    let empty = try HubSource(repository: "gpt2", settings: settings)
    let error = #expect(throws: ModelSourcesError.self) { try empty.files(for: .configuration) }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("config.json of gpt2 (main) is not in the cache, and offline mode allows no network call"))
    #expect(text.contains("\(hub.cache)/models--gpt2, \(hub.cache)/models--openai-community--gpt2"))
    try Fixture.decode(CacheTree.self, "hub/python-cache.json").write(to: hub.cache)
    try FileManager.default.removeItem(
      atPath: "\(hub.cache)/models--example--tiny/snapshots/\(TestHub.commit)/model.safetensors")
    let tiny = try HubSource(repository: "example/tiny", settings: settings)
    #expect(!tiny.isCached([.configuration, .weights]))
    #expect(tiny.isCached([.configuration, .tokenizer]))
    let missing = #expect(throws: ModelSourcesError.self) { try tiny.files(for: .weights) }
    #expect(missing?.description.contains("model.safetensors") == true)
    #expect(missing?.description.contains("models--example--tiny/snapshots/\(TestHub.commit)") == true)
    #expect(try hub.requests().isEmpty)
  }

  @Test func unreachableHubFallsBackToTheCache() throws {
    let hub = try TestHub()
    let settings = try hub.settings()
    _ = try HubSource(repository: "example/tiny", settings: settings).files(for: .configuration)
    hub.stop()
    let log = EventLog()
    let source = try HubSource(repository: "example/tiny", settings: settings)
    #expect(try source.files(for: .configuration, progress: log.progress).map(\.name) == ["config.json"])
    #expect(log.notices.count == 1)
    #expect(log.notices.first?.contains("cannot reach 127.0.0.1") == true)
    #expect(log.notices.first?.contains("using example/tiny as it was cached (commit 111111111111)") == true)
    let error = #expect(throws: ModelSourcesError.self) { try source.files(for: .weights, progress: log.progress) }
    #expect(error?.description.contains("the hub cannot be reached") == true)
    #expect(log.notices.count == 1)
    #expect(throws: ModelSourcesError.self) {
      try HubSource(repository: "example/sharded", settings: settings).files(for: .configuration)
    }
  }

  @Test func linksThatLeaveTheCacheAreNotFollowed() throws {
    let hub = try TestHub()
    let secret = try hub.folder.write("secret.json", "{}")
    let snapshot = "\(hub.cache)/models--example--tiny/snapshots/\(TestHub.commit)"
    try FileManager.default.createDirectory(atPath: snapshot, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: snapshot + "/config.json", withDestinationPath: secret)
    let source = try HubSource(repository: "example/tiny", revision: TestHub.commit, settings: hub.settings())
    let error = #expect(throws: ModelSourcesError.self) { try source.files(for: .configuration) }
    guard case .linkLeavesCache(_, let target) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(target.hasSuffix("/secret.json"))
  }

  @Test func plantedLinkDoesNotChooseWhatIsOverwritten() throws {
    let hub = try TestHub()
    let victim = try hub.folder.write("victim", "mine")
    let blobs = "\(hub.cache)/models--example--tiny/blobs"
    try FileManager.default.createDirectory(atPath: blobs, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: blobs + "/58ebc439a5c58b36fb10e096b9f31989f8618490.incomplete", withDestinationPath: victim)
    #expect(throws: (any Error).self) {
      try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .configuration)
    }
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "mine")
  }

  @Test func readOnlyCacheIsStillRead() throws {
    let hub = try TestHub()
    _ = try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .configuration)
    let reference = "\(hub.cache)/models--example--tiny/refs"
    try FileManager.default.removeItem(atPath: reference)
    // A file where the folder should be: nothing can be written there, whoever runs the test.
    try Data().write(to: URL(fileURLWithPath: reference))
    let source = try HubSource(repository: "example/tiny", settings: hub.settings())
    #expect(try source.files(for: .configuration).map(\.name) == ["config.json"])
  }

  @Test func blobWithTheWrongSizeIsFetchedAgain() throws {
    let hub = try TestHub()
    _ = try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .weights)
    let repository = "\(hub.cache)/models--example--tiny"
    let blob = "\(repository)/blobs/732c4f39d9d968075fb8dac206b74cbf45d973289e5448fcf57126cf1e5ae8d4"
    try Data(count: 10).write(to: URL(fileURLWithPath: blob))
    try FileManager.default.removeItem(atPath: "\(repository)/snapshots/\(TestHub.commit)/model.safetensors")
    let files = try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .weights)
    #expect(files.map(\.size) == [368])
  }

  @Test func withoutLinksTheSnapshotHoldsTheFiles() throws {
    let hub = try TestHub()
    let settings = try HubSettings(cacheDirectory: hub.cache, endpoint: hub.endpoint) { name in
      name == "HF_HUB_DISABLE_SYMLINKS" ? "1" : nil
    }
    let files = try HubSource(repository: "example/tiny", settings: settings).files(for: .configuration)
    #expect(throws: (any Error).self) { try FileManager.default.destinationOfSymbolicLink(atPath: files[0].path) }
    #expect(files.map(\.size) == [112])
  }

  @Test func oneOfTwoFetchesAndTheOtherWaits() throws {
    let hub = try TestHub(faults: [["server": "store", "do": "slow", "delay": 0.3, "after": 100, "times": -1]])
    let settings = try hub.settings()
    let log = EventLog()
    DispatchQueue.concurrentPerform(iterations: 3) { _ in
      do {
        let files = try HubSource(repository: "example/tiny", settings: settings).files(
          for: .weights, progress: log.progress)
        #expect(files.map(\.size) == [368])
      } catch {
        Issue.record(error)
      }
    }
    #expect(try hub.requests().count { $0.server == "store" } == 1)
  }
}
