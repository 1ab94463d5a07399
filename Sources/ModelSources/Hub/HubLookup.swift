import ByteFiles
import Work

/// Single files of a hub's model: the cache first, then the hub.
struct HubLookup: FileLookup {
  let source: HubSource
  let progress: WorkProgress

  var folderName: String? { nil }

  func sibling(_ folder: String) throws -> (any FileLookup)? { nil }

  var place: String { "\(source.settings.endpoint)/\(source.repository) (\(source.revision))" }

  func file(named name: String) throws -> ModelFile? { try find(name, inParts: false) }

  func weights(named name: String) throws -> ModelFile? { try find(name, inParts: true) }

  private func find(_ name: String, inParts: Bool) throws -> ModelFile? {
    _ = try ModelSourcesError.checkedName(name, namedIn: source.repository)
    // What is fetched in parts already may be so because the cache's own file is damaged.
    if inParts, let file = source.state.withLock({ $0.partial[name] }) { return file }
    switch try cached(name, commit: knownCommit()) {
    case .found(let file): return file
    case .knownMissing: return nil
    case .unknown: break
    }
    if isCacheOnly {
      // Of a model that was never seen nothing is known, not even that it lacks a file.
      guard let commit = knownCommit() else { throw missing([name], other: []) }
      return inParts ? try HubParts(source: source).file(name, commit: commit) : nil
    }
    do {
      return try fetched(name, inParts: inParts)
    } catch let error as ModelSourcesError where error.mayBeCached {
      return try fromCache(name, inParts: inParts, insteadOf: error)
    }
  }

  /// Falls back to the commit that the hub named last, where it could not settle it now; throws `error` where there is none.
  private func fromCache(_ name: String, inParts: Bool, insteadOf error: ModelSourcesError) throws -> ModelFile? {
    guard knownCommit() == nil, let commit = source.cache.commit(of: source.revision) else { throw error }
    let whole = try cached(name, commit: commit).file
    let file = try whole ?? (inParts ? HubParts(source: source).file(name, commit: commit) : nil)
    // What a hub refuses that can be reached is not said to be missing.
    guard file != nil || error.isTransient else { throw error }
    progress.note("\(error); using \(source.repository) as it was cached (commit \(commit.prefix(12)))")
    source.state.withLock {
      $0.commit = commit
      $0.isCacheOnly = true
    }
    return file
  }

  func fileNames() throws -> [String] {
    if let names = source.state.withLock({ $0.fileNames }) { return names }
    let commit = knownCommit()
    guard !isCacheOnly else { return commit.map(source.cache.fileNames(commit:)) ?? [] }
    let names = try retrying { try source.requests.fileNames(revision: commit ?? source.revision) }
    source.state.withLock { $0.fileNames = names }
    return names
  }

  func missing(_ names: [String], other: [String]) -> ModelSourcesError {
    guard isCacheOnly else { return .missingFiles(names: names, place: place, other: other) }
    let folders = source.cache.repositoryFolders.map { folder in
      knownCommit().map { "\(folder)/snapshots/\($0)" } ?? folder
    }
    return .missingOffline(
      names: names, model: source.repository, revision: source.revision, searched: folders,
      isForbidden: source.settings.isOffline)
  }

  // MARK: What is known already

  private var isCacheOnly: Bool { source.settings.isOffline || source.state.withLock { $0.isCacheOnly } }

  /// The commit of all files; without the network, the one that the cache remembers.
  private func knownCommit() -> String? {
    source.commit ?? (source.settings.isOffline ? settleOffline() : nil)
  }

  private func settleOffline() -> String? {
    let commit = source.cache.commit(of: source.revision)
    source.state.withLock { $0.commit = commit }
    return commit
  }

  /// What the cache says of a file of `commit`, where that is known.
  private func cached(_ name: String, commit: String?) throws -> HubCache.Knowledge {
    try commit.map { try source.cache.look(for: name, commit: $0) } ?? .unknown
  }

  // MARK: Asking the hub

  private func fetched(_ name: String, inParts: Bool) throws -> ModelFile? {
    let answer = try retrying { try source.requests.metadata(of: name, revision: source.commit ?? source.revision) }
    switch answer {
    case .noSuchFile(let commit):
      if let commit {
        settle(commit)
        source.cache.rememberMissing(name, commit: commit)
      }
      return nil
    case .file(let metadata):
      settle(metadata.commit)
      if let known = try cached(name, commit: metadata.commit).file {
        guard let size = metadata.size, size != known.size else { return known }
        progress.note("\(known.path) is damaged: it has \(known.size) bytes of \(size); fetching it again")
      }
      if inParts, let file = try HubParts(source: source).file(name, metadata, progress: progress) {
        source.state.withLock { $0.partial[name] = file }
        return file
      }
      if source.settings.isDryRun, !HubSource.isTableOfContents(name), let size = metadata.size {
        return ModelFile(planned: name, path: "\(place)/\(name)", size: size)
      }
      try download(name, metadata)
      return try cached(name, commit: metadata.commit).file
    }
  }

  private func settle(_ commit: String) {
    source.state.withLock { if $0.commit == nil { $0.commit = commit } }
    source.cache.remember(revision: source.revision, commit: commit)
  }

  private func download(_ name: String, _ metadata: HubMetadata) throws {
    let cache = source.cache
    let repository = cache.writingFolder(commit: metadata.commit)
    let blob = "\(repository)/blobs/\(metadata.etag)"
    try ModelSourcesError.makeCacheFolder(FilePaths.parent(blob))
    cache.writeTag()
    let lock = try CacheLock(path: cache.lockPath(metadata.etag, in: repository)) {
      progress.note("another process is fetching \(name) of \(source.repository); waiting for it")
    }
    try withExtendedLifetime(lock) {
      let size = FilePaths.size(of: blob)
      if size == nil || (metadata.size != nil && size != metadata.size) {
        let download = BlobDownload(
          requests: source.requests, file: name, metadata: metadata, progress: progress)
        try download.run(to: blob, isAlone: lock.isHeld)
      }
      try cache.link(
        blob: metadata.etag, as: name, commit: metadata.commit, in: repository, usesLinks: source.settings.usesLinks)
    }
  }

  /// Repeats a request that failed for a reason that may pass; at once gives up where the cache can answer instead.
  private func retrying<Result>(_ body: () throws -> Result) throws -> Result {
    var retrying = Retrying(source.settings, progress: progress)
    while true {
      do {
        return try body()
      } catch let error as ModelSourcesError where error.isTransient {
        guard knownCommit() != nil || source.cache.commit(of: source.revision) == nil else { throw error }
        // A hub that says "later" gets some time; without any connection a person should know soon.
        if case .unreachable = error {
          try retrying.wait(after: error, limit: 1)
        } else {
          try retrying.wait(after: error)
        }
      }
    }
  }
}
