import ByteFiles
import Work

/// What studies found: quick ones in memory, others on disk, where the next start finds them.
final class ResultStore: Sendable {
  /// Below this many seconds a result is not worth a place on disk.
  static let quickSeconds = 1.0
  /// The most bytes of results that are kept in memory; the oldest leave first.
  private static let mostBytes = 256 << 20

  private let disk: ResultDisk?
  private let memory: Locked<[ResultFolder]> = Locked([])

  /// - Parameter folder: Where results are kept; nil keeps none on disk.
  init(folder: String?) { disk = folder.map { ResultDisk(folder: $0) } }

  /// The result `key`; nil where there is none, or one that is damaged.
  func result(_ key: ResultKey) -> ResultFolder? {
    if let known = memory.withLock({ results in results.first { $0.key == key } }) { return known }
    guard let found = disk?.result(key) else { return nil }
    keep(found)
    return found
  }

  /// Keeps what a study found; a disk that takes nothing is no reason to lose it.
  ///
  /// - Returns: why it is not on disk, where it should be.
  @discardableResult
  func add(_ result: ResultFolder) -> (any Error)? {
    keep(result)
    guard result.facts.seconds >= Self.quickSeconds, let disk else { return nil }
    do {
      try disk.write(result)
      return nil
    } catch {
      return error
    }
  }

  /// All results for models of these identities.
  func all(for identities: Set<String>) -> [(key: ResultKey, facts: ResultFacts)] {
    var found = memory.withLock { $0.map { ($0.key, $0.facts) } }
    let known = Set(found.map(\.0))
    found += (disk?.all() ?? []).filter { !known.contains($0.key) }
    return found.filter { $0.1.identities.allSatisfy(identities.contains) }
      .sorted { $0.0.digest < $1.0.digest }
  }

  private func keep(_ result: ResultFolder) {
    memory.withLock { results in
      results.removeAll { $0.key == result.key }
      results.append(result)
      var bytes = results.reduce(0) { $0 + $1.byteCount }
      while bytes > Self.mostBytes, results.count > 1 { bytes -= results.removeFirst().byteCount }
    }
  }
}
