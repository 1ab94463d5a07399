#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file that is written and on the disk, under a temporary name beside the one it is for.
struct StagedFile {
  private let path: String
  private let temporary: String

  /// Writes `bytes` for `path`; throws and leaves nothing behind when that fails, or when `path` is a folder.
  init(_ bytes: UnsafeRawBufferPointer, for path: String) throws {
    self.path = path
    temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).incomplete"
    // rename(2) would refuse a folder, too, but only after other files have taken their places.
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      errno = EISDIR
      throw ByteFilesError.fromErrno("write", path)
    }
    UnfinishedFiles.ofProcess.add(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let error = ByteFilesError.fromErrno("write", path)
      UnfinishedFiles.ofProcess.takeOff(temporary)
      throw error
    }
    do {
      defer { close(descriptor) }
      try AtomicFile.writeAll(bytes, to: descriptor, path: path)
      guard fsync(descriptor) == 0 else { throw ByteFilesError.fromErrno("write", path) }
    } catch {
      discard()
      throw error
    }
  }

  /// Gives the file its name, in place of one that is there.
  func commit() throws {
    guard rename(temporary, path) == 0 else {
      let error = ByteFilesError.fromErrno("write", path)
      discard()
      throw error
    }
    UnfinishedFiles.ofProcess.takeOff(temporary)
  }

  /// Removes the file.
  func discard() {
    unlink(temporary)
    UnfinishedFiles.ofProcess.takeOff(temporary)
  }
}
