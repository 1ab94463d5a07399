import ByteFiles
import Dispatch
import Work

/// Fetches parts of one file of a hub into a ``PartialBlob``, large ones over several connections.
///
/// A server that does not know ranges sends the whole file: then the whole of it is kept, and checked against its hash.
final class RangeDownload: Sendable {
  let file: String
  let progress: WorkProgress
  private let requests: HubRequests
  private let blob: PartialBlob
  /// What the hub says of the file: its address is renewed when it has expired.
  private let metadata: Locked<HubMetadata>
  /// Whether the server has sent a part: several are asked for at a time only of one that does.
  private let knowsRanges = Locked(false)

  private var settings: HubSettings { requests.settings }

  init(
    requests: HubRequests, file: String, metadata: HubMetadata, blob: PartialBlob,
    progress: WorkProgress
  ) {
    self.requests = requests
    self.file = file
    self.metadata = Locked(metadata)
    self.blob = blob
    self.progress = progress
  }

  /// Fetches the bytes of `range`; what came before it broke off stays.
  func fetch(_ range: Range<Int>) throws {
    let missing = blob.missing(in: range)
    let needed = missing.reduce(0) { $0 + $1.count }
    let folder = FilePaths.parent(blob.path)
    if let free = FilePaths.freeBytes(folder), needed > free {
      throw ModelSourcesError.diskFull(file: file, needed: needed, free: free, folder: folder)
    }
    let progress = RangeProgress(file: file, total: needed, progress: progress)
    var rest = missing.flatMap(pieces)[...]
    while !knowsRanges.withLock({ $0 }) || rest.count == 1, let first = rest.popFirst() {
      try fetch(piece: first, progress)
    }
    try fetch(together: rest, progress)
  }

  /// A range cut into as many pieces as there are connections, fewer where these would be small and more where they would be very large.
  private func pieces(of range: Range<Int>) -> [Range<Int>] {
    let connections = settings.connections
    // A multiple of the connections, so that all end at the same time.
    let rounds = (range.count - 1) / (settings.pieceBytes * connections) + 1
    let count = rounds > 1 ? rounds * connections : max(1, min(connections, range.count / settings.leastPieceBytes))
    let length = (range.count - 1) / count + 1
    return (0..<count).map { number in
      let start = range.lowerBound + number * length
      return start..<min(start + length, range.upperBound)
    }
  }

  private func fetch(together pieces: ArraySlice<Range<Int>>, _ progress: RangeProgress) throws {
    let next = Locked(pieces)
    let failure: Locked<(any Error)?> = Locked(nil)
    let group = DispatchGroup()
    for number in 0..<min(settings.connections, pieces.count) {
      // A queue of its own gets a thread at once; the global ones have no more than there are cores, and connections mostly wait.
      DispatchQueue(label: "connection \(number)").async(group: group) { [self] in
        while failure.withLock({ $0 == nil }), let piece = next.withLock({ $0.popFirst() }) {
          do {
            try fetch(piece: piece, progress)
          } catch {
            // The first error is the one to tell: the others follow from it.
            failure.withLock { $0 = $0 ?? error }
            progress.stop()
          }
        }
      }
    }
    group.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func fetch(piece: Range<Int>, _ progress: RangeProgress) throws {
    var retrying = Retrying(settings, progress: self.progress)
    var isRenewed = false
    while let missing = blob.missing(in: piece).first {
      do {
        try fetchOnce(missing, progress)
      } catch let error as ModelSourcesError {
        if case .refused(let refusal) = error, refusal.status == 403, !isRenewed {
          // Signed addresses expire: the hub gives a new one.
          isRenewed = true
          if try renew() { continue }
        }
        let isFruitful = blob.missing(in: piece).first?.lowerBound != missing.lowerBound
        try retrying.wait(after: error, isFruitful: isFruitful)
      }
    }
  }

  private func renew() throws -> Bool {
    let commit = metadata.withLock { $0.commit }
    guard case .file(let renewed) = try requests.metadata(of: file, revision: commit) else { return false }
    metadata.withLock { $0 = renewed }
    return true
  }

  private func fetchOnce(_ range: Range<Int>, _ progress: RangeProgress) throws {
    guard let endpoint = WebAddress(settings.endpoint) else { return }
    let location = metadata.withLock { $0.location }
    var trail = RedirectTrail(location, endpoint: endpoint, token: settings.token)
    for _ in 0..<HubRequests.longestChain {
      let request = HTTPRequest(
        method: .get, address: trail.address, token: trail.token, offset: range.lowerBound, end: range.upperBound,
        validator: blob.validator?.etag(for: trail.address))
      let body = RangeBody(range: range, blob: blob, address: trail.address, progress: progress)
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
          requests.refusal(response, trail.address, isTokenShown: trail.token != nil, body: body.errorBody))
      }
    }
    throw ModelSourcesError.redirectRefused(
      from: location.withoutQuery, to: trail.address.withoutQuery, reason: "too many redirects in a row")
  }

  private func finish(_ body: RangeBody, _ response: HTTPResponse) throws {
    try body.finish(response)
    if response.status == 206 { knowsRanges.withLock { $0 = true } }
    let metadata = metadata.withLock { $0 }
    guard body.isWhole, let expected = metadata.hash else { return }
    let found = try expected.computed(path: blob.path, size: blob.size)
    guard found == expected else {
      blob.clear()
      throw ModelSourcesError.hashMismatch(
        file: file, address: metadata.location.withoutQuery, expected: expected.description, found: found.description)
    }
  }
}
