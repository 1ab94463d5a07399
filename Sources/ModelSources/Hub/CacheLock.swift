#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import ByteFiles

/// A lock between processes: flock on a file of its own, as Python's filelock does, so that both respect each other.
///
/// The file stays when the lock is gone: removing it would let two processes lock two files of one name.
final class CacheLock {
  /// False on disks that know no such locks; then whoever writes must use a name of its own.
  let isHeld: Bool
  private let descriptor: Int32

  /// Waits for the lock; `onWaiting` is called once if another process has it.
  init(path: String, onWaiting: () -> Void) throws {
    try FileTree.makeFolders(FilePaths.parent(path))
    var isAnnounced = false
    while true {
      let descriptor = try Self.open(path)
      var result = flock(descriptor, LOCK_EX | LOCK_NB)
      if result != 0, errno == EWOULDBLOCK {
        if !isAnnounced { onWaiting() }
        isAnnounced = true
        repeat { result = flock(descriptor, LOCK_EX) } while result != 0 && errno == EINTR
      }
      if result != 0 || Self.isStillThere(descriptor) {
        self.descriptor = descriptor
        isHeld = result == 0
        return
      }
      // Somebody removed the file while we waited: what we hold locks nobody out.
      close(descriptor)
    }
  }

  deinit { close(descriptor) }

  /// Whether another process holds the lock at `path` now.
  static func isTaken(_ path: String) -> Bool {
    guard FilePaths.kind(of: path) == .file, let descriptor = try? open(path) else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  private static func open(_ path: String) throws -> Int32 {
    let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
    #if canImport(Darwin)
    let descriptor = Darwin.open(path, flags, 0o664)
    #else
    let descriptor = Glibc.open(path, flags, 0o664)
    #endif
    guard descriptor >= 0 else { throw ByteFilesError.fromErrno("lock", path) }
    return descriptor
  }

  private static func isStillThere(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink > 0
  }
}
