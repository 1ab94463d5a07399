import Foundation
import ModelSources
import TestSupport
import Work

/// A model hub on this machine, for one test: Tests/HubServer/hub_server.py in a process of its own.
final class TestHub: @unchecked Sendable {
  // SAFETY: everything is set in init; the process ends with the object.
  static let commit = String(repeating: "1", count: 40)
  static let shards = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
  static let shardedCommit = String(repeating: "2", count: 40)
  static let ggufCommit = String(repeating: "3", count: 40)

  let endpoint: String
  let store: String
  let folder: TemporaryFolder
  private let process = Process()
  private let input = Pipe()
  private let hasEnded = DispatchSemaphore(value: 0)

  /// Whether python3 is there; without it the tests of the network are skipped, and say so.
  static let isAvailable: Bool = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/python3") }
    if !found { print("SKIPPED: the tests of the model hub need python3, which is not here") }
    // Requests to this machine must not go through anybody's proxy.
    setenv("no_proxy", "127.0.0.1,localhost", 1)
    setenv("NO_PROXY", "127.0.0.1,localhost", 1)
    return found
  }()

  /// Starts a hub with the three small models of Tests/Fixtures/hub/models.
  init(faults: [[String: Any]] = [], more: [String: Any] = [:]) throws {
    folder = try TemporaryFolder()
    let scenario = folder.path + "/scenario.json"
    let data = try JSONSerialization.data(withJSONObject: Self.scenario(faults: faults, more: more))
    try data.write(to: URL(fileURLWithPath: scenario))
    try folder.write("log.jsonl", "")
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("HubServer/hub_server.py").path
    process.arguments = ["python3", "-E", "-S", script, scenario, folder.path + "/log.jsonl"]
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.terminationHandler = { [hasEnded] _ in hasEnded.signal() }
    try process.run()
    var line = Data()
    while !line.contains(0x0A) {
      let piece = output.fileHandleForReading.availableData
      guard !piece.isEmpty else { throw Failure.serverDidNotStart }
      line += piece
    }
    let addresses = try JSONDecoder().decode([String: String].self, from: line)
    endpoint = addresses["hub"] ?? ""
    store = addresses["store"] ?? ""
  }

  enum Failure: Error { case serverDidNotStart }

  deinit { stop() }

  /// Ends the server: from now on the hub cannot be reached.
  func stop() {
    guard process.isRunning else { return }
    // Not SIGTERM: a process started from one of Dispatch's threads is born with most signals blocked.
    kill(process.processIdentifier, SIGKILL)
    _ = hasEnded.wait(timeout: .now() + 5)
  }

  /// Settings for this hub and a cache folder of the test's own, without looking at the environment.
  func settings(cache: String? = nil, offline: Bool = false, token: String? = nil) throws -> HubSettings {
    var settings = try HubSettings(
      cacheDirectory: cache ?? self.cache, endpoint: endpoint, offline: offline, token: token, environment: { _ in nil }
    )
    settings.retryDelay = 0.005
    return settings
  }

  var cache: String { folder.path + "/cache" }

  /// One request that the server saw.
  struct Request: Decodable, Equatable {
    var server: String
    var method: String
    var path: String
    var status: Int?
    var authorization: String?
    var range: String?
    var ifRange: String?

    enum CodingKeys: String, CodingKey {
      case server, method, path, status, authorization, range
      case ifRange = "if_range"
    }
  }

  /// The requests so far.
  func requests() throws -> [Request] {
    let text = try String(contentsOfFile: folder.path + "/log.jsonl", encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
  }

  /// The requests so far as `HEAD config.json`, the repository, the commit and the query left out.
  func requestNames() throws -> [String] {
    try requests().map { request in
      let path = request.path.split(separator: "?").first.map(String.init) ?? ""
      let decoded = path.removingPercentEncoding ?? path
      return "\(request.method) \(decoded.split(separator: "/").last ?? "")"
    }
  }

  private static func scenario(faults: [[String: Any]], more: [String: Any]) -> [String: Any] {
    let models = Fixture.path("hub/models")
    func repository(_ name: String, _ commit: String, access: String = "public") -> [String: Any] {
      ["commits": [commit: "\(models)/\(name)"], "refs": ["main": commit, "refs/pr/1": commit], "access": access]
    }
    let repositories: [String: Any] = [
      "example/tiny": repository("tiny", commit),
      "openai-community/gpt2": repository("tiny", commit),
      "example/sharded": repository("sharded", shardedCommit),
      "example/gguf": repository("gguf", ggufCommit),
      "example/gated": repository("tiny", commit, access: "gated"),
      "example/private": repository("tiny", commit, access: "private"),
    ]
    let base: [String: Any] = [
      "repositories": repositories, "renamed": ["gpt2": "openai-community/gpt2"], "token": "hf_secret",
      "faults": faults,
    ]
    return base.merging(more) { _, new in new }
  }
}

/// What a source told while it fetched.
final class EventLog: @unchecked Sendable {
  // SAFETY: guarded by the lock.
  private let lock = NSLock()
  private var toldSteps: [WorkProgress.Step] = []
  private var toldNotices: [String] = []

  /// What the source tells.
  var progress: WorkProgress {
    WorkProgress(noted: { text in self.lock.withLock { self.toldNotices.append(text) } }) { step in
      self.lock.withLock { self.toldSteps.append(step) }
    }
  }

  var last: WorkProgress.Step? { lock.withLock { toldSteps.last } }

  var notices: [String] { lock.withLock { toldNotices } }
}

/// Everything below a folder, as Scripts/parity/hub.py lists it.
struct CacheTree: Decodable {
  struct Entry: Decodable, Equatable {
    var path: String
    var link: String?
    var bytes: String?
  }

  var entries: [Entry]

  /// Lists `folder`; links are not followed.
  init(folder: String) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    entries = try names.compactMap { name in
      let path = folder + "/" + name
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
        return Entry(path: name, link: target)
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
        return nil
      }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      return Entry(path: name, bytes: name == "CACHEDIR.TAG" ? "" : bytes.hexadecimal)
    }
    .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Makes the files and links in `folder`.
  func write(to folder: String) throws {
    for entry in entries {
      let url = URL(fileURLWithPath: folder + "/" + entry.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      if let link = entry.link {
        try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: link)
      } else {
        try Data(hexadecimal: entry.bytes ?? "").write(to: url)
      }
    }
  }
}

extension Data {
  fileprivate var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  fileprivate init(hexadecimal text: String) {
    let digits = Array(text.utf8)
    self.init(
      stride(from: 0, to: digits.count - 1, by: 2).compactMap {
        UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
      })
  }
}
