/// The body of one answer on its way into a file.
final class BlobBody {
  private let target: PartialFile
  private let limit: Int?
  private let offset: Int
  /// By which ETag the server knows the file; before its answer, by which it knew the one that the beginning is of.
  private(set) var validator: Validator?
  private let address: WebAddress
  private let report: (Int) throws -> Void
  private var isPlaced = false
  private var reported = 0
  /// What the server wrote under an error's status.
  private(set) var errorBody = ErrorBody()

  /// Without a size from the hub, a file may be this long.
  private static let longestUnannounced = 1 << 30

  init(
    target: PartialFile, limit: Int?, validator: Validator?, address: WebAddress, report: @escaping (Int) throws -> Void
  ) {
    self.target = target
    self.limit = limit
    self.validator = validator
    self.address = address
    self.report = report
    offset = target.count
    reported = target.count
  }

  /// Takes the next bytes, once the head is known.
  func take(_ response: HTTPResponse, _ bytes: UnsafeRawBufferPointer) throws {
    guard response.status == 200 || response.status == 206 else { return errorBody.append(bytes) }
    try place(response)
    guard target.count + bytes.count <= limit ?? Self.longestUnannounced else {
      throw ModelSourcesError.malformedAnswer(
        address: target.path, field: "body", expected: "\(limit ?? Self.longestUnannounced) bytes", found: "more")
    }
    try target.append(bytes)
    // Often enough for a slow line; whoever shows it leaves out what comes too soon.
    if target.count - reported >= 256 << 10 {
      reported = target.count
      try report(reported)
    }
  }

  /// Makes sure of the file's state after an answer without a body.
  func finish(_ response: HTTPResponse) throws { try place(response) }

  /// Before the first byte, finds out whether the answer continues what is there or starts afresh.
  private func place(_ response: HTTPResponse) throws {
    guard !isPlaced else { return }
    isPlaced = true
    if let encoding = response["content-encoding"], encoding.lowercased() != "identity" {
      throw ModelSourcesError.malformedAnswer(
        address: target.path, field: "Content-Encoding", expected: "none, as was asked for", found: encoding)
    }
    let known = validator
    validator = Validator(response, from: address) ?? known
    if response.status == 200 {
      if target.count > 0 { try target.clear() }
      return
    }
    guard known?.isContradicted(by: validator) != true else {
      try target.clear()
      throw ModelSourcesError.unreachable(
        host: address.host, reason: "the file there is another one than when its beginning was fetched")
    }
    guard let range = response["content-range"], range.hasPrefix("bytes \(offset)-") else {
      try target.clear()
      throw ModelSourcesError.unreachable(
        host: address.host,
        reason: "it sent another part of the file than asked for (\(response["content-range"] ?? "unnamed"))")
    }
  }
}
