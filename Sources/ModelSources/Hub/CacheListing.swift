import ByteFiles

/// What the cache of hub models holds, and the parts of large files beside it.
///
/// ```swift
/// let listing = CacheListing(settings: try HubSettings())
/// listing.models[0].repository   // "openai-community/gpt2"
/// ```
public struct CacheListing: Codable, Sendable, Equatable {
  /// The files of one repository.
  public struct Model: Codable, Sendable, Equatable {
    /// `org/name`.
    public var repository: String
    /// The commits of which files are here, sorted.
    public var commits: [String]
    /// The bytes of whole files: what Python's tools see.
    public var bytes: Int
    /// The bytes of unfinished downloads, which the next run goes on with.
    public var unfinishedBytes: Int
    /// The bytes of parts of large files, which only this tool uses.
    public var partBytes: Int
    /// Whole files whose content is not what their names say; nil where that was not checked.
    public var damaged: [String]?
  }

  /// The cache folder.
  public var folder: String
  /// The folder of the parts.
  public var partsFolder: String
  /// By name.
  public var models: [Model]
  /// The damaged files that were removed; nil where that was not asked for.
  public var removed: [String]?

  /// Lists the cache that `settings` name; with `verifies`, reads every whole file and compares it with its hash.
  ///
  /// A folder that is not there lists nothing.
  public init(settings: HubSettings, verifies: Bool = false) throws {
    folder = settings.cacheDirectory
    partsFolder = HubParts.folder(settings)
    let (cache, parts) = (folder, partsFolder)
    let names = Set((FilePaths.names(in: cache) + FilePaths.names(in: parts)).filter { $0.hasPrefix(Self.prefix) })
    models = try names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { name in
      try Model(name, cache: "\(cache)/\(name)", parts: "\(parts)/\(name)", verifies: verifies)
    }
  }

  static let prefix = "models--"

  /// Removes what a run that broke off left, parts included, and whole files that no commit's snapshot uses.
  ///
  /// What another process has locked, because it is fetching it, stays.
  ///
  /// - Returns: how many bytes were freed.
  public func prune() -> Int {
    models.reduce(0) { freed, model in
      let name = HubCache.folderName(model.repository)
      return freed + pruneBlobs("\(folder)/\(name)", locks: "\(folder)/.locks/\(name)")
        + pruneParts("\(partsFolder)/\(name)")
    }
  }

  /// Removes the damaged files that were found: the next run that needs them fetches them again.
  ///
  /// What another process has locked, because it is fetching it anew, stays.
  ///
  /// - Returns: the paths of those that were removed.
  public func repair() -> [String] {
    models.flatMap { model in
      let locks = "\(folder)/.locks/\(HubCache.folderName(model.repository))"
      return (model.damaged ?? []).filter { path in
        let lock = "\(locks)/\(FilePaths.lastComponent(path)).lock"
        guard !CacheLock.isTaken(lock) else { return false }
        FileTree.remove(path)
        return FilePaths.kind(of: path) == nil
      }
    }
  }

  private func pruneBlobs(_ repository: String, locks: String) -> Int {
    CacheFiles(folder: repository).removable.reduce(0) { freed, path in
      let blob = FilePaths.lastComponent(path).split(separator: ".").first.map(String.init) ?? ""
      guard !CacheLock.isTaken("\(locks)/\(blob).lock") else { return freed }
      let size = FilePaths.size(of: path) ?? 0
      FileTree.remove(path)
      return freed + size
    }
  }

  private func pruneParts(_ repository: String) -> Int {
    let names = FilePaths.names(in: repository)
    guard !names.contains(where: { $0.hasSuffix(".lock") && CacheLock.isTaken("\(repository)/\($0)") }) else {
      return 0
    }
    let freed = names.filter { $0.hasSuffix(".ranges") }
      .reduce(0) { $0 + PartialBlob.recordedBytes("\(repository)/\($1)") }
    FileTree.remove(repository)
    return freed
  }
}

extension CacheListing.Model {
  fileprivate init(_ name: String, cache: String, parts: String, verifies: Bool) throws {
    let files = CacheFiles(folder: cache)
    // A name with “--” in it belongs to an organisation and a repository; older ones have no organisation.
    repository = name.dropFirst(CacheListing.prefix.count).split(separator: "--", omittingEmptySubsequences: false)
      .joined(separator: "/")
    commits = FilePaths.names(in: cache + "/snapshots")
    bytes = files.blobs.reduce(0) { $0 + (FilePaths.size(of: $1) ?? 0) }
    unfinishedBytes = files.unfinished.reduce(0) { $0 + (FilePaths.size(of: $1) ?? 0) }
    partBytes = FilePaths.names(in: parts).filter { $0.hasSuffix(".ranges") }
      .reduce(0) { $0 + PartialBlob.recordedBytes("\(parts)/\($1)") }
    damaged = verifies ? try files.damaged() : nil
  }
}

/// The files of one repository's folder in the cache.
private struct CacheFiles {
  let folder: String
  /// The paths of whole files.
  let blobs: [String]
  /// The paths of downloads that broke off.
  let unfinished: [String]

  init(folder: String) {
    self.folder = folder
    let paths = FilePaths.names(in: folder + "/blobs").map { "\(folder)/blobs/\($0)" }
    unfinished = paths.filter { $0.hasSuffix(".incomplete") }
    blobs = paths.filter { !$0.hasSuffix(".incomplete") && FilePaths.kind(of: $0) == .file }
  }

  /// The files that nothing needs: unfinished ones, and blobs that no snapshot's link leads to.
  var removable: [String] {
    var used: Set<String> = []
    for commit in FilePaths.names(in: folder + "/snapshots") {
      Self.links(below: "\(folder)/snapshots/\(commit)", &used)
    }
    return unfinished + blobs.filter { !used.contains(FilePaths.lastComponent($0)) }
  }

  private static func links(below folder: String, _ used: inout Set<String>) {
    for name in FilePaths.names(in: folder) {
      let path = "\(folder)/\(name)"
      if let target = FilePaths.linkTarget(path) {
        used.insert(FilePaths.lastComponent(target))
      } else if FilePaths.kind(of: path) == .folder {
        links(below: path, &used)
      }
    }
  }

  /// The paths of whole files that are not what their names say.
  func damaged() throws -> [String] {
    try blobs.filter { path in
      guard let expected = ContentHash(blobName: FilePaths.lastComponent(path)) else { return false }
      return try expected.computed(path: path, size: FilePaths.size(of: path) ?? 0) != expected
    }
  }
}
