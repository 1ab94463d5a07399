#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import ByteFiles

/// A download's file while it grows.
final class PartialFile {
  /// The path, for messages.
  let path: String
  /// The bytes that are there.
  private(set) var count: Int
  private let descriptor: Int32

  /// Opens what an earlier attempt left, or an empty file.
  init(path: String) throws {
    // O_NOFOLLOW: a link in the cache must not choose which file is overwritten.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw ByteFilesError.fromErrno("write", path) }
    let end = lseek(descriptor, 0, SEEK_END)
    guard end >= 0 else {
      let error = ByteFilesError.fromErrno("write", path)
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
    count = Int(end)
  }

  deinit { close(descriptor) }

  /// Adds bytes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws {
    try AtomicFile.writeAll(bytes, to: descriptor, path: path)
    count += bytes.count
  }

  /// Drops everything.
  func clear() throws {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw ByteFilesError.fromErrno("write", path)
    }
    count = 0
  }

  /// Waits until the disk has everything.
  func flush() throws {
    guard fsync(descriptor) == 0 else { throw ByteFilesError.fromErrno("write", path) }
  }
}
