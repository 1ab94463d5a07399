#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file mapped into memory for reading: its bytes are paged in as they are looked at, and never copied.
///
/// The mapping lives as long as the object. A file that another process shortens while it is mapped ends the process
/// when the missing part is read (as with every mapped file); replacing it by renaming a new file over it is safe.
package final class MappedFile: Sendable {
  /// The path the file was opened by, for messages.
  package let path: String
  /// The number of bytes.
  package let count: Int
  // SAFETY: read-only memory that stays mapped until deinit; sharing it between threads races with no writer.
  private nonisolated(unsafe) let base: UnsafeRawPointer?

  /// Maps the whole file at `path`; throws ``ByteFilesError/system(operation:file:reason:)`` when it cannot be read.
  package init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ByteFilesError.fromErrno("open", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw ByteFilesError.fromErrno("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ByteFilesError.system(operation: "read", file: path, reason: "it is not a regular file")
    }
    let size = Int(status.st_size)
    self.path = path
    self.count = size
    guard size > 0 else {
      base = nil
      return
    }
    guard let memory = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), memory != MAP_FAILED else {
      throw ByteFilesError.fromErrno("map", path)
    }
    base = UnsafeRawPointer(memory)
  }

  deinit {
    if let base { munmap(UnsafeMutableRawPointer(mutating: base), count) }
  }

  /// All the bytes; valid as long as this object is.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base, count: count)
  }

  /// Tells the system that `range` will be read soon, from its start to its end.
  package func willReadSequentially(_ range: Range<Int>) {
    advise(range, MADV_SEQUENTIAL)
    advise(range, MADV_WILLNEED)
  }

  /// Lets the system take back the memory behind `range`; reading it again pages it in again.
  package func release(_ range: Range<Int>) {
    advise(range, MADV_DONTNEED)
  }

  private func advise(_ range: Range<Int>, _ advice: Int32) {
    guard let base, !range.isEmpty else { return }
    let page = Int(getpagesize())
    let start = range.lowerBound / page * page
    _ = madvise(UnsafeMutableRawPointer(mutating: base + start), min(range.upperBound, count) - start, advice)
  }
}

extension ByteFilesError {
  /// The error that `errno` holds now.
  package static func fromErrno(_ operation: String, _ file: String) -> ByteFilesError {
    .system(operation: operation, file: file, reason: String(cString: strerror(errno)))
  }
}
