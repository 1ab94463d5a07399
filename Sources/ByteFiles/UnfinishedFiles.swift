import Work

/// Files and folders that are being written under a temporary name, so that a process that is interrupted can remove them.
///
/// Whoever makes such a file adds its path before making it and takes it off after renaming or removing it.
package struct UnfinishedFiles: Sendable {
  /// The list that the tool clears when it is interrupted.
  package static let ofProcess = UnfinishedFiles()

  private let paths = Locked<[String]>([])

  /// A list of its own, for tests.
  package init() {}

  /// Says that `path` is about to be made.
  package func add(_ path: String) { paths.withLock { $0.append(path) } }

  /// Says that `path` is finished or gone.
  package func takeOff(_ path: String) {
    paths.withLock { paths in
      if let index = paths.lastIndex(of: path) { paths.remove(at: index) }
    }
  }

  /// Removes every path on the list, folders with all they hold; for a process that is about to end.
  package func removeAll() {
    paths.withLock { paths in
      for path in paths { FileTree.remove(path) }
      paths.removeAll()
    }
  }
}
