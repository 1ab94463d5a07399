import ByteFiles
import Work

/// The bytes of an answer, with what is found out about them once: their digest, and their form in gzip.
///
/// Whoever gives the same answer again and again keeps the object.
final class Content: Sendable {
  let type: MediaType
  let source: any ByteSource
  private let known: Locked<String?>
  private let compressed: Locked<Compressed> = Locked(.notTried)

  private enum Compressed {
    case notTried
    /// It would not be smaller.
    case useless
    case bytes(OwnedBytes)
  }

  /// - Parameter digest: The SHA-256 of the bytes, where it is known.
  init(_ type: MediaType, _ source: any ByteSource, digest: String? = nil) {
    self.type = type
    self.source = source
    known = Locked(digest)
  }

  convenience init(_ type: MediaType, _ bytes: [UInt8]) {
    self.init(type, OwnedBytes(path: "", count: bytes.count) { $0.copyBytes(from: bytes) })
  }

  convenience init(_ type: MediaType, _ text: String) { self.init(type, Array(text.utf8)) }

  /// Numbers, one after the other, in the order of bytes that all machines this runs on have: the lowest first.
  convenience init<Number: BitwiseCopyable & Sendable>(numbers: [Number]) {
    self.init(numbers: numbers, followedBy: [])
  }

  /// The same with bytes behind them.
  convenience init<Number: BitwiseCopyable & Sendable>(numbers: [Number], followedBy bytes: [UInt8]) {
    let size = numbers.count * MemoryLayout<Number>.stride
    self.init(
      .binary,
      OwnedBytes(path: "", count: size + bytes.count) { target in
        numbers.withUnsafeBytes { target.copyMemory(from: $0) }
        UnsafeMutableRawBufferPointer(rebasing: target[size...]).copyBytes(from: bytes)
      })
  }

  var count: Int { source.count }

  /// The SHA-256 of the bytes, in hexadecimal digits.
  var digest: String {
    known.withLock { known in
      if let known { return known }
      let digest = source.withUnsafeBytes { Digest.sha256($0) }
      known = digest
      return digest
    }
  }

  /// What a browser compares to see whether it has the same bytes already.
  var tag: EntityTag { EntityTag(digest: digest) }

  /// The bytes in gzip; nil where that saves nothing worth having.
  var gzip: OwnedBytes? {
    compressed.withLock { compressed in
      if case .notTried = compressed { compressed = Gzip.compressed(self).map { .bytes($0) } ?? .useless }
      if case .bytes(let bytes) = compressed { return bytes }
      return nil
    }
  }
}
