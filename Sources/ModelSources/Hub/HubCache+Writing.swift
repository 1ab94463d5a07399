#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import ByteFiles

extension HubCache {
  /// Notes which commit a branch or tag is; a cache that cannot be written to stays as it is.
  func remember(revision: String, commit: String) {
    let path = "\(writingFolder(commit: commit))/refs/\(revision)"
    guard revision != commit, !holds(commit, at: path) else { return }
    guard (try? FileTree.makeFolders(FilePaths.parent(path))) != nil else { return }
    try? AtomicFile.write(commit, to: path)
  }

  private func holds(_ commit: String, at path: String) -> Bool {
    guard FilePaths.size(of: path) == commit.utf8.count, let file = try? MappedFile(path: path) else { return false }
    return file.withUnsafeBytes { $0.elementsEqual(commit.utf8) }
  }

  /// Notes that a commit has no such file.
  func rememberMissing(_ name: String, commit: String) {
    let path = "\(writingFolder(commit: commit))/.no_exist/\(commit)/\(name)"
    guard FilePaths.kind(of: path) == nil, (try? FileTree.makeFolders(FilePaths.parent(path))) != nil else { return }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    if descriptor >= 0 { close(descriptor) }
  }

  /// Marks the folder as a cache, so that backups leave it out (the convention of bford.info/cachedir).
  func writeTag() {
    let path = folder + "/CACHEDIR.TAG"
    guard FilePaths.kind(of: path) == nil else { return }
    let signature = "Signature: 8a477f597d28d172789f06886806bc55\n"
    try? AtomicFile.write(signature + "# Models fetched from a hub; they can be fetched again.\n", to: path)
  }

  /// Puts a blob into a snapshot under its name, as a relative link; where there are no links, the file itself.
  func link(blob: String, as name: String, commit: String, in repository: String, usesLinks: Bool) throws {
    let path = "\(repository)/snapshots/\(commit)/\(name)"
    try FileTree.makeFolders(FilePaths.parent(path))
    guard usesLinks else { return try move("\(repository)/blobs/\(blob)", to: path) }
    let climb = String(repeating: "../", count: name.utf8.count { $0 == UInt8(ascii: "/") } + 2)
    // Made beside it and renamed: whoever looks meanwhile sees the old link or the new one.
    let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).link"
    guard symlink("\(climb)blobs/\(blob)", temporary) == 0 else {
      guard [EPERM, ENOTSUP, ENOSYS].contains(errno) else { throw ByteFilesError.fromErrno("link", path) }
      return try move("\(repository)/blobs/\(blob)", to: path)
    }
    guard rename(temporary, path) == 0 else {
      let error = ByteFilesError.fromErrno("link", path)
      unlink(temporary)
      throw error
    }
  }

  private func move(_ source: String, to target: String) throws {
    guard rename(source, target) == 0 else { throw ByteFilesError.fromErrno("rename", source) }
  }

  /// The path of a blob's lock, where the Python tools look for it too.
  func lockPath(_ etag: String, in repository: String) -> String {
    "\(folder)/.locks/\(FilePaths.lastComponent(repository))/\(etag).lock"
  }
}
