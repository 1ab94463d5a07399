import ByteFiles

/// Fetches parts of one file of a hub into a ``PartialBlob``.
///
/// A server that does not know ranges sends the whole file: then the whole of it is kept, and checked against its hash.
struct RangeDownload: Sendable {
  let requests: HubRequests
  let settings: HubSettings
  let file: String
  let metadata: HubMetadata
  let blob: PartialBlob
  let events: @Sendable (FetchEvent) -> Void

  /// Fetches the bytes of `range`; what came before it broke off stays.
  func fetch(_ range: Range<Int>) throws {
    var metadata = metadata
    var fruitless = 0
    var isRenewed = false
    let needed = blob.missing(in: range).reduce(0) { $0 + $1.count }
    let folder = FilePaths.parent(blob.path)
    if let free = FilePaths.freeBytes(folder), needed > free {
      throw ModelSourcesError.diskFull(file: file, needed: needed, free: free, folder: folder)
    }
    while let missing = blob.missing(in: range).first {
      let before = blob.count
      do {
        try fetchOnce(missing, metadata)
      } catch let error as ModelSourcesError {
        if case .refused(_, 403, _) = error, !isRenewed {
          // Signed addresses expire: the hub gives a new one.
          isRenewed = true
          if case .file(let renewed) = try requests.metadata(of: file, revision: metadata.commit) {
            metadata = renewed
            continue
          }
        }
        guard error.isTransient else { throw error }
        fruitless = blob.count > before ? 0 : fruitless + 1
        guard fruitless <= settings.retries else { throw error }
        BlobDownload.pause(Double(1 << min(fruitless, 4)) * settings.retryDelay)
      }
    }
  }

  private func fetchOnce(_ range: Range<Int>, _ metadata: HubMetadata) throws {
    guard let endpoint = WebAddress(settings.endpoint) else { return }
    var trail = RedirectTrail(metadata.location, endpoint: endpoint, token: settings.token)
    for _ in 0..<HubRequests.longestChain {
      let request = HTTPRequest(
        method: .get, address: trail.address, token: trail.token, offset: range.lowerBound, end: range.upperBound)
      let body = RangeBody(range: range, blob: blob, file: file, host: trail.address.host, events: events)
      let outcome = Result { try requests.client.perform(request, sink: body.take) }
      // What is here stays, however it ended.
      try body.record()
      let response = try outcome.get()
      switch response.status {
      case 200, 206: return try finish(body, response)
      case 416:
        throw ModelSourcesError.malformedAnswer(
          address: trail.address.withoutQuery, field: "status", expected: "206 for bytes \(range) of \(blob.size)",
          found: "416: the file there is shorter")
      case _ where response.isRedirect: try trail.follow(response)
      default:
        throw ModelSourcesError.refused(
          address: trail.address.withoutQuery, status: response.status, message: body.errorText)
      }
    }
    throw ModelSourcesError.redirectRefused(
      from: metadata.location.withoutQuery, to: trail.address.withoutQuery, reason: "too many redirects in a row")
  }

  private func finish(_ body: RangeBody, _ response: HTTPResponse) throws {
    try body.finish(response)
    guard body.isWhole, let expected = metadata.hash else { return }
    let found = try expected.computed(path: blob.path, size: blob.size)
    guard found == expected else {
      blob.clear()
      throw ModelSourcesError.hashMismatch(
        file: file, address: metadata.location.withoutQuery, expected: expected.description, found: found.description)
    }
  }
}

/// The body of one answer on its way into a file's parts.
final class RangeBody {
  /// Whether the server sent the whole file instead of a part.
  private(set) var isWhole = false
  private let range: Range<Int>
  private let blob: PartialBlob
  private let file: String
  private let host: String
  private let events: @Sendable (FetchEvent) -> Void
  /// Where the next byte goes; nil before the first.
  private var place: Int?
  private var recorded = 0
  private var errorBytes: [UInt8] = []

  /// So many bytes are lost at most when a run is killed.
  private static let step = 4 << 20

  init(
    range: Range<Int>, blob: PartialBlob, file: String, host: String, events: @escaping @Sendable (FetchEvent) -> Void
  ) {
    self.range = range
    self.blob = blob
    self.file = file
    self.host = host
    self.events = events
  }

  private var wanted: Range<Int> { isWhole ? 0..<blob.size : range }

  /// Takes the next bytes, once the head is known.
  func take(_ response: HTTPResponse, _ bytes: UnsafeRawBufferPointer) throws {
    guard response.status == 200 || response.status == 206 else {
      errorBytes += bytes.prefix(2048 - min(errorBytes.count, 2048))
      return
    }
    let place = try start(response)
    guard bytes.count <= wanted.upperBound - place else {
      throw malformed("body", "\(wanted.count) bytes", "more")
    }
    try blob.write(bytes, at: place)
    self.place = place + bytes.count
    guard place + bytes.count - recorded >= Self.step else { return }
    try record()
    report()
  }

  /// Checks that all has come.
  func finish(_ response: HTTPResponse) throws {
    let place = try start(response)
    report()
    guard place == wanted.upperBound else {
      throw ModelSourcesError.unreachable(
        host: host, reason: "the connection ended after \(place - wanted.lowerBound) of \(wanted.count) bytes")
    }
  }

  /// Notes in the journal what has been written.
  func record() throws {
    guard let place, place > recorded else { return }
    try blob.record(recorded..<place)
    recorded = place
  }

  /// What the server wrote under an error's status, as far as it is text for people.
  var errorText: String { BlobBody.text(of: errorBytes) }

  private func report() {
    guard let place else { return }
    events(.progress(file: file, bytesDone: place - wanted.lowerBound, total: wanted.count))
  }

  /// Before the first byte, finds out which part of the file the answer is.
  private func start(_ response: HTTPResponse) throws -> Int {
    if let place { return place }
    if let encoding = response["content-encoding"], encoding.lowercased() != "identity" {
      throw malformed("Content-Encoding", "none, as was asked for", encoding)
    }
    let expected = "bytes \(range.lowerBound)-\(range.upperBound - 1)/"
    if response.status == 206 {
      let found = response["content-range"] ?? "nothing"
      guard found == expected + "\(blob.size)" || found == expected + "*" else {
        throw malformed("Content-Range", expected + "\(blob.size)", found)
      }
    } else {
      let length = response["content-length"].map { Int($0) ?? -1 } ?? blob.size
      guard length == blob.size else { throw malformed("Content-Length", "\(blob.size)", "\(length)") }
      isWhole = range != 0..<blob.size
      if isWhole {
        events(.notice("\(host) sends whole files only: fetching all of \(file), \(blob.size) bytes"))
      }
    }
    place = wanted.lowerBound
    recorded = wanted.lowerBound
    return wanted.lowerBound
  }

  private func malformed(_ field: String, _ expected: String, _ found: String) -> ModelSourcesError {
    .malformedAnswer(address: "\(host): \(file)", field: field, expected: expected, found: found)
  }
}
