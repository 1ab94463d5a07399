import ByteFiles
import Work

/// A large file of a hub: what is looked at of it is fetched, and nothing else.
final class RemoteFile: ByteSource {
  var path: String { blob.path }
  var count: Int { blob.size }
  var bytes: UnsafeRawBufferPointer { blob.mapped.bytes }

  private let blob: PartialBlob
  private let lock: String
  /// How parts are fetched; nil where the hub may not be asked.
  private let download: RangeDownload?
  /// Whether what is not here is noted instead of fetched; and what was.
  private let isNoting: Locked<Bool>
  private let noted = Locked(RangeSet())
  private let unavailable: @Sendable (_ missing: Int) -> ModelSourcesError

  /// What is fetched at least: headers are of some kilobytes.
  private static let leastBytes = 64 << 10

  /// `lock` is the path of the lock that whoever fetches parts holds; `unavailable` the error for so many bytes that are not
  /// here and cannot be fetched.
  init(
    _ blob: PartialBlob, lock: String, download: RangeDownload?, isNoting: Locked<Bool>,
    unavailable: @escaping @Sendable (_ missing: Int) -> ModelSourcesError
  ) {
    self.blob = blob
    self.lock = lock
    self.download = download
    self.isNoting = isNoting
    self.unavailable = unavailable
  }

  /// How many bytes of the file are here.
  var countHere: Int { blob.count }

  /// How many bytes were asked for and noted, of those that are not here.
  var countNoted: Int { noted.withLock { $0.ranges }.flatMap(blob.missing).reduce(0) { $0 + $1.count } }

  func require(_ range: Range<Int>) throws {
    guard !blob.missing(in: range).isEmpty else { return }
    guard !isNoting.withLock({ $0 }) else { return noted.withLock { $0.insert(range) } }
    let held = try CacheLock(path: lock) { [download] in
      download?.progress.note("another process is fetching parts of \(download?.file ?? ""); waiting for it")
    }
    try withExtendedLifetime(held) {
      blob.reload()
      let missing = blob.missing(in: range)
      guard !missing.isEmpty else { return }
      guard let download else { throw unavailable(missing.reduce(0) { $0 + $1.count }) }
      for part in missing {
        let end = min(count, max(part.upperBound, part.lowerBound + Self.leastBytes))
        for rest in blob.missing(in: part.lowerBound..<end) { try download.fetch(rest) }
      }
    }
  }
}
