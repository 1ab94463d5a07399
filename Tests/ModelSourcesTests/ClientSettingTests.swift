import Testing

@testable import ModelSources

/// What libcurl refuses to be set to keeps the request from being sent.
@Suite struct ClientSettingTests {
  @Test func aSettingThatFailsStopsTheRequest() throws {
    // Nothing listens there; libcurl takes no text of more than eight megabytes.
    let address = try #require(WebAddress("http://127.0.0.1:9/"))
    let client = HTTPClient(userAgent: String(repeating: "a", count: 8_100_000))
    let error = #expect(throws: ModelSourcesError.self) {
      try client.perform(HTTPRequest(method: .get, address: address)) { _, _ in }
    }
    guard case .unusableClient = error else {
      Issue.record("expected that nothing was sent, found \(error.map { "\($0)".prefix(200) } ?? "no error")")
      return
    }
  }
}
