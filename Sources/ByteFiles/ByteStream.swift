#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// An open file, pipe or terminal, read from its beginning to its end.
package final class ByteStream {
  /// How many bytes there are, where that is known beforehand: of regular files.
  package let count: Int?
  private let descriptor: Int32
  private let name: String
  private let closes: Bool

  /// Opens the file at `path`; throws ``ByteFilesError/system(operation:file:reason:)`` when it cannot be read.
  package init(path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ByteFilesError.fromErrno("open", path) }
    name = path
    closes = true
    count = Self.size(descriptor)
  }

  private init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    closes = false
    count = Self.size(descriptor)
  }

  deinit { if closes { close(descriptor) } }

  /// The standard input.
  package static var standardInput: ByteStream { ByteStream(descriptor: STDIN_FILENO, name: "standard input") }

  private static func size(_ descriptor: Int32) -> Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// At most `limit` bytes more; none at the end alone.
  package func read(_ limit: Int) throws -> [UInt8] {
    while true {
      var result = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: max(limit, 1)) { buffer, count in
        result = systemRead(descriptor, buffer)
        count = max(0, result)
      }
      if result >= 0 { return bytes }
      guard errno == EINTR else { throw ByteFilesError.fromErrno("read", name) }
    }
  }
}

/// read(2), whose name the method above hides.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
