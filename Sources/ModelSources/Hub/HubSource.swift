import ByteFiles
public import Work

/// A model of the hub: its files come from the cache that the Python tools share, and are fetched into it when missing.
///
/// The first file that is asked for settles the commit; everything else comes from that commit, so that the files fit
/// together even if the branch moves meanwhile. A commit that is cached needs no network for its files.
public final class HubSource: ModelSource {
  /// The id as it was given.
  public let displayName: String
  let repository: String
  let revision: String
  let settings: HubSettings
  let cache: HubCache
  let requests: HubRequests
  let state = Locked(State())
  /// Whether parts are noted instead of fetched.
  let isNoting = Locked(false)
  private let chosenFile: String?

  struct State {
    var commit: String?
    /// The hub was asked in vain: from then on only the cache is.
    var isCacheOnly = false
    var fileNames: [String]?
    /// The files that are fetched part by part, by their names: the hub is asked once for each.
    var partial: [String: ModelFile] = [:]
  }

  /// A repository at a branch, tag or commit; `file` names one of its files, or a folder within it.
  ///
  /// Nothing is read or fetched yet. Throws ``ModelSourcesError/invalidModel(argument:reason:)`` for names that no
  /// repository or revision can have.
  public init(
    repository: String, revision: String = ModelID.defaultRevision, file: String? = nil, settings: HubSettings
  ) throws {
    try ModelID.check(repository: repository, repository)
    try ModelID.check(revision: revision, repository)
    chosenFile = try file.map { try ModelSourcesError.checkedName($0, namedIn: repository) }
    self.repository = repository
    self.revision = revision
    self.settings = settings
    displayName = ModelID.hub(repository: repository, revision: revision, file: file).displayName
    cache = HubCache(folder: settings.cacheDirectory, repository: repository)
    requests = HubRequests(
      client: HTTPClient(userAgent: "embedscope"), settings: settings, repository: repository)
  }

  /// The commit, once the first file is there, or where the revision names it.
  public var commit: String? {
    HubCache.isCommit(revision) ? revision : state.withLock { $0.commit }
  }

  /// Which files make the model: each comes from the cache, or is fetched into it, when it is first needed.
  public func layout(progress: WorkProgress) throws -> ModelLayout {
    let lookup = HubLookup(source: self, progress: progress)
    guard let chosenFile else { return ModelLayout(lookup) }
    let isDeep = chosenFile.contains("/")
    let folder: any FileLookup = isDeep ? lookup.below(FilePaths.parent(chosenFile)) : lookup
    let name = FilePaths.lastComponent(chosenFile)
    // A name that tells what the file is spares fetching it before it is needed.
    if let kind = FileKind.named(name) { return try ModelLayout(folder, chosen: name, kind: kind) }
    if let file = try lookup.file(named: chosenFile) {
      return try ModelLayout(folder, chosen: name, kind: FileKind.of(name, path: file.path))
    }
    let below = lookup.below(chosenFile)
    guard try !below.fileNames().isEmpty else { throw lookup.missing([chosenFile], other: []) }
    return ModelLayout(below)
  }

  /// The same commit as far as the cache has it; asks nobody.
  public var local: any ModelSource {
    var offline = settings
    offline.isOffline = true
    // The names were checked when this source was made, so a second one of the same names is made as well.
    let source = try? HubSource(
      repository: repository, revision: commit ?? revision, file: chosenFile, settings: offline)
    return source ?? self
  }

  /// Whether the cache has all of `parts` at the commit that was last seen; asks nobody.
  public func isCached(_ parts: [ModelPart]) -> Bool {
    let source = local
    return parts.allSatisfy { (try? source.files(for: $0))?.allSatisfy { !$0.isPartial } == true }
  }

  /// Whether the hub answers within `timeout` seconds; false without asking where no network call is allowed.
  public func isReachable(timeout: Int = 3) -> Bool {
    !settings.isOffline && requests.isReachable(timeout: timeout)
  }
}
