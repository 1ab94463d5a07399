import Foundation
import ModelSources
import TestSupport
import Testing

/// What is in a cache, what is wrong with it, and what nobody needs.
@Suite struct CacheListingTests {
  private let folder: TemporaryFolder
  private let settings: HubSettings
  /// SHA-1 of “blob 3”, a NUL and “abc”.
  private static let hash = "f2ba8f84ab5c1bce84a7b441cb1959cfc7093b7f"

  init() throws {
    folder = try TemporaryFolder()
    settings = try HubSettings(cacheDirectory: folder.path + "/hub", environment: { _ in nil })
    let model = "hub/models--org--name"
    let snapshot = "\(folder.path)/\(model)/snapshots/\(String(repeating: "1", count: 40))"
    for path in ["\(folder.path)/\(model)/blobs", snapshot, folder.path + "/hub-parts/models--org--name"] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    try folder.write("\(model)/blobs/\(Self.hash)", "abc")
    try folder.write("\(model)/blobs/unused", "four")
    try folder.write("\(model)/blobs/half.incomplete", "12345")
    try FileManager.default.createSymbolicLink(
      atPath: snapshot + "/config.json", withDestinationPath: "../../blobs/\(Self.hash)")
    try folder.write("hub-parts/models--org--name/etag", [UInt8](repeating: 0, count: 100))
    try folder.write("hub-parts/models--org--name/etag.ranges", "\n0 10\n\n50 70\n")
  }

  @Test func filesPartsAndUnfinishedOnesAreCountedApart() throws {
    let model = try #require(CacheListing(settings: settings).models.first)
    #expect(model.repository == "org/name" && model.commits.count == 1)
    #expect(model.bytes == 7 && model.unfinishedBytes == 5 && model.partBytes == 30 && model.damaged == nil)
  }

  @Test func damagedFilesAreFound() throws {
    #expect(try CacheListing(settings: settings, verifies: true).models[0].damaged == [])
    try folder.write("hub/models--org--name/blobs/\(Self.hash)", "abd")
    let damaged = try CacheListing(settings: settings, verifies: true).models[0].damaged
    #expect(damaged == ["\(folder.path)/hub/models--org--name/blobs/\(Self.hash)"])
  }

  @Test func damagedFilesAreRemoved() throws {
    #expect(try CacheListing(settings: settings, verifies: true).repair().isEmpty)
    let path = try folder.write("hub/models--org--name/blobs/\(Self.hash)", "abd")
    // Without having looked nothing is known to be damaged.
    #expect(try CacheListing(settings: settings).repair().isEmpty)
    #expect(try CacheListing(settings: settings, verifies: true).repair() == [path])
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try CacheListing(settings: settings, verifies: true).models[0].damaged == [])
  }

  @Test func whatNobodyNeedsIsRemoved() throws {
    #expect(try CacheListing(settings: settings).prune() == 4 + 5 + 30)
    let left = try #require(CacheListing(settings: settings).models.first)
    #expect(left.bytes == 3 && left.unfinishedBytes == 0 && left.partBytes == 0)
  }

  @Test func whatAnotherProcessIsFetchingStays() throws {
    let locks = folder.path + "/hub/.locks/models--org--name"
    try FileManager.default.createDirectory(atPath: locks, withIntermediateDirectories: true)
    let paths: [String] = [locks + "/half.lock", folder.path + "/hub-parts/models--org--name/etag.lock"]
    let held = paths.map { open($0, O_RDWR | O_CREAT, 0o600) }
    defer { held.forEach { close($0) } }
    #expect(held.allSatisfy { $0 >= 0 && flock($0, LOCK_EX) == 0 })
    #expect(try CacheListing(settings: settings).prune() == 4)
    let left = try #require(CacheListing(settings: settings).models.first)
    #expect(left.bytes == 3 && left.unfinishedBytes == 5 && left.partBytes == 30)
  }

  @Test func thePartsLieBesideTheCacheHoweverItIsNamed() throws {
    let settings = try HubSettings(cacheDirectory: folder.path + "/hub/", environment: { _ in nil })
    #expect(try CacheListing(settings: settings).partsFolder == folder.path + "/hub-parts")
  }

  @Test func aCacheThatIsNotThereHoldsNothing() throws {
    let settings = try HubSettings(cacheDirectory: folder.path + "/nowhere", environment: { _ in nil })
    #expect(try CacheListing(settings: settings).models.isEmpty)
  }
}
