import ByteFiles
import Foundation
import TestSupport
import Testing

@testable import Explorer

/// Requests that mean no good, and models that do.
struct SecurityTests {
  @Test(arguments: [
    "/page/../index.html", "/page/..%2findex.html", "/page/%2e%2e/%2e%2e/etc/passwd", "/page/%2E%2E%2Fsecret",
    "/page/..%5c..%5cetc", "/page/\\..\\etc", "/page//etc/passwd", "//etc/passwd", "/page/%00", "/page/a%00.js",
    "/page/%c0%ae%c0%ae/x", "/page/%", "/page/%2", "/page/%zz", "/page/./start.js", "/page/%2e/start.js", "etc/passwd",
    "http://127.0.0.1/page/app.js", "*", "", "/page/%ff", "/page/%ed%a0%80", "/page/%0a", "/page/%7f",
    "/api/results/../explorer.json", "/page/app.js/", "/?x=%", "/?%ff=1",
  ])
  func noPathLeadsElsewhere(target: String) throws {
    let explorer = try Explored.explorer([Explored.gpt2])
    let reply = explorer.get(target)
    #expect(reply.status == 400, "\(target): \(reply.status)")
    #expect(!reply.text.contains("root:"))
  }

  @Test(arguments: ["/page/%252e%252e/x", "/page/..;/x", "/page/...", "/page/app.js%3f", "/page/~root", "/page/C:"])
  func namesThatOnlyLookSoAreNames(target: String) throws {
    #expect(try Explored.explorer([Explored.gpt2]).get(target).status == 404)
  }

  @Test func anEscapedNameIsTheName() throws {
    let explorer = try Explored.explorer([Explored.gpt2])
    #expect(explorer.get("/%61pi/explorer.json").bytes == explorer.get("/api/explorer.json").bytes)
    #expect(explorer.get("/api/explorer.json?x=1#").status == 200)
  }

  @Test func onlyKnownHostsAreAnswered() {
    let own = AllowedHosts(given: "127.0.0.1", port: 8470)
    for host in ["127.0.0.1:8470", "localhost:8470", "LOCALHOST:8470", "[::1]:8470"] {
      #expect(own.allows(host), "\(host)")
    }
    for host in [
      nil, "", "evil.example:8470", "127.0.0.1", "localhost", "127.0.0.1:80", "127.0.0.1:8471",
      "localhost.evil.example:8470",
      "127.0.0.1.evil.example:8470", "evil.example:8470@127.0.0.1:8470", "127.0.0.1:8470.evil.example", "[::1]",
      "0.0.0.0:8470", "127.0.0.1:", "127.0.0.1:08470x", "127.1:8470", "2130706433:8470", "localhost:8470:8470",
      "user@localhost:8470",
    ] {
      #expect(!own.allows(host), "\(host ?? "none")")
    }
    #expect(AllowedHosts(given: "127.0.0.1", port: 80).allows("localhost"))
    #expect(AllowedHosts(given: "lab.example", port: 9000).allows("lab.example:9000"))
    let open = AllowedHosts(given: "0.0.0.0", port: 9000)
    #expect(open.allows("192.168.1.7:9000") && open.allows("[fe80::1]:9000") && !open.allows("evil.example:9000"))
  }

  @Test(arguments: [
    [("Origin", "http://evil.example")], [("Origin", "null")], [("Sec-Fetch-Site", "cross-site")],
    [("Sec-Fetch-Site", "same-site")], [("Origin", "https://127.0.0.1:8470")], [("Origin", "http://127.0.0.1:9")],
    [("Origin", "http://127.0.0.1:8470"), ("Origin", "http://evil.example")], [("Sec-Fetch-Site", "none")],
  ])
  func otherSitesStartNothing(headers: [(String, String)]) throws {
    let explorer = try Explored.explorer([Explored.gpt2])
    let host: [(name: String, value: String)] = [("Host", "127.0.0.1:8470")]
    let others = headers.map { (name: $0.0, value: $0.1) }
    #expect(explorer.post("/api/studies/stats", #"{"models":[0]}"#, headers: host + others).status == 403)
    #expect(explorer.post("/api/tokenize", #"{"text":"a","models":[0]}"#, headers: host + others).status == 403)
    #expect(explorer.answer(Request("DELETE", "/api/jobs/1.json", headers: host + others)).status == 403)
    #expect(explorer.get("/api/results.json").text == "[]")
  }

  @Test func formsOfOtherSitesAreNoJSON() throws {
    let explorer = try Explored.explorer([Explored.gpt2])
    for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonx"] {
      let request = Request(
        "POST", "/api/studies/stats", headers: [("Content-Type", type)], body: Array(#"{"models":[0]}"#.utf8))
      #expect(explorer.answer(request).status == 415, "\(type)")
    }
    let own: [(name: String, value: String)] = [
      ("Host", "127.0.0.1:8470"), ("Origin", "http://127.0.0.1:8470"), ("Sec-Fetch-Site", "same-origin"),
    ]
    #expect(explorer.post("/api/studies/stats", #"{"models":[0]}"#, headers: own).status == 202)
  }

  @Test func tokensThatAreMarkupAreText() throws {
    let folder = try TemporaryFolder()
    let words = [
      "[UNK]", "<script>alert(1)</script>", "\" onload=\"x", "a\u{202E}b", "nul\u{0}", "</pre>", "&amp;",
      "esc\u{1B}[31m", "'x'", "e\u{301}",
    ]
    try folder.write("vocab.txt", words.joined(separator: "\n") + "\n")
    try folder.write("config.json", #"{"model_type":"bert","vocab_size":\#(words.count)}"#)
    try folder.write(
      "model.safetensors",
      SafetensorsWriter.matrix("embeddings.word_embeddings.weight", rows: words.count, columns: 4) {
        Float(($0 * 7 + $1 * 3) % 5) + 0.5
      })
    let explorer = try Explored.explorer([folder.path])
    for name in ["tokens.txt", "raw.txt"] {
      let text = explorer.get("/api/models/0/\(name)")
      #expect(text.header("Content-Type") == "text/plain; charset=utf-8")
      #expect(text.text.split(separator: "\n", omittingEmptySubsequences: false).count == words.count + 1)
      for hidden in ["\u{202E}", "\u{0}", "\u{1B}"] {
        #expect(!text.text.unicodeScalars.contains { String($0) == hidden })
      }
    }
    let key = try explorer.ask("neighbors", #"{"models":[0],"values":{"id":["1","2","3","4"],"k":["9"]}}"#)
    let html = explorer.get("/api/results/\(key)/blocks.html").text
    #expect(html.contains("&lt;script&gt;") && !html.contains("<script") && !html.contains("onload=\""))
    #expect(!html.unicodeScalars.contains { $0.value == 0 || $0.value == 0x1B || $0.value == 0x202E })
    for name in ["result.json"] {
      let json = explorer.get("/api/results/\(key)/\(name)").text
      #expect(!json.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0 })
    }
  }
}
