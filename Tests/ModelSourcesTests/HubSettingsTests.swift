import ModelSources
import TestSupport
import Testing

@Suite struct HubSettingsTests {
  private func settings(_ environment: [String: String], token: String? = nil) throws -> HubSettings {
    try HubSettings(token: token) { environment[$0] }
  }

  @Test func cacheFolderInOrderOfPrecedence() throws {
    var environment = ["HOME": "/home/me"]
    #expect(try settings(environment).cacheDirectory == "/home/me/.cache/huggingface/hub")
    environment["XDG_CACHE_HOME"] = "/xdg"
    #expect(try settings(environment).cacheDirectory == "/xdg/huggingface/hub")
    environment["HF_HOME"] = "~/hf"
    #expect(try settings(environment).cacheDirectory == "/home/me/hf/hub")
    environment["HF_HUB_CACHE"] = "$HOME/a/${USER}/$NONE"
    environment["USER"] = "me"
    #expect(try settings(environment).cacheDirectory == "/home/me/a/me/$NONE")
    #expect(try HubSettings(cacheDirectory: "/option") { environment[$0] }.cacheDirectory == "/option")
    #expect(try settings(["HOME": "/h", "HF_HUB_CACHE": ""]).cacheDirectory == "/h/.cache/huggingface/hub")
  }

  @Test(arguments: ["1", "ON", "yes", "True"])
  func offline(_ value: String) throws {
    #expect(try settings(["HF_HUB_OFFLINE": value]).isOffline)
    #expect(try settings(["TRANSFORMERS_OFFLINE": value]).isOffline)
  }

  @Test func notOffline() throws {
    #expect(try !settings([:]).isOffline)
    #expect(try !settings(["HF_HUB_OFFLINE": "0", "TRANSFORMERS_OFFLINE": "1"]).isOffline)
    #expect(try !settings(["HF_HUB_OFFLINE": "no"]).isOffline)
    #expect(try HubSettings(offline: true) { _ in nil }.isOffline)
  }

  @Test func tokenInOrderOfPrecedence() throws {
    let folder = try TemporaryFolder()
    try folder.write("token", " hf_file\n")
    try folder.write("other", "hf_other")
    var environment = ["HF_HOME": folder.path]
    #expect(try settings(environment).token == "hf_file")
    environment["HF_TOKEN_PATH"] = folder.path + "/other"
    #expect(try settings(environment).token == "hf_other")
    environment["HF_TOKEN"] = "hf_variable\r\n"
    #expect(try settings(environment).token == "hf_variable")
    #expect(try settings(environment, token: "hf_option").token == "hf_option")
    environment["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "1"
    #expect(try settings(environment).token == nil)
    #expect(try settings([:]).token == nil)
  }

  @Test(arguments: ["a b", "a\nX-Injected: 1", "a\u{0}", "é"])
  func refusesTokensThatWouldBreakTheHeader(_ token: String) {
    let error = #expect(throws: ModelSourcesError.self) { try settings(["HF_TOKEN": token]) }
    #expect(error?.description.contains(token) == false)
  }

  @Test func endpoint() throws {
    #expect(try settings([:]).endpoint == HubSettings.defaultEndpoint)
    #expect(try settings(["HF_ENDPOINT": "http://mirror.test:8080/hub//"]).endpoint == "http://mirror.test:8080/hub")
    for wrong in ["ftp://x", "x", "file:///etc", "http://", "https://a?b", "https://user:password@host"] {
      #expect(throws: ModelSourcesError.self) { try settings(["HF_ENDPOINT": wrong]) }
    }
  }
}
