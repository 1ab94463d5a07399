#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Files and folders with all they hold.
package enum FileTree {
  /// Removes a file, or a folder with all that is in it; symbolic links are removed, never followed.
  package static func remove(_ path: String) {
    // Other threads may still be writing into the folder: what appears while it is emptied is removed in the next round.
    for _ in 0..<3 where unlink(path) != 0 && errno != ENOENT {
      guard isFolder(path), case .files(let names) = FolderContent(path: path) else {
        rmdir(path)
        return
      }
      for name in names { remove("\(path)/\(name)") }
      if rmdir(path) == 0 { return }
    }
  }

  /// Makes the folder at `path`, and those above it where they are missing, for whom the user's mask allows.
  ///
  /// - Throws: ``ByteFilesError/system(operation:file:reason:)`` where that cannot be done.
  package static func makeFolders(_ path: String) throws {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw ByteFilesError.fromErrno("make the folder", path) }
    try makeFolders(split(path).parent)
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw ByteFilesError.fromErrno("make the folder", path) }
  }

  /// The folder that a path lies in, and its last component.
  package static func split(_ path: String) -> (parent: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let parent = String(path[..<slash])
    return (parent.isEmpty ? "/" : parent, String(path[path.utf8.index(after: slash)...]))
  }

  private static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }
}
