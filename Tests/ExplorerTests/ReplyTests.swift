import ByteFiles
import Testing
import TestSupport

@testable import Explorer

/// How an answer is fitted to what a browser has and takes.
struct ReplyTests {
  private let explorer: Explorer

  init() throws { explorer = try Explored.explorer() }

  @Test func everyAnswerIsGuarded() throws {
    for reply in [
      explorer.get("/"), explorer.get("/api/explorer.json"), explorer.get("/api/models/0/rows/1.bin"),
      explorer.get("/x"),
      explorer.get("/%00"), explorer.answer(Request("TRACE", "/")),
    ] {
      #expect(reply.header("X-Content-Type-Options") == "nosniff")
      #expect(reply.header("Referrer-Policy") == "no-referrer")
      #expect(reply.header("Cache-Control") == "no-cache")
      #expect(reply.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
      #expect(reply.header("Content-Security-Policy")?.contains("unsafe-eval") == false)
    }
    #expect(explorer.get("/").header("Content-Security-Policy")?.contains("unsafe") == false)
  }

  @Test func whatTheBrowserHasIsNotSentAgain() throws {
    let first = explorer.get("/api/models/0/tokens.txt")
    let tag = try #require(first.header("ETag"))
    #expect(tag.hasPrefix("\"") && !tag.hasPrefix("W/"))
    for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
      let again = explorer.get("/api/models/0/tokens.txt", headers: [("If-None-Match", known)])
      #expect(again.status == 304 && again.bytes.isEmpty && again.header("ETag") == tag)
    }
    #expect(explorer.get("/api/models/0/tokens.txt", headers: [("If-None-Match", "\"other\"")]).status == 200)
    #expect(explorer.get("/api/models/1/tokens.txt").header("ETag") != tag)
  }

  @Test func textIsSentInGzipWhereItIsTaken() throws {
    let plain = explorer.get("/api/explorer.json")
    let packed = explorer.get("/api/explorer.json", headers: [("Accept-Encoding", "br;q=1, gzip")])
    #expect(plain.header("Content-Encoding") == nil && packed.header("Content-Encoding") == "gzip")
    #expect(packed.bytes.count < plain.bytes.count / 2)
    #expect(packed.bytes.starts(with: [0x1F, 0x8B]))
    #expect(packed.header("ETag") != plain.header("ETag"))
    #expect(packed.header("Vary") == "Accept-Encoding" && plain.header("Vary") == "Accept-Encoding")
    for header in ["gzip;q=0", "identity", "*;q=0", ""] {
      let reply = explorer.get("/api/explorer.json", headers: [("Accept-Encoding", header)])
      #expect(reply.header("Content-Encoding") == nil, "\(header)")
    }
    #expect(
      explorer.get("/api/models/0/rows/1.bin", headers: [("Accept-Encoding", "gzip")]).header("Content-Encoding") == nil
    )
  }

  @Test(arguments: [
    ("bytes=0-3", ByteRange.part(0..<4)), ("bytes=4-", .part(4..<10)), ("bytes=-3", .part(7..<10)),
    ("bytes=-100", .part(0..<10)), ("bytes=9-100", .part(9..<10)), ("bytes=10-", .unsatisfiable),
    ("bytes=-0", .unsatisfiable), ("bytes=5-4", .whole), ("bytes=0-1,3-4", .whole), ("bytes=a-b", .whole),
    ("bytes=--1", .whole), ("items=0-1", .whole), ("bytes=", .whole), ("bytes=-", .whole),
    ("bytes=0-99999999999999999999999", .part(0..<10)), ("bytes=99999999999999999999-", .unsatisfiable),
  ])
  func rangesAreRead(header: String, expected: ByteRange) {
    #expect(ByteRange(header, count: 10) == expected)
  }

  @Test func partsOfArraysAreSent() throws {
    let path = "/api/models/0/rows/1.bin"
    let whole = explorer.get(path)
    let part = explorer.get(path, headers: [("Range", "bytes=4-7")])
    #expect(part.status == 206 && part.bytes == Array(whole.bytes[4..<8]))
    #expect(part.header("Content-Range") == "bytes 4-7/\(whole.bytes.count)")
    let beyond = explorer.get(path, headers: [("Range", "bytes=100000-")])
    #expect(beyond.status == 416 && beyond.header("Content-Range") == "bytes */\(whole.bytes.count)")
    let tag = try #require(whole.header("ETag"))
    #expect(explorer.get(path, headers: [("Range", "bytes=4-7"), ("If-Range", tag)]).status == 206)
    #expect(explorer.get(path, headers: [("Range", "bytes=4-7"), ("If-Range", "\"x\"")]).status == 200)
  }

  @Test func gzipIsWhatItWas() throws {
    let text = (0..<4_000).map { "line \($0 % 37)" }.joined(separator: "\n")
    let packed = try #require(Content(.text, text).gzip)
    let folder = try TemporaryFolder()
    let path = try folder.write("text.gz", packed.withUnsafeBytes { Array($0) })
    let run = try Tool.run(["-dc", path], program: "/bin/gzip")
    #expect(run.output == text)
    #expect(Content(.binary, text).gzip == nil && Content(.text, "short").gzip == nil)
  }
}
