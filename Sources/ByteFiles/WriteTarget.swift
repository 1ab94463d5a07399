#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What a path to write to leads to, every link on the way followed.
package enum WriteTarget: Equatable, Sendable {
  /// A descriptor that this process has open: what `/dev/stdout` and `/dev/fd/3` stand for.
  ///
  /// The file behind it, where it is one, is never replaced: whoever opened it goes on with the old one.
  case descriptor(Int32)
  /// What is no file, such as a device or a pipe, or what another process has open: bytes go straight to it.
  case stream(String)
  /// A file, by the path it has or will have.
  case file(String)

  /// Looks at `path`, and at what its links lead to; what cannot be looked at counts as a file that will be made.
  package init(_ path: String) {
    var path = path
    // As many links as Linux follows.
    for _ in 0..<40 {
      let (parent, name) = FileTree.split(path)
      if let folder = Self.resolved(parent), let target = Self.openFile(name, in: folder) {
        self = target
        return
      }
      guard let link = Self.link(path) else { break }
      path = link.utf8.first == UInt8(ascii: "/") ? link : "\(parent)/\(link)"
    }
    var status = stat()
    let isThere = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    self = isThere && kind != S_IFREG && kind != S_IFDIR ? .stream(path) : .file(path)
  }

  /// What the process prints to.
  package static let standardOutput = WriteTarget.descriptor(STDOUT_FILENO)

  /// Whether both are one: the same descriptor, stream or file, whatever it is called.
  package func isSame(as other: WriteTarget) -> Bool {
    guard case .file(let path) = self, case .file(let otherPath) = other else { return self == other }
    return AtomicFile.isSame(path, otherPath) || Self.place(path) == Self.place(otherPath)
  }

  /// A path that does not depend on how its folder was called.
  private static func place(_ path: String) -> String {
    let (parent, name) = FileTree.split(path)
    return "\(resolved(parent) ?? parent)/\(name)"
  }

  /// What stands for an open file in `/dev/fd`, or in `/proc/PID/fd`, which `/dev/fd` is on Linux.
  private static func openFile(_ name: String, in folder: String) -> WriteTarget? {
    guard let number = Int32(name), number >= 0 else { return nil }
    if folder == "/dev/fd" { return .descriptor(number) }
    let parts = folder.split(separator: "/", omittingEmptySubsequences: true)
    guard parts.count >= 3, parts[0] == "proc", parts.last == "fd" else { return nil }
    return parts[1] == String(getpid()) ? .descriptor(number) : .stream("\(folder)/\(name)")
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Where the link at `path` leads, as it is written; nil for what is no link.
  private static func link(_ path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }
}
