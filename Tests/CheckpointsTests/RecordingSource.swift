import ByteFiles
import Work

/// Bytes that count how many of them were required.
final class RecordingSource: ByteSource {
  private let owned: OwnedBytes
  private let required: Locked<Int> = Locked(0)

  init(_ bytes: [UInt8]) { owned = LyingFile.source(bytes) }

  var path: String { owned.path }
  var count: Int { owned.count }
  var bytes: UnsafeRawBufferPointer { owned.bytes }
  /// The bytes of all ranges that were required, one as often as it was.
  var requiredCount: Int { required.withLock { $0 } }

  func require(_ range: Range<Int>) { required.withLock { $0 += range.count } }
}
