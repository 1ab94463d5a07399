#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import ByteFiles
import Work

/// A large file of which only parts are here: as long as the whole, with holes, and a journal beside it that says which bytes
/// it has.
///
/// ```text
/// <cache>-parts/models--org--name/<etag>          the bytes at their places
///                                /<etag>.ranges   a ``PartsJournal``: a line for each part, written after its bytes
///                                /snapshots/<commit>/<file>    "<etag> <size>"
/// ```
///
/// It lies beside the cache and not in it: Python's tools would take it for the whole file.
final class PartialBlob: Sendable {
  let path: String
  /// The size of the whole file.
  let size: Int
  /// The bytes, where they are mapped.
  let mapped: MappedFile
  private let descriptor: Int32
  private let known: Locked<PartsJournal>

  private var journal: String { path + ".ranges" }

  /// The lock of whoever makes the file at `path`, or adds to it.
  static func lockPath(_ path: String) -> String { path + ".lock" }

  /// Opens what earlier runs left, or an empty file of `size` bytes.
  ///
  /// A file that is to be replaced is removed, not emptied: another process may have it mapped.
  init(path: String, size: Int) throws {
    try ModelSourcesError.makeCacheFolder(FilePaths.parent(path))
    let lock = try CacheLock(path: Self.lockPath(path)) {}
    defer { withExtendedLifetime(lock) {} }
    if let found = FilePaths.size(of: path), found != size { Self.remove(path) }
    // O_NOFOLLOW: a link must not choose which file is overwritten.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw ByteFilesError.fromErrno("write", path) }
    do {
      if FilePaths.size(of: path) != size {
        unlink(path + ".ranges")
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw ByteFilesError.fromErrno("write", path) }
      }
      mapped = try MappedFile(path: path)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.size = size
    self.descriptor = descriptor
    known = Locked(PartsJournal(path: path + ".ranges", size: size))
  }

  deinit { close(descriptor) }

  /// What of `range` is not here.
  func missing(in range: Range<Int>) -> [Range<Int>] { known.withLock { $0.ranges.missing(in: range) } }

  /// How many bytes are here.
  var count: Int { known.withLock { $0.ranges.count } }

  /// By which ETag their server knew the file.
  var validator: Validator? { known.withLock { $0.validator } }

  /// Takes note of what other processes fetched meanwhile.
  func reload() {
    let found = isStillThere ? PartsJournal(path: journal, size: size) : PartsJournal()
    known.withLock { $0 = found }
  }

  /// Writes bytes to their place; they count once they are recorded.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
    var rest = bytes
    var place = offset
    while let start = rest.baseAddress, !rest.isEmpty {
      let written = pwrite(descriptor, start, rest.count, off_t(place))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw ByteFilesError.fromErrno("write", path) }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      place += written
    }
  }

  /// Notes that the bytes of `range` are here, once the disk has them.
  func record(_ range: Range<Int>) throws {
    guard !range.isEmpty else { return }
    guard fsync(descriptor) == 0 else { throw ByteFilesError.fromErrno("write", path) }
    try append(PartsJournal.line(range))
    known.withLock { $0.ranges.insert(range) }
  }

  /// Notes by which ETag the server knows the file, before the first of its bytes is recorded.
  func note(_ validator: Validator) throws {
    guard validator != self.validator else { return }
    try append(PartsJournal.line(validator))
    known.withLock { $0.validator = validator }
  }

  private func append(_ line: String) throws {
    guard isStillThere else {
      throw ByteFilesError.system(operation: "write", file: path, reason: "it was removed meanwhile")
    }
    let journal = open(journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard journal >= 0 else { throw ByteFilesError.fromErrno("write", self.journal) }
    defer { close(journal) }
    // A line feed first: what a run that was killed left unfinished must not become part of this line.
    try Array("\n\(line)\n".utf8).withUnsafeBytes { try AtomicFile.writeAll($0, to: journal, path: self.journal) }
  }

  /// Whether the file at the path is the one that was opened: whoever drops it makes way for a new one, whose journal is not ours.
  private var isStillThere: Bool {
    var (opened, found) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path, &found) == 0 && opened.st_ino == found.st_ino
      && opened.st_dev == found.st_dev
  }

  /// Drops everything: the next run begins with a new file.
  func clear() {
    Self.remove(path)
    known.withLock { $0 = PartsJournal() }
  }

  private static func remove(_ path: String) {
    unlink(path + ".ranges")
    unlink(path)
  }

  /// How many bytes the journal at `path` lists.
  static func recordedBytes(_ path: String) -> Int { PartsJournal(path: path, size: .max).ranges.count }
}
