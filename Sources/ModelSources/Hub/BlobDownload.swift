#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import Work
import ByteFiles

/// Fetches one blob into the cache: to a name that ends in `.incomplete`, taken up again where it broke off, checked
/// against its hash, then renamed.
///
/// Whatever ends the download, the bytes that are there stay for the next attempt; only wrong bytes are thrown away.
struct BlobDownload {
  let requests: HubRequests
  let file: String
  let metadata: HubMetadata
  let progress: WorkProgress

  private var settings: HubSettings { requests.settings }

  /// Puts the bytes at `path`; without a lock (`isAlone` false) under a name that no other process uses meanwhile.
  func run(to path: String, isAlone: Bool) throws {
    let suffix = isAlone ? "" : ".\(String(UInt32.random(in: 0 ... .max), radix: 16))"
    let partial = "\(path)\(suffix).incomplete"
    do {
      try fetch(partial, path)
    } catch {
      if !isAlone { unlink(partial) }
      throw error
    }
  }

  private func fetch(_ partial: String, _ path: String) throws {
    let target = try PartialFile(path: partial)
    try checkRoom(target, FilePaths.parent(path))
    for isLastChance in [false, true] {
      try fetchAll(target)
      guard let mismatch = try mismatch(target, partial) else { break }
      // Perhaps the beginning was left by something else: once more, from its first byte.
      try target.clear()
      guard !isLastChance else {
        unlink(partial)
        throw mismatch
      }
    }
    try target.flush()
    guard rename(partial, path) == 0 else { throw ByteFilesError.fromErrno("rename", partial) }
  }

  /// Requests what is missing until all of it is there.
  private func fetchAll(_ target: PartialFile) throws {
    if let size = metadata.size, target.count > size { try target.clear() }
    var validator = metadata.validator
    // Without a hash for the whole and without an ETag for its beginning nothing tells that both belong together.
    if metadata.hash == nil, validator == nil, target.count > 0 { try target.clear() }
    var retrying = Retrying(settings, progress: progress)
    // The most that was ever here: what is fetched again after a fresh start is no progress, or a server that lies about
    // the size would keep us for ever.
    var furthest = target.count
    while true {
      do {
        if metadata.size == nil || target.count != metadata.size { try fetchOnce(target, &validator) }
        guard let size = metadata.size, target.count < size else {
          try report(target.count)
          return
        }
        throw ModelSourcesError.unreachable(
          host: metadata.location.host, reason: "the connection ended after \(target.count) of \(size) bytes")
      } catch let error as ModelSourcesError where error.isTransient {
        let isFruitful = target.count > furthest
        furthest = max(furthest, target.count)
        try retrying.wait(after: error, isFruitful: isFruitful)
      }
    }
  }

  private func fetchOnce(_ target: PartialFile, _ validator: inout Validator?) throws {
    guard let endpoint = WebAddress(settings.endpoint) else { return }
    var trail = RedirectTrail(metadata.location, endpoint: endpoint, token: settings.token)
    for _ in 0..<HubRequests.longestChain {
      let request = HTTPRequest(
        method: .get, address: trail.address, token: trail.token, offset: target.count,
        validator: validator?.etag(for: trail.address))
      let body = BlobBody(
        target: target, limit: metadata.size, validator: validator, address: trail.address, report: report)
      let outcome = Result { try requests.client.perform(request, sink: body.take) }
      validator = body.validator
      let response = try outcome.get()
      switch response.status {
      case 200, 206:
        try body.finish(response)
        return
      case 416:
        // What we have is longer than the file, or the server does not know ranges of it: from the start.
        try target.clear()
        throw ModelSourcesError.unreachable(host: trail.address.host, reason: "the file is shorter than what is here")
      case _ where response.isRedirect: try trail.follow(response)
      default:
        throw ModelSourcesError.refused(
          requests.refusal(response, trail.address, isTokenShown: trail.token != nil, body: body.errorBody))
      }
    }
    throw ModelSourcesError.redirectRefused(
      from: metadata.location.withoutQuery, to: trail.address.withoutQuery, reason: "too many redirects in a row")
  }

  private func report(_ bytesDone: Int) throws {
    try progress(file, bytesDone, of: metadata.size, unit: .bytes)
  }

  private func checkRoom(_ target: PartialFile, _ folder: String) throws {
    guard let size = metadata.size, let free = FilePaths.freeBytes(folder) else { return }
    let needed = size - target.count
    guard needed <= free else {
      throw ModelSourcesError.diskFull(file: file, needed: needed, free: free, folder: folder)
    }
  }

  /// The error for content that is not what its hash says; nil when all is well, or when there is no hash.
  private func mismatch(_ target: PartialFile, _ partial: String) throws -> ModelSourcesError? {
    guard let expected = metadata.hash else { return nil }
    let found = try expected.computed(path: partial, size: target.count)
    guard found != expected else { return nil }
    return .hashMismatch(
      file: file, address: metadata.location.withoutQuery, expected: expected.description, found: found.description)
  }
}

extension ContentHash {
  /// The hash of the same kind of the `size` bytes at `path`.
  func computed(path: String, size: Int) throws -> ContentHash {
    switch self {
    case .sha256: return .sha256(try Digest.sha256(path: path))
    case .gitBlob:
      // git hashes a blob's header before its bytes.
      let digest = Digest(.sha1)
      Array("blob \(size)\0".utf8).withUnsafeBytes(digest.update)
      try digest.update(path: path)
      return .gitBlob(digest.finish())
    }
  }
}
