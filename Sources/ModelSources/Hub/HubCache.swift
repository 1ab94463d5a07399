#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import ByteFiles

/// The cache folder that the Python tools share, as seen by one repository.
///
/// ```text
/// models--org--name/refs/main                        the commit that main was when last asked
///                  /snapshots/<commit>/config.json   -> ../../blobs/<etag>
///                  /blobs/<etag>                     the bytes
///                  /.no_exist/<commit>/<file>        the commit has no such file
/// .locks/models--org--name/<etag>.lock               held while a blob is written
/// ```
struct HubCache: Sendable {
  /// The cache folder.
  let folder: String
  /// The repository as it was named.
  let repository: String

  /// What the cache knows of a file.
  enum Knowledge: Equatable {
    case found(ModelFile)
    case knownMissing
    case unknown

    /// The file, where it is found.
    var file: ModelFile? { if case .found(let file) = self { file } else { nil } }
  }

  /// Forty hexadecimal digits: a commit, which names one content for ever.
  static func isCommit(_ revision: String) -> Bool {
    revision.utf8.count == 40 && revision.utf8.allSatisfy(\.isLowercaseHexadecimal)
  }

  static func folderName(_ repository: String) -> String {
    "models--" + repository.split(separator: "/").joined(separator: "--")
  }

  /// The repository's folder under the name it was asked by, and then under its other name.
  var repositoryFolders: [String] {
    ([repository] + (RepositoryAlias.other(repository).map { [$0] } ?? [])).map { folder + "/" + Self.folderName($0) }
  }

  /// The folder to write to: one that already has this commit, else the one named as the repository was.
  func writingFolder(commit: String) -> String {
    repositoryFolders.first { FilePaths.kind(of: "\($0)/snapshots/\(commit)") == .folder } ?? repositoryFolders[0]
  }

  /// The commit that `revision` was when the hub was last asked; nil when it never was.
  func commit(of revision: String) -> String? {
    if Self.isCommit(revision) { return revision }
    let known = repositoryFolders.compactMap { repository -> (commit: String, hasSnapshot: Bool)? in
      let path = "\(repository)/refs/\(revision)"
      guard let size = FilePaths.size(of: path), size <= 64, let file = try? MappedFile(path: path) else { return nil }
      let commit = file.withUnsafeBytes { String(decoding: $0.prefix { $0 > 0x20 }, as: UTF8.self) }
      guard Self.isCommit(commit) else { return nil }
      return (commit, !FilePaths.names(in: "\(repository)/snapshots/\(commit)").isEmpty)
    }
    return (known.first { $0.hasSnapshot } ?? known.first)?.commit
  }

  /// Looks for a file of a commit; throws ``ModelSourcesError/linkLeavesCache(path:target:)`` for a link to elsewhere.
  func look(for name: String, commit: String) throws -> Knowledge {
    for repository in repositoryFolders {
      let path = "\(repository)/snapshots/\(commit)/\(name)"
      if let size = FilePaths.size(of: path) {
        return .found(ModelFile(name: name, path: path, size: size, hash: try hash(of: path, in: repository)))
      }
    }
    let isMissing = repositoryFolders.contains { FilePaths.size(of: "\($0)/.no_exist/\(commit)/\(name)") != nil }
    return isMissing ? .knownMissing : .unknown
  }

  /// The names of the files that the cache has of a commit.
  func fileNames(commit: String) -> [String] {
    let names = repositoryFolders.flatMap { repository in
      let snapshot = "\(repository)/snapshots/\(commit)"
      return FilePaths.names(in: snapshot).flatMap { name in
        // Folders further down hold a pipeline's models, or a model's modules.
        FilePaths.kind(of: "\(snapshot)/\(name)") == .folder
          ? FilePaths.names(in: "\(snapshot)/\(name)").map { "\(name)/\($0)" } : [name]
      }
    }
    return Array(Set(names)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Follows a snapshot's link and tells the blob's hash.
  private func hash(of path: String, in repository: String) throws -> ContentHash? {
    guard let target = FilePaths.linkTarget(path) else { return nil }
    guard let real = FilePaths.real(path) else { return nil }
    // The cache itself, one model's folder in it, or that of its blobs may be a link that its owner made.
    let roots = [folder, repository, repository + "/blobs"].compactMap(FilePaths.real)
    guard roots.contains(where: { FilePaths.isInside(real, $0) }) else {
      throw ModelSourcesError.linkLeavesCache(path: path, target: real)
    }
    return ContentHash(blobName: FilePaths.lastComponent(target))
  }
}
