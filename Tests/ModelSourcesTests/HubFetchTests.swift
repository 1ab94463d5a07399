import Foundation
import ModelSources
import TestSupport
import Testing
import Work

@Suite(.enabled(if: TestHub.isAvailable, "python3 is missing")) struct HubFetchTests {
  @Test func fetchesOnlyWhatIsAskedFor() throws {
    let hub = try TestHub()
    let source = try HubSource(repository: "example/tiny", settings: hub.settings())
    #expect(source.commit == nil)
    let configuration = try source.files(for: .configuration)
    #expect(configuration.map(\.name) == ["config.json"])
    #expect(configuration.map(\.hash?.description) == ["git:58ebc439a5c58b36fb10e096b9f31989f8618490"])
    #expect(source.commit == TestHub.commit)
    #expect(try hub.requestNames() == ["HEAD config.json", "HEAD config.json", "GET config.json"])
    #expect(
      try source.files(for: .tokenizer).map(\.name) == ["tokenizer.json", "config.json", "tokenizer_config.json"])
    let weights = try source.files(for: .weights)
    #expect(weights.map(\.size) == [368])
    #expect(
      weights.map(\.hash)
        == [.sha256("732c4f39d9d968075fb8dac206b74cbf45d973289e5448fcf57126cf1e5ae8d4")])
    let original = try Fixture.bytes("hub/models/tiny/model.safetensors")
    #expect(try Data(contentsOf: URL(fileURLWithPath: weights[0].path)) == Data(original))
    // What followed came from the commit that the first answer named.
    let later = try hub.requests().dropFirst(3)
    #expect(later.allSatisfy { $0.server == "store" || $0.path.contains(TestHub.commit) })
    #expect(try !hub.requestNames().contains { $0.hasSuffix("vocab.json") || $0.hasSuffix("README.md") })
  }

  @Test func secondRunAsksOnlyWhetherTheBranchMoved() throws {
    let hub = try TestHub()
    for part in [ModelPart.configuration, .tokenizer, .weights] {
      _ = try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: part)
    }
    let before = try hub.requests().count
    let source = try HubSource(repository: "example/tiny", settings: hub.settings())
    for part in [ModelPart.configuration, .tokenizer, .weights] { _ = try source.files(for: part) }
    #expect(try hub.requestNames().dropFirst(before) == ["HEAD config.json", "HEAD config.json"])
    // A commit cannot move.
    let pinned = try HubSource(repository: "example/tiny", revision: TestHub.commit, settings: hub.settings())
    let asked = try hub.requests().count
    for part in [ModelPart.configuration, .tokenizer, .weights] { _ = try pinned.files(for: part) }
    #expect(try hub.requests().count == asked)
  }

  @Test func onlyTheShardsThatAreAskedFor() throws {
    let hub = try TestHub()
    let source = try HubSource(repository: "example/sharded", settings: hub.settings())
    let index = try source.files(for: .weights)
    #expect(index.map(\.name) == ["model.safetensors.index.json"])
    #expect(try source.files(for: .shards([TestHub.shards[1]])).map(\.name) == ["model-00002-of-00002.safetensors"])
    #expect(try !hub.requestNames().contains { $0.contains("00001") })
    #expect(try source.files(for: .shards(TestHub.shards)).count == 2)
    #expect(
      try hub.requestNames().filter { $0.hasPrefix("GET model-00001") || $0.hasSuffix("00001-of-00002.safetensors") }
        .count == 2)
  }

  @Test func repositoryWithOneGGUF() throws {
    let hub = try TestHub()
    let source = try HubSource(repository: "example/gguf", settings: hub.settings())
    #expect(try source.files(for: .configuration).isEmpty)
    #expect(try source.files(for: .tokenizer).map(\.name) == ["tiny.Q8_0.gguf"])
    let offline = try HubSource(repository: "example/gguf", settings: hub.settings(offline: true))
    #expect(try offline.files(for: .weights).map(\.name) == ["tiny.Q8_0.gguf"])
    let chosen = try ModelID(parsing: "hf://example/gguf/tiny.Q8_0.gguf").source(settings: hub.settings())
    #expect(try chosen.files(for: .tokenizer).map(\.name) == ["tiny.Q8_0.gguf"])
  }

  @Test func renamedRepository() throws {
    let hub = try TestHub()
    let source = try HubSource(repository: "gpt2", settings: hub.settings())
    let files = try source.files(for: .configuration)
    #expect(files[0].path.hasSuffix("/models--gpt2/snapshots/\(TestHub.commit)/config.json"))
    // The other name finds the same files, and whatever is still missing goes where the rest already is.
    let other = try HubSource(repository: "openai-community/gpt2", settings: hub.settings())
    #expect(try other.files(for: .configuration)[0].path == files[0].path)
    #expect(try other.files(for: .weights)[0].path.contains("/models--gpt2/"))
    let offline = try HubSource(repository: "openai-community/gpt2", settings: hub.settings(offline: true))
    #expect(try offline.files(for: .configuration)[0].path == files[0].path)
  }

  @Test func otherRevisions() throws {
    let hub = try TestHub()
    let source = try HubSource(repository: "example/tiny", revision: "refs/pr/1", settings: hub.settings())
    _ = try source.files(for: .configuration)
    let reference = hub.cache + "/models--example--tiny/refs/refs/pr/1"
    #expect(try String(contentsOfFile: reference, encoding: .utf8) == TestHub.commit)
    #expect(throws: ModelSourcesError.revisionNotFound(repository: "example/tiny", revision: "none")) {
      try HubSource(repository: "example/tiny", revision: "none", settings: hub.settings()).files(for: .configuration)
    }
  }

  @Test func tokenStaysWithTheHub() throws {
    let hub = try TestHub()
    let settings = try hub.settings(token: "hf_secret")
    let source = try HubSource(repository: "example/gated", settings: settings)
    _ = try source.files(for: .weights)
    let requests = try hub.requests()
    #expect(requests.contains { $0.server == "store" })
    for request in requests {
      #expect(request.authorization == (request.server == "hub" ? "Bearer hf_secret" : nil))
    }
  }

  @Test func tokenIsGoneOnceTheWayHasLeftTheHub() throws {
    // The store sends us back to the hub: whoever wrote that redirect must not make us show the token.
    let back = "HUB/example/gated/resolve/main/config.json"
    let hub = try TestHub(faults: [["server": "store", "do": "redirect", "to": back, "times": -1]])
    let source = try HubSource(repository: "example/gated", settings: hub.settings(token: "hf_secret"))
    let error = #expect(throws: ModelSourcesError.self) { try source.files(for: .weights) }
    guard case .refused(let refusal) = error, refusal.status == 401, refusal.asker == .otherHost else {
      Issue.record("\(String(describing: error))")
      return
    }
    let requests = try hub.requests()
    #expect(requests.last?.method == "GET")
    #expect(requests.last?.server == "hub")
    #expect(requests.last?.authorization == nil)
  }

  @Test func closedRepositories() throws {
    let hub = try TestHub()
    for token in [nil, "hf_wrong"] {
      let settings = try hub.settings(token: token)
      for name in ["example/gated", "example/private", "example/none"] {
        let error = #expect(throws: ModelSourcesError.self) {
          try HubSource(repository: name, settings: settings).files(for: .configuration)
        }
        switch error {
        case .gated("example/gated", hub.endpoint, let refusal), .repositoryNotFound(name, hub.endpoint, let refusal):
          #expect(refusal.asker.showedToken == (token != nil) && !refusal.reason.isEmpty)
        default: Issue.record("\(String(describing: error))")
        }
        #expect(error?.description.contains("hf_wrong") == false)
      }
    }
  }

  @Test func reachability() throws {
    let hub = try TestHub()
    let settings = try hub.settings()
    #expect(try HubSource(repository: "gpt2", settings: settings).isReachable(timeout: 2))
    #expect(try !HubSource(repository: "gpt2", settings: hub.settings(offline: true)).isReachable(timeout: 2))
    #expect(try hub.requests().count == 1)
    hub.stop()
    #expect(try !HubSource(repository: "gpt2", settings: settings).isReachable(timeout: 2))
  }

  @Test func progressEndsWithTheWholeFile() throws {
    let hub = try TestHub()
    let log = EventLog()
    let source = try HubSource(repository: "example/tiny", settings: hub.settings())
    _ = try source.files(for: .weights, progress: log.progress)
    #expect(log.last?.stage == "model.safetensors" && log.last?.done == 368 && log.last?.total == 368)
  }
}
