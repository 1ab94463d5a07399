#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Files and folders that are being written under a temporary name, so that a process that is interrupted can remove them.
///
/// Whoever makes such a file adds its path before making it and takes it off after renaming or removing it.
package enum UnfinishedFiles {
  private static let paths = Locked<[String]>([])

  /// Says that `path` is about to be made.
  package static func add(_ path: String) { paths.withLock { $0.append(path) } }

  /// Says that `path` is finished or gone.
  package static func takeOff(_ path: String) {
    paths.withLock { paths in
      if let index = paths.lastIndex(of: path) { paths.remove(at: index) }
    }
  }

  /// Removes every path on the list, folders with all they hold; for a process that is about to end.
  package static func removeAll() {
    paths.withLock { paths in
      for path in paths { remove(path) }
      paths.removeAll()
    }
  }

  private static func remove(_ path: String) {
    // Other threads may still be writing into the folder: what appears while it is emptied is removed in the next round.
    for _ in 0..<3 where unlink(path) != 0 && errno != ENOENT {
      for name in entries(of: path) { remove("\(path)/\(name)") }
      if rmdir(path) == 0 { return }
    }
  }

  /// The names in a folder; empty where `path` is none, or a symbolic link to one, whose content is not ours.
  private static func entries(of path: String) -> [String] {
    var information = stat()
    guard lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR, let folder = opendir(path) else {
      return []
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        // SAFETY: d_name is a C string inside the entry, which stays valid until the next readdir.
        String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
