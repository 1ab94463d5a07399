/// The body of one answer on its way into a file.
final class BlobBody {
  private let target: PartialFile
  private let limit: Int?
  private let offset: Int
  private let report: (Int) -> Void
  private var isPlaced = false
  private var reported = 0
  private var errorBytes: [UInt8] = []

  /// Without a size from the hub, a file may be this long.
  private static let longestUnannounced = 1 << 30
  /// So much of an error's text is kept.
  private static let longestErrorText = 2048

  init(target: PartialFile, limit: Int?, offset: Int, report: @escaping (Int) -> Void) {
    self.target = target
    self.limit = limit
    self.offset = offset
    self.report = report
    reported = offset
  }

  /// Takes the next bytes, once the head is known.
  func take(_ response: HTTPResponse, _ bytes: UnsafeRawBufferPointer) throws {
    guard response.status == 200 || response.status == 206 else {
      errorBytes += bytes.prefix(Self.longestErrorText - min(errorBytes.count, Self.longestErrorText))
      return
    }
    try place(response)
    guard target.count + bytes.count <= limit ?? Self.longestUnannounced else {
      throw ModelSourcesError.malformedAnswer(
        address: target.path, field: "body", expected: "\(limit ?? Self.longestUnannounced) bytes", found: "more")
    }
    try target.append(bytes)
    // A hundred reports per file are plenty; a clock is not needed for that.
    if target.count - reported >= max(256 << 10, (limit ?? 0) / 100) {
      reported = target.count
      report(reported)
    }
  }

  /// Makes sure of the file's state after an answer without a body.
  func finish(_ response: HTTPResponse) throws { try place(response) }

  /// What the server wrote under an error's status, as far as it is text for people.
  var errorText: String { Self.text(of: errorBytes) }

  static func text(of bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasPrefix("<") ? "" : text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }

  /// Before the first byte, finds out whether the answer continues what is there or starts afresh.
  private func place(_ response: HTTPResponse) throws {
    guard !isPlaced else { return }
    isPlaced = true
    if let encoding = response["content-encoding"], encoding.lowercased() != "identity" {
      throw ModelSourcesError.malformedAnswer(
        address: target.path, field: "Content-Encoding", expected: "none, as was asked for", found: encoding)
    }
    if response.status == 200 {
      if target.count > 0 { try target.clear() }
      return
    }
    guard let range = response["content-range"], range.hasPrefix("bytes \(offset)-") else {
      try target.clear()
      throw ModelSourcesError.unreachable(
        host: "the server",
        reason: "it sent another part of the file than asked for (\(response["content-range"] ?? "unnamed"))")
    }
  }
}
