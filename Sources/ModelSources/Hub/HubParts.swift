import ByteFiles
import Work

/// Where the parts of large files are kept: beside the cache, under the names that its blobs have.
struct HubParts {
  let source: HubSource

  /// Files below this size are fetched as a whole: that takes no longer than asking for their parts.
  static let leastSize = 1 << 20

  /// The folder beside the cache.
  static func folder(_ settings: HubSettings) -> String {
    var cache = settings.cacheDirectory
    while cache.count > 1, cache.hasSuffix("/") { cache.removeLast() }
    return cache + "-parts"
  }

  private var folder: String { "\(Self.folder(source.settings))/\(HubCache.folderName(source.repository))" }

  private func pointer(_ name: String, commit: String) -> String { "\(folder)/snapshots/\(commit)/\(name)" }

  /// A file whose parts are fetched as they are looked at; nil for one that is to be fetched as a whole: it is small, or its
  /// size is not known.
  func file(
    _ name: String, _ metadata: HubMetadata, progress: WorkProgress
  ) throws -> ModelFile? {
    guard let size = metadata.size, size >= Self.leastSize || (source.settings.isDryRun && size > 0) else { return nil }
    let blob = try PartialBlob(path: "\(folder)/\(metadata.etag)", size: size)
    let pointer = pointer(name, commit: metadata.commit)
    try FileTree.makeFolders(FilePaths.parent(pointer))
    try AtomicFile.write("\(metadata.etag) \(size)\n", to: pointer)
    let download = RangeDownload(
      requests: source.requests, file: name, metadata: metadata, blob: blob, progress: progress)
    return ModelFile(name: name, size: size, remote: remote(name, blob, metadata.commit, download))
  }

  /// A file of which earlier runs fetched parts; nil where there are none.
  func file(_ name: String, commit: String) throws -> ModelFile? {
    let pointer = pointer(name, commit: commit)
    guard let length = FilePaths.size(of: pointer), length <= 256 else { return nil }
    let words = try MappedFile(path: pointer).withUnsafeBytes { bytes in
      bytes.split { $0 <= 0x20 }.map { String(decoding: $0, as: UTF8.self) }
    }
    guard words.count == 2, HubMetadata.canNameFile(words[0]), let size = Int(words[1]), size >= Self.leastSize,
      FilePaths.size(of: "\(folder)/\(words[0])") == size
    else { return nil }
    let blob = try PartialBlob(path: "\(folder)/\(words[0])", size: size)
    return ModelFile(name: name, size: size, remote: remote(name, blob, commit, nil))
  }

  private func remote(
    _ name: String, _ blob: PartialBlob, _ commit: String, _ download: RangeDownload?
  ) -> RemoteFile {
    let (model, revision, isForbidden) = (source.repository, source.revision, source.settings.isOffline)
    let searched = folder
    return RemoteFile(
      blob, lock: PartialBlob.lockPath(blob.path), download: download, isNoting: source.isNoting
    ) { missing in
      .missingOffline(
        names: ["\(missing) bytes of \(name)"], model: model, revision: revision, searched: [searched],
        isForbidden: isForbidden)
    }
  }
}
