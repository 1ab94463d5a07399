#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writing a file as a whole or not at all: to a temporary name beside it, flushed to the disk, then renamed.
///
/// Devices, pipes and open descriptors are written through instead: see ``WriteTarget``.
package enum AtomicFile {
  /// Writes `bytes` to `path`; throws ``ByteFilesError/system(operation:file:reason:)`` and leaves nothing behind when
  /// that fails (a full disk, a folder that cannot be written).
  package static func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws {
    try StagedFile(bytes, for: path).commit()
  }

  /// Writes several files, or none of them where one cannot be written.
  ///
  /// All are written under temporary names before the first is renamed; files that were there before stay until then.
  package static func write(_ files: [(path: String, bytes: [UInt8])]) throws {
    try write(
      streams: files.map { file in
        (file.path, { send in try file.bytes.withUnsafeBytes { try send($0) } })
      })
  }

  /// Writes several files from what their `body`s send, bit by bit, or none of them where one cannot be written.
  ///
  /// What is no file is written after all files are ready to take their places, since it cannot be taken back.
  package static func write(
    streams: [(path: String, body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void)]
  ) throws {
    var staged: [StagedFile] = []
    let isFile = streams.map { if case .file = WriteTarget($0.path) { true } else { false } }
    do {
      for kind in [true, false] {
        for (stream, _) in zip(streams, isFile).filter({ $0.1 == kind }) {
          staged.append(try StagedFile(for: stream.path, stream.body))
        }
      }
    } catch {
      staged.forEach { $0.discard() }
      throw error
    }
    for (position, file) in staged.enumerated() {
      do {
        try file.commit()
      } catch {
        staged[(position + 1)...].forEach { $0.discard() }
        throw error
      }
    }
  }

  /// Whether two paths lead to one file that is there.
  package static func isSame(_ path: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(path, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev
      && first.st_ino == second.st_ino
  }

  /// Writes `bytes` to `path`.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    try bytes.withUnsafeBytes { try write($0, to: path) }
  }

  /// Writes `text` to `path` as UTF-8.
  package static func write(_ text: String, to path: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0), to: path) }
  }

  /// Writes all of `bytes` to an open descriptor, however many calls that takes.
  package static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws {
    var offset = 0
    while offset < bytes.count {
      let written = systemWrite(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      if written < 0 {
        if errno == EINTR { continue }
        throw ByteFilesError.fromErrno("write", path)
      }
      offset += written
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
    Darwin.write(descriptor, bytes, count)
    #else
    Glibc.write(descriptor, bytes, count)
    #endif
  }
}
