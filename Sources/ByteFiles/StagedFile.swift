#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What is written to a path: a file as a whole, under a temporary name beside it until it is renamed; anything else as it comes.
///
/// A link is followed: the file that it leads to is replaced. That file's mode and owner are kept, the owner where the system
/// allows it. What is no file (a device, a pipe, an open descriptor) has no place beside it: bytes go straight to it.
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
    switch WriteTarget(path) {
    case .descriptor(let descriptor):
      self.path = path
      temporary = nil
      try body { try AtomicFile.writeAll($0, to: descriptor, path: path) }
    case .stream(let stream):
      self.path = path
      temporary = nil
      try Self.write(to: stream, named: path, O_WRONLY | O_TRUNC | O_NOCTTY | O_CLOEXEC, body)
    case .file(let file):
      let former = try Self.former(file, named: path)
      let temporary = "\(file).\(getpid()).\(UInt32.random(in: 0 ... .max)).incomplete"
      self.path = file
      self.temporary = temporary
      UnfinishedFiles.ofProcess.add(temporary)
      do {
        try Self.write(to: temporary, named: path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, body)
        if let former { Self.keep(former, at: temporary) }
      } catch {
        discard()
        throw error
      }
    }
  }

  /// The file that will be replaced; nil where there is none.
  ///
  /// rename(2) would refuse a folder, too, but only after other files have taken their places, and would replace a file that may
  /// not be written.
  private static func former(_ file: String, named path: String) throws -> stat? {
    var status = stat()
    guard stat(file, &status) == 0 else {
      // What is still a link leads in a circle.
      guard errno != ELOOP else { throw ByteFilesError.fromErrno("write", path) }
      return nil
    }
    if status.st_mode & S_IFMT == S_IFDIR { errno = EISDIR } else if access(file, W_OK) == 0 { return status }
    throw ByteFilesError.fromErrno("write", path)
  }

  /// Gives the new file the mode and owner of the former one.
  static func keep(_ former: stat, at path: String) {
    // Only root may give files away; whoever else writes a file of others owns the new one, in the same group if possible.
    if chown(path, former.st_uid, former.st_gid) != 0 { _ = chown(path, uid_t.max, former.st_gid) }
    // After the owner, since a change of owner clears some bits.
    _ = chmod(path, former.st_mode & 0o7777)
  }

  private static func write(to file: String, named path: String, _ flags: Int32, _ body: (Send) throws -> Void) throws {
    // What is new is for whom the user's mask allows.
    let descriptor = open(file, flags, 0o666)
    guard descriptor >= 0 else { throw ByteFilesError.fromErrno("write", path) }
    defer { close(descriptor) }
    try body { try AtomicFile.writeAll($0, to: descriptor, path: path) }
    // What is no file has no disk to be flushed to.
    guard flags & O_CREAT == 0 || fsync(descriptor) == 0 else { throw ByteFilesError.fromErrno("write", path) }
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
