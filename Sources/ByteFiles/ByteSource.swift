/// The bytes of a file as a reader looks at them: mapped, made, or fetched piece by piece.
///
/// A reader says which bytes it is going to look at with ``require(_:)`` before it does. For a file on this machine that costs
/// nothing; of a file elsewhere only what was required is fetched.
package protocol ByteSource: AnyObject, Sendable {
  /// What messages call the file.
  var path: String { get }
  /// The number of bytes of the whole file.
  var count: Int { get }
  /// The whole file; of it those bytes mean something that were required. Valid as long as this object is.
  var bytes: UnsafeRawBufferPointer { get }
  /// Makes the bytes of `range` available; throws where they can't be had.
  ///
  /// - Precondition: `range` lies within 0..<``count``.
  func require(_ range: Range<Int>) throws
}

extension ByteSource {
  /// Calls `body` with the bytes and keeps the source alive meanwhile.
  package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) { try body(bytes) }
  }
}

extension MappedFile: ByteSource {
  /// All of a file on this machine is there.
  package func require(_ range: Range<Int>) {}
}

/// Bytes that were made rather than read, such as an archive's member that had to be decompressed.
package final class OwnedBytes: ByteSource {
  package let path: String
  // SAFETY: written by `init` alone and freed by `deinit`; from then on read-only, so that threads can share it.
  package nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  package var count: Int { bytes.count }

  /// The `count` bytes that `body` writes; messages call them `path`.
  package init(path: String, count: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
    do {
      try body(memory)
    } catch {
      memory.deallocate()
      throw error
    }
    self.path = path
    bytes = UnsafeRawBufferPointer(memory)
  }

  deinit { bytes.deallocate() }

  /// All of it is there.
  package func require(_ range: Range<Int>) {}
}
