import Foundation
import ModelSources
import TestSupport
import Testing

/// The Python that has huggingface_hub; `Scripts/parity/hub` names it.
private let parityPython = ProcessInfo.processInfo.environment["EMBEDSCOPE_PARITY_PYTHON"]

/// Our cache read by Python's huggingface_hub, and the other way round.
@Suite(.enabled(if: parityPython != nil, "no EMBEDSCOPE_PARITY_PYTHON: Scripts/parity/hub runs this"))
struct HubParityTests {
  private func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: parityPython ?? "python3")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scripts/parity/hub.py").path
    process.arguments = [script] + arguments
    let hasEnded = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in hasEnded.signal() }
    try process.run()
    hasEnded.wait()
    #expect(process.terminationStatus == 0)
  }

  private func fetchBoth(_ settings: HubSettings) throws {
    for name in ["example/tiny", "example/sharded"] {
      let source = try HubSource(repository: name, settings: settings)
      for part in [ModelPart.configuration, .tokenizer, .weights] { _ = try source.files(for: part) }
      if name == "example/sharded" { _ = try source.files(for: .shards(TestHub.shards)) }
    }
  }

  @Test func pythonReadsWhatWeWrote() throws {
    try #require(TestHub.isAvailable)
    let hub = try TestHub()
    try fetchBoth(hub.settings())
    try run(["read", hub.cache])
  }

  @Test func weReadWhatPythonWroteAndTheTreesAreTheSame() throws {
    try #require(TestHub.isAvailable)
    let hub = try TestHub()
    let theirs = hub.folder.path + "/theirs"
    try run(["write", theirs, hub.endpoint])
    let before = try hub.requests().count
    try fetchBoth(hub.settings(cache: theirs, offline: true))
    #expect(try hub.requests().count == before)
    try fetchBoth(hub.settings())
    func kept(_ folder: String) throws -> [CacheTree.Entry] {
      try CacheTree(folder: folder).entries.filter { !$0.path.contains(".no_exist") && !$0.path.contains("home-of-") }
    }
    #expect(try kept(hub.cache) == kept(theirs))
  }

  @Test func bothAtTheSameTimeFetchEachFileOnce() throws {
    try #require(TestHub.isAvailable)
    let hub = try TestHub(faults: [["server": "store", "do": "slow", "delay": 0.5, "after": 10, "times": -1]])
    let settings = try hub.settings()
    DispatchQueue.concurrentPerform(iterations: 2) { round in
      do {
        if round == 0 { try run(["write", hub.cache, hub.endpoint]) } else { try fetchBoth(settings) }
      } catch {
        Issue.record(error)
      }
    }
    #expect(try hub.requests().count { $0.server == "store" } == 3)
    try run(["read", hub.cache])
  }
}
