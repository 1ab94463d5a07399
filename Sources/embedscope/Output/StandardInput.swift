import ByteFiles

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The standard input.
enum StandardInput {
  /// All of it, however it comes.
  static func readAll() throws -> [UInt8] {
    var bytes: [UInt8] = []
    let chunkSize = 1 << 16
    while true {
      let start = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: chunkSize))
      let count = bytes.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress.map { $0 + start }, chunkSize) }
      bytes.removeLast(chunkSize - max(0, count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ByteFilesError.fromErrno("read", "standard input") }
      if count == 0 { return bytes }
    }
  }
}
