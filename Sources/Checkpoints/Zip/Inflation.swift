import CZlib

/// What Deflate (RFC 1951) compressed, made large again by zlib.
enum Inflation {
  /// Why bytes could not be inflated.
  struct Failure: Error, Equatable {
    var reason: String
  }

  /// Inflates `input` into `output`, which it must fill to the last byte and not beyond.
  static func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws {
    var stream = z_stream()
    // Without a header of zlib: a window of 32 kB.
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Failure(reason: "zlib cannot be started")
    }
    defer { inflateEnd(&stream) }
    var taken = 0
    var made = 0
    // zlib counts in 32 bits: larger runs are given in pieces. One byte more than there is room for is asked for, to see
    // whether there is more.
    var beyond: UInt8 = 0
    while true {
      let rest = UnsafeRawBufferPointer(rebasing: input[taken...].prefix(1 << 30))
      let room = UnsafeMutableRawBufferPointer(rebasing: output[made...].prefix(1 << 30))
      let status = withUnsafeMutablePointer(to: &beyond) { beyond in
        // SAFETY: zlib reads at most `rest.count` bytes and writes at most `room.count`, or one to `beyond`.
        stream.next_in = UnsafeMutablePointer(mutating: rest.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.avail_in = UInt32(rest.count)
        stream.next_out = room.isEmpty ? beyond : room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_out = UInt32(max(1, room.count))
        return CZlib.inflate(&stream, Z_NO_FLUSH)
      }
      taken += rest.count - Int(stream.avail_in)
      let written = max(1, room.count) - Int(stream.avail_out)
      guard written <= room.count else { throw Failure(reason: "more than \(output.count) bytes come of it") }
      made += written
      if status == Z_STREAM_END { break }
      guard status == Z_OK, written > 0 || Int(stream.avail_in) < rest.count else {
        throw Failure(reason: stream.msg.map { String(cString: $0) } ?? "it ends early")
      }
    }
    guard made == output.count else { throw Failure(reason: "\(made) bytes come of it, not \(output.count)") }
    guard taken == input.count else { throw Failure(reason: "\(input.count - taken) bytes are left over") }
  }
}
