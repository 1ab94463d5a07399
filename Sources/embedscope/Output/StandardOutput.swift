import ByteFiles

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Nobody reads the standard output any more, as in `embedscope vocab gpt2 --list | head`: no error, but the end.
struct ClosedPipe: Error {}

/// The standard output, through a buffer: what a person or a program asked for, and nothing else.
///
/// Text that comes from a file goes through ``TerminalText`` or one of its siblings before it gets here.
final class StandardOutput {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let capacity = 1 << 16

  init(descriptor: Int32 = STDOUT_FILENO) {
    self.descriptor = descriptor
    buffer.reserveCapacity(Self.capacity)
  }

  /// Writes `text`; throws ``ClosedPipe``, or a ``ByteFilesError`` where the output cannot be written.
  func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Writes `text` and ends the line.
  func writeLine(_ text: String = "") throws {
    try write(text)
    try write("\n")
  }

  /// Writes bytes as they are.
  func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  /// Writes bytes as they are, large runs of them without a copy.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    if buffer.count + bytes.count > Self.capacity {
      try flush()
      if bytes.count >= Self.capacity { return try send(bytes) }
    }
    buffer.append(contentsOf: bytes)
  }

  /// Sends what the buffer holds; called once more at the end of the process.
  func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    try buffer.withUnsafeBytes(send)
  }

  private func send(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unistdWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
      if written >= 0 {
        rest = rest.dropFirst(written)
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      case EPIPE: throw ClosedPipe()
      default:
        throw ByteFilesError.system(
          operation: "write", file: "standard output", reason: String(cString: strerror(errno)))
      }
    }
  }
}

/// write(2), whose name the methods above hide.
func unistdWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
