import Dispatch
import Foundation
import Testing
import Work

@testable import Explorer

/// The server as browsers, and others, meet it: over real sockets.
@Suite(.serialized) struct ServerTests {
  /// A server on any port, and an explorer of one small model.
  private func serve(
    _ change: (inout HTTPServer.Limits) -> Void = { _ in }
  ) throws -> (server: ExplorerServer, explorer: Explorer) {
    var limits = HTTPServer.Limits()
    change(&limits)
    let explorer = try Explored.explorer([Explored.gpt2])
    return (try ExplorerServer(explorer, at: .init(port: 0), limits: limits), explorer)
  }

  private func head(_ server: ExplorerServer, _ line: String, _ more: String = "") -> String {
    "\(line) HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\(more)\r\n"
  }

  @Test func oneConnectionAnswersManyRequests() throws {
    let (server, explorer) = try serve()
    defer { server.stop() }
    let wire = try #require(Wire(port: server.port))
    for path in ["/", "/api/explorer.json", "/api/models/0/tokens.txt", "/api/models/0/rows/3.bin", "/nothing"] {
      wire.send(head(server, "GET \(path)"))
      let (head, body) = wire.readAnswer()
      let expected = explorer.get(path)
      #expect(head.hasPrefix("HTTP/1.1 \(expected.status) "), "\(head)")
      #expect(body == expected.bytes)
    }
  }

  @Test func aHEADIsAGETWithoutItsBody() throws {
    let (server, explorer) = try serve()
    defer { server.stop() }
    let wire = try #require(Wire(port: server.port))
    let path = "/api/models/0/tokens.txt"
    wire.send(head(server, "HEAD \(path)"))
    let (text, _) = wire.readAnswer(hasBody: false)
    #expect(text.lowercased().contains("content-length: \(explorer.get(path).bytes.count)\r\n"))
    // The next answer follows at once: no body was sent.
    wire.send(head(server, "GET /api/models/0/rows/3.bin", "Range: bytes=4-7\r\n"))
    let (part, bytes) = wire.readAnswer()
    #expect(part.hasPrefix("HTTP/1.1 206 ") && bytes == Array(explorer.get("/api/models/0/rows/3.bin").bytes[4..<8]))
  }

