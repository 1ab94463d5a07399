import Foundation
import ModelSources
import TestSupport
import Testing

/// What a person is told when a server says no: its own reason, which token was shown, and what to do.
@Suite(.enabled(if: TestHub.isAvailable, "python3 is missing")) struct HubRefusalTests {
  /// The error's text for a hub that answers with `fault` for ever.
  private func text(_ fault: [String: Any], token: String? = nil) throws -> String {
    let hub = try TestHub(faults: [fault.merging(["do": "status", "times": -1]) { $1 }])
    var settings = try hub.settings(token: token)
    settings.retries = 1
    let error = #expect(throws: ModelSourcesError.self) {
      try HubSource(repository: "example/tiny", settings: settings).files(for: .weights)
    }
    return error?.description ?? ""
  }

  @Test(arguments: [401, 403, 404, 407, 429, 451, 500, 503])
  func everyStatusHasTheServersReasonAndTheToken(status: Int) throws {
    let headers = ["X-Error-Message": "closed for lunch", "X-Error-Code": "Lunch"]
    for token in [nil, "hf_secret"] {
      let text = try text(["status": status, "headers": headers], token: token)
      #expect(status == 401 || text.contains("status \(status)"), "\(text)")
      #expect(text.contains("closed for lunch (Lunch)"), "\(text)")
      #expect(text.contains(token == nil ? "without a token (HF_TOKEN is not set" : "with the token that was given"))
      #expect(!text.contains("hf_secret"))
    }
  }

  @Test(arguments: [
    (#"{"error": "quota is used up"}"#, "quota is used up"), (#"{"message": "not today"}"#, "not today"),
    ("<Error><Code>X</Code><Message>Request has expired</Message></Error>", "Request has expired"),
    ("plain words\nmore", "plain words"), (#"{"error": {"#, nil), ("<html>a page</html>", nil), ("", nil),
  ])
  func reasonInTheBody(body: String, reason: String?) throws {
    // Asked for with HEAD first, whose answer has no body.
    let fromHub = try self.text(["server": "hub", "status": 451, "body": body])
    #expect(fromHub.contains("status 451" + (reason.map { ": " + $0 } ?? "; ")), "\(fromHub)")
    let text = try text(["server": "store", "method": "GET", "status": 451, "body": body])
    #expect(text.contains("status 451" + (reason.map { ": " + $0 } ?? "; ")), "\(text)")
  }

  @Test func aTokenThatExpiredIsNamedAndWhetherItIsNeeded() throws {
    let hub = try TestHub(more: ["refuses_unknown_tokens": true])
    let folder = try TemporaryFolder()
    try folder.write("token", "hf_expired")
    let origins: [([String: String], TokenOrigin)] = [
      (["HF_TOKEN": "hf_expired"], .variable("HF_TOKEN")),
      (["HUGGING_FACE_HUB_TOKEN": "hf_expired"], .variable("HUGGING_FACE_HUB_TOKEN")),
      (["HF_HOME": folder.path], .file(path: folder.path + "/token", variable: nil)),
      (["HF_TOKEN_PATH": folder.path + "/token"], .file(path: folder.path + "/token", variable: "HF_TOKEN_PATH")),
    ]
    for (environment, origin) in origins {
      let settings = try HubSettings(cacheDirectory: hub.cache, endpoint: hub.endpoint) { environment[$0] }
      for (model, works) in [("example/tiny", true), ("example/gated", false)] {
        let error = #expect(throws: ModelSourcesError.self) {
          try HubSource(repository: model, settings: settings).files(for: .configuration)
        }
        guard case .refused(let refusal) = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
        #expect(refusal.status == 401 && refusal.asker == .token(origin, worksWithout: works))
        let text = refusal.description
        #expect(text.contains("\(origin)") && !text.contains("hf_expired"), "\(text)")
        #expect(text.contains("without it the same request is answered") == works, "\(text)")
      }
    }
    // Asked once more without the token, and no oftener.
    #expect(try hub.requests().filter { $0.authorization == nil }.count == origins.count * 2)
  }

  @Test func aTokenThatIsKeptBackIsSaid() throws {
    let hub = try TestHub()
    let environment = ["HF_TOKEN": "hf_secret", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"]
    let settings = try HubSettings(cacheDirectory: hub.cache, endpoint: hub.endpoint) { environment[$0] }
    let error = #expect(throws: ModelSourcesError.self) {
      try HubSource(repository: "example/gated", settings: settings).files(for: .configuration)
    }
    #expect(error?.description.contains("HF_HUB_DISABLE_IMPLICIT_TOKEN keeps it back") == true)
  }

  /// As huggingface_hub does, whatever the hub says: access that was taken back leaves what is here.
  @Test(arguments: [401, 403, 404, 451, 500]) func whatIsCachedIsUsedWhenTheHubSaysNo(status: Int) throws {
    let hub = try TestHub(faults: [["do": "status", "status": status, "times": -1, "skip": 3]])
    let first = try HubSource(repository: "example/tiny", settings: hub.settings())
    let path = try first.files(for: .configuration)[0].path
    let log = EventLog()
    let second = try HubSource(repository: "example/tiny", settings: hub.settings())
    #expect(try second.files(for: .configuration, progress: log.progress)[0].path == path)
    #expect(
      log.notices.contains { $0.contains("as it was cached") && $0.contains("status \(status)") } || status == 401)
    #expect(log.notices.count == 1)
  }

  @Test(arguments: [429, 503]) func aServerThatAsksToWaitIsGivenItsTime(status: Int) throws {
    let waits: [[String: String]] = [
      ["Retry-After": "1"],
      ["Retry-After": "Wed, 21 Oct 2015 07:28:01 GMT", "Date": "Wed, 21 Oct 2015 07:28:00 GMT"],
    ]
    for headers in waits + (status == 429 ? [["RateLimit": #""api";r=0;t=1"#]] : []) {
      for server in ["hub", "store"] {
        let hub = try TestHub(faults: [
          ["server": server, "do": "status", "status": status, "headers": headers]
        ])
        let log = EventLog()
        let start = ContinuousClock.now
        _ = try HubSource(repository: "example/tiny", settings: hub.settings()).files(
          for: .weights, progress: log.progress)
        #expect(ContinuousClock.now - start >= .seconds(1), "\(headers)")
        #expect(
          log.notices.contains { $0.contains("status \(status)") && $0.contains("waiting 1 s") }, "\(log.notices)")
      }
    }
  }

  @Test(arguments: ["3600", "Fri, 31 Dec 9999 23:59:59 GMT"]) func nobodyWaitsForHours(wait: String) throws {
    let start = ContinuousClock.now
    let text = try text(["status": 429, "headers": ["Retry-After": wait]])
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(text.contains("asks to wait"), "\(text)")
  }

  @Test(arguments: ["-5", "soon", "", "99999999999999999999"]) func nonsenseIsNoWait(wait: String) throws {
    let hub = try TestHub(faults: [["do": "status", "status": 503, "headers": ["Retry-After": wait]]])
    #expect(try HubSource(repository: "example/tiny", settings: hub.settings()).files(for: .weights).count == 1)
  }
}
