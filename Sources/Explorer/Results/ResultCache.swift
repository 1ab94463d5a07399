import ByteFiles

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The folder of results that this user's explorers share.
package struct ResultCache: Sendable {
  /// `$XDG_CACHE_HOME/embedscope/results`, or below `~/.cache`.
  package let folder: String

  /// nil where the environment names no home.
  package init?(environment: (String) -> String?) {
    if let base = environment("XDG_CACHE_HOME"), base.hasPrefix("/") {
      folder = base + "/embedscope/results"
    } else if let home = environment("HOME"), !home.isEmpty {
      folder = home + "/.cache/embedscope/results"
    } else {
      return nil
    }
  }

  package init(folder: String) { self.folder = folder }

  /// A result that is kept.
  package struct Entry: Codable, Sendable, Equatable {
    /// The name of its folder.
    package var key: String
    package var study: String
    /// The models that were asked.
    package var models: [String]
    /// The bytes of its files.
    package var bytes: Int
  }

  /// All results, the names of their folders rising.
  package func entries() -> [Entry] {
    ResultDisk(folder: folder).all().map { key, facts in
      Entry(
        key: key.digest, study: facts.study, models: facts.models, bytes: facts.files.reduce(0) { $0 + $1.bytes })
    }
  }

  /// Removes all results, also those that cannot be read and what a run that broke off left: each can be found again.
  ///
  /// - Returns: how many bytes the readable ones had.
  package func prune() -> Int {
    let freed = entries().reduce(0) { $0 + $1.bytes }
    guard case .files(let names) = FolderContent(path: folder) else { return freed }
    for name in names where ResultKey(name) != nil || name.hasSuffix(".incomplete") {
      FileTree.remove("\(folder)/\(name)")
    }
    return freed
  }
}
