#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What stands at a path where a folder is expected.
package enum FolderContent: Equatable, Sendable {
  case missing
  case notAFolder
  case empty
  /// The names in it, sorted by their bytes, without `.` and `..`.
  case files([String])

  /// Looks at `path`; what cannot be looked at counts as missing.
  package init(path: String) {
    guard let folder = opendir(path) else {
      self = errno == ENOTDIR ? .notAFolder : .missing
      return
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    self = names.isEmpty ? .empty : .files(names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
