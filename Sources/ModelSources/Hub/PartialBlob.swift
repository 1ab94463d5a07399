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
///                                /<etag>.ranges   "0 65536" on a line of its own for each part, written after its bytes
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
  private let known: Locked<RangeSet>

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
    known = Locked(Self.read(path + ".ranges", size: size))
  }

  deinit { close(descriptor) }

  /// What of `range` is not here.
  func missing(in range: Range<Int>) -> [Range<Int>] { known.withLock { $0.missing(in: range) } }

  /// How many bytes are here.
  var count: Int { known.withLock { $0.count } }

  /// Takes note of what other processes fetched meanwhile.
  func reload() {
    let found = Self.read(journal, size: size)
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
    let journal = open(journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard journal >= 0 else { throw ByteFilesError.fromErrno("write", self.journal) }
    defer { close(journal) }
    // A line feed first: what a run that was killed left unfinished must not become part of this line.
    let line = Array("\n\(range.lowerBound) \(range.upperBound)\n".utf8)
    try line.withUnsafeBytes { try AtomicFile.writeAll($0, to: journal, path: self.journal) }
    known.withLock { $0.insert(range) }
  }

  /// Drops everything: the next run begins with a new file.
  func clear() {
    Self.remove(path)
    known.withLock { $0 = RangeSet() }
  }

  private static func remove(_ path: String) {
    unlink(path + ".ranges")
    unlink(path)
  }

  /// How many bytes the journal at `path` lists.
  static func recordedBytes(_ path: String) -> Int { read(path, size: .max).count }

  /// The ranges that a journal lists; lines that are none, or lie outside the file, are passed over.
  private static func read(_ journal: String, size: Int) -> RangeSet {
    var ranges = RangeSet()
    guard let length = FilePaths.size(of: journal), length <= 16 << 20, let file = try? MappedFile(path: journal) else {
      return ranges
    }
    file.withUnsafeBytes { bytes in
      // What follows the last line feed may have been cut.
      let whole = bytes.prefix((bytes.lastIndex(of: 0x0A) ?? -1) + 1)
      for line in whole.split(separator: 0x0A) {
        let numbers = line.split(separator: 0x20).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 2, numbers[0] >= 0, numbers[0] < numbers[1], numbers[1] <= size else { continue }
        ranges.insert(numbers[0]..<numbers[1])
      }
    }
    return ranges
  }
}
