import ByteFiles
import CZlib

/// Answers made smaller for the way: texts of some length alone, since floats hardly shrink.
enum Gzip {
  /// Below this a smaller answer is not sooner there.
  private static let least = 1_000
  /// Beyond this it takes longer to compress than to send, on any way that is a machine's own.
  private static let most = 64 << 20

  /// The bytes of `content` in gzip's frame; nil where that saves less than a tenth, and for what is no text.
  static func compressed(_ content: Content) -> OwnedBytes? {
    content.type.isText ? content.source.withUnsafeBytes(compressed) : nil
  }

  /// `input` in gzip's frame; nil where that saves less than a tenth.
  static func compressed(_ input: UnsafeRawBufferPointer) -> OwnedBytes? {
    guard (least...most).contains(input.count) else { return nil }
    var stream = z_stream()
    // Level 4: nine tenths of what the highest saves, in a quarter of its time.
    guard embedscope_gzip_init(&stream, 4) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    return withUnsafeTemporaryAllocation(byteCount: input.count - input.count / 10, alignment: 16) { output in
      // SAFETY: zlib reads `input` and writes `output` within the counts given, and keeps neither.
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(output.count)
      guard deflate(&stream, Z_FINISH) == Z_STREAM_END else { return nil }
      let result = UnsafeRawBufferPointer(rebasing: output[..<(output.count - Int(stream.avail_out))])
      return OwnedBytes(path: "", count: result.count) { $0.copyMemory(from: result) }
    }
  }

  /// Whether a browser that sends this Accept-Encoding takes gzip.
  static func isAccepted(_ header: String?) -> Bool {
    guard let header else { return false }
    return header.parts(separatedBy: UInt8(ascii: ",")).contains { part in
      let words = part.parts(separatedBy: UInt8(ascii: ";"))
      guard let name = words.first?.lowercasedASCII, name == "gzip" || name == "*" else { return false }
      return !words.dropFirst().contains { word in
        let weight = word.lowercasedASCII
        return weight.hasPrefix("q=") && (Double(weight.dropFirst(2)) ?? 0) <= 0
      }
    }
  }
}
