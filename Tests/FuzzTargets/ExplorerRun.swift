import ByteFiles
import Explorer
import Workspace

/// What the explorer promises of any request: an answer of a status that is documented, whose bytes are there; and no error of
/// it own is shown.
enum ExplorerRun {
  private static let explorer: Explorer? = {
    let models = ["tiny-gpt2", "tiny-bert"].map { "\(FuzzFolder.fixtures)/models/\($0)" }
    guard let opened = try? models.map({ try OpenModel($0) }) else { return nil }
    // No study is started, so that one input gives one run.
    return try? Explorer(opened, cache: nil, mostJobs: 0)
  }()

  private static let known: Set = [200, 206, 304, 400, 403, 404, 405, 409, 413, 415, 416, 429]

  /// Sends a request: the method, the target and the headers, a line each, an empty line, and the body.
  static func run(_ bytes: UnsafeRawBufferPointer) {
    guard let explorer else { preconditionFailure("the fixtures cannot be opened") }
    var lines: [String] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = rest[..<end]
      rest = rest[(end + 1)...]
      if line.isEmpty, lines.count >= 2 { break }
      lines.append(String(decoding: line, as: UTF8.self))
    }
    let headers = lines.dropFirst(2).map { line -> (name: String, value: String) in
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return (line, "") }
      return (String(line[..<colon]), String(line[line.utf8.index(after: colon)...]))
    }
    let request = Request(
      lines.first ?? "GET", lines.count > 1 ? lines[1] : "/", headers: Array(headers), body: Array(rest.prefix(1 << 20))
    )
    let reply = explorer.answer(request)
    precondition(known.contains(reply.status), "the status \(reply.status)")
    precondition(
      reply.range.lowerBound >= 0 && reply.range.upperBound <= reply.source.count, "bytes that are not there")
    precondition(reply.header("Content-Security-Policy") != nil, "an answer that is not guarded")
    precondition(
      reply.headers.allSatisfy { !$0.value.utf8.contains(10) && !$0.value.utf8.contains(13) }, "a header of two lines")
  }
}