  @Test func anotherHostGetsNothing() throws {
    let (server, _) = try serve()
    defer { server.stop() }
    for host in [
      "Host: evil.example\r\n", "Host: evil.example:\(server.port)\r\n", "",
      "Host: 127.0.0.1:\(server.port)\r\nHost: evil.example\r\n",
    ] {
      let wire = try #require(Wire(port: server.port))
      wire.send("GET /api/explorer.json HTTP/1.1\r\n\(host)Connection: close\r\n\r\n")
      let answer = wire.readAll()
      #expect(
        !answer.contains("tiny-gpt2") && (answer.contains(" 403 ") || answer.contains(" 400 ")), "\(answer.prefix(80))")
    }
  }

  @Test func whatIsTooLargeIsRefusedUnread() throws {
    let (server, explorer) = try serve()
    defer { server.stop() }
    let wire = try #require(Wire(port: server.port))
    wire.send(head(server, "POST /api/tokenize", "Content-Type: application/json\r\nContent-Length: 2000000000\r\n"))
    #expect(wire.readAll().hasPrefix("HTTP/1.1 413 "))
    // Without a length before it, as it comes.
    let chunked = try #require(Wire(port: server.port))
    chunked.send(head(server, "POST /api/tokenize", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"))
    let chunk = "10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n"
    for _ in 0..<40 where !chunked.send(chunk) { break }
    let answer = chunked.readAll()
    #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 413 "), "\(answer.prefix(60))")
    let long = try #require(Wire(port: server.port))
    long.send(head(server, "GET /\(String(repeating: "a", count: 60_000))", "Connection: close\r\n"))
    let refused = long.readAll()
    #expect(refused.isEmpty || refused.hasPrefix("HTTP/1.1 4"), "\(refused.prefix(60))")
    #expect(explorer.get("/").status == 200 && answers(server))
  }

  @Test func whatIsNoHTTPDisturbsNobody() throws {
    let (server, _) = try serve()
    defer { server.stop() }
    for bytes: [UInt8] in [
      [0], [0x16, 0x03, 0x01, 0x02, 0x00], Array("GET\r\n\r\n".utf8), Array("\r\n\r\n\r\n".utf8),
      Array("GET / HTTP/9.9\r\n\r\n".utf8), Array("GET /\u{0} HTTP/1.1\r\nHost: x\r\n\r\n".utf8),
      [UInt8](repeating: 0xFF, count: 100_000), Array("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n".utf8),
      Array("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n".utf8),
      Array("GET / HTTP/1.1\r\n: x\r\nHost\r\n\r\n".utf8),
    ] {
      let wire = try #require(Wire(port: server.port))
      wire.send(bytes)
    }
    #expect(answers(server))
  }

  @Test func slowClientsAreSentAway() throws {
    let (server, _) = try serve { limits in
      limits.requestSeconds = 0.4
      limits.idleSeconds = 30
    }
    defer { server.stop() }
    let clock = ContinuousClock()
    let start = clock.now
    // One that sends nothing, one half a request, one a byte now and then.
    let silent = try #require(Wire(port: server.port))
    let half = try #require(Wire(port: server.port))
    half.send("POST /api/tokenize HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nContent-Length: 50\r\n\r\n{\"te")
    let trickle = try #require(Wire(port: server.port))
    for byte in "GET / HTTP/1.1\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".utf8 {
      if !trickle.send([byte]) { break }
      usleep(30_000)
    }
    #expect(!trickle.readAll().contains(" 200 ") && !half.readAll().contains(" 200 ") && silent.readAll().isEmpty)
    #expect(clock.now - start < .seconds(10))
    #expect(answers(server))
  }

  @Test func whoNeverTakesTheAnswerIsSentAway() throws {
    let (server, _) = try serve { limits in
      limits.answerSeconds = 0.4
      limits.idleSeconds = 30
    }
    defer { server.stop() }
    let wire = try #require(Wire(port: server.port))
    // More than the system keeps on the way: the answer cannot be sent to its end.
    for _ in 0..<400 where !wire.send(head(server, "GET /api/models/0/matrix/index/0/0/0.bin")) { break }
    usleep(1_500_000)
    let taken = wire.readAll()
    #expect(taken.ranges(of: "HTTP/1.1 200").count < 400)
    #expect(answers(server))
  }

  @Test func tenThousandConnectionsAreSurvived() throws {
    let (server, _) = try serve { $0.requestSeconds = 2 }
    defer { server.stop() }
    var held: [Wire] = []
    for number in 0..<10_000 {
      if let wire = Wire(port: server.port), number < 200 { held.append(wire) }
    }
    // Those above the limit were closed; the others leave when their time is over.
    held.removeAll()
    var isServed = false
    for _ in 0..<100 where !isServed {
      isServed = answers(server)
      if !isServed { usleep(50_000) }
    }
    #expect(isServed)
  }

  @Test func manyAtOnceGetTheSame() throws {
    let (server, explorer) = try serve()
    defer { server.stop() }
    let expected = explorer.get("/api/models/0/tokens.txt").bytes
    let wrong = Locked(0)
    let port = server.port
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      guard let wire = Wire(port: port) else { return wrong.withLock { $0 += 1 } }
      for _ in 0..<50 {
        wire.send("GET /api/models/0/tokens.txt HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
        if wire.readAnswer().body != expected { wrong.withLock { $0 += 1 } }
      }
    }
    #expect(wrong.withLock { $0 } == 0)
  }

  @Test func stoppingEndsWhatIsOpen() throws {
    let (server, _) = try serve()
    let wire = try #require(Wire(port: server.port))
    wire.send(head(server, "GET /"))
    #expect(wire.readAnswer().head.contains(" 200 "))
    server.stop()
    server.stop()
    #expect(wire.readAll().isEmpty)
    #expect(Wire(port: server.port) == nil)
  }

  @Test func aPortInUseIsSaidOrAnotherIsTaken() throws {
    let (server, explorer) = try serve()
    defer { server.stop() }
    let error = #expect(throws: ExplorerServer.CannotListen.self) {
      _ = try ExplorerServer(explorer, at: .init(port: server.port))
    }
    #expect(error?.isPortInUse == true)
    let other = try ExplorerServer(explorer, at: .init(port: server.port, takesOtherPort: true))
    defer { other.stop() }
    #expect(other.port != server.port && answers(other))
    #expect(throws: ExplorerServer.CannotListen.self) {
      _ = try ExplorerServer(explorer, at: .init(host: "no such host.invalid", port: 0))
    }
    #expect(other.address == "http://127.0.0.1:\(other.port)/")
    #expect(other.tunnel.hasPrefix("ssh -L \(other.port):127.0.0.1:\(other.port) "))
  }

  private func answers(_ server: ExplorerServer) -> Bool {
    guard let wire = Wire(port: server.port) else { return false }
    wire.send(head(server, "GET /api/explorer.json", "Connection: close\r\n"))
    return wire.readAll().contains("tiny-gpt2")
  }
}
