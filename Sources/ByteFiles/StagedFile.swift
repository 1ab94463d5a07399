#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file that is written and on the disk, under a temporary name beside the one it is for.
///
/// A link is followed: the file that it leads to is replaced, and keeps its mode. What is no file (a device, a pipe) has no
/// place beside it: bytes go straight to it.
struct StagedFile {
  private let path: String
  /// nil for what is no file.
  private let temporary: String?

  /// Sends bytes on; throws where they can't be written.
  typealias Send = (UnsafeRawBufferPointer) throws -> Void

  /// Writes `bytes` for `path`; throws and leaves nothing behind when that fails, or when `path` is a folder.
  init(_ bytes: UnsafeRawBufferPointer, for path: String) throws {
    try self.init(for: path) { send in try send(bytes) }
  }

  /// Writes what `body` sends for `path`, as it comes; throws and leaves nothing behind when that fails, when `body` throws, or
  /// when `path` is a folder.
  init(for path: String, _ body: (Send) throws -> Void) throws {
    var status = stat()
    let exists = stat(path, &status) == 0
    // rename(2) would refuse a folder, too, but only after other files have taken their places.
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      errno = EISDIR
      throw ByteFilesError.fromErrno("write", path)
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      self.path = path
      temporary = nil
      try Self.write(to: path, named: path, O_WRONLY | O_CLOEXEC, body)
      return
    }
    let target = exists ? Self.resolved(path) : path
    let temporary = "\(target).\(getpid()).\(UInt32.random(in: 0 ... .max)).incomplete"
    self.path = target
    self.temporary = temporary
    UnfinishedFiles.ofProcess.add(temporary)
    do {
      try Self.write(to: temporary, named: path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, body)
      if exists { _ = chmod(temporary, status.st_mode & 0o7777) }
    } catch {
      discard()
      throw error
    }
  }

  private static func write(to file: String, named path: String, _ flags: Int32, _ body: (Send) throws -> Void) throws {
    let descriptor = open(file, flags, 0o644)
    guard descriptor >= 0 else { throw ByteFilesError.fromErrno("write", path) }
    defer { close(descriptor) }
    try body { try AtomicFile.writeAll($0, to: descriptor, path: path) }
    // What is no file has no disk to be flushed to.
    guard flags & O_CREAT == 0 || fsync(descriptor) == 0 else { throw ByteFilesError.fromErrno("write", path) }
  }

  /// Where a link leads.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Gives the file its name, in place of one that is there.
  func commit() throws {
    guard let temporary else { return }
    guard rename(temporary, path) == 0 else {
      let error = ByteFilesError.fromErrno("write", path)
      discard()
      throw error
    }
    UnfinishedFiles.ofProcess.takeOff(temporary)
  }

  /// Removes the file.
  func discard() {
    guard let temporary else { return }
    unlink(temporary)
    UnfinishedFiles.ofProcess.takeOff(temporary)
  }
}
