import ByteFiles
import Foundation
import ModelSources
import TestSupport
import Testing

/// Large files of a hub, of which no more is fetched than is looked at.
@Suite(.enabled(if: TestHub.isAvailable, "python3 is missing")) struct HubPartsTests {
  /// Three megabytes of bytes that no two places have alike.
  private static let content = (0..<3 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
  private static let commit = String(repeating: "7", count: 40)

  private struct Hub {
    let hub: TestHub
    let models: TemporaryFolder
    var log = EventLog()

    init(faults: [[String: Any]] = []) throws {
      models = try TemporaryFolder()
      try models.write("model.safetensors", HubPartsTests.content)
      try models.write("config.json", "{}")
      let repository: [String: Any] = [
        "commits": [HubPartsTests.commit: models.path], "refs": ["main": HubPartsTests.commit], "access": "public",
      ]
      hub = try TestHub(faults: faults, more: ["repositories": ["example/large": repository]])
    }

    func file(offline: Bool = false) throws -> ModelFile {
      let source = try HubSource(
        repository: "example/large", settings: hub.settings(offline: offline))
      let weights = try source.layout(progress: log.progress).weights()
      return try #require(weights.files.first)
    }

    func ranges() throws -> [String?] { try hub.requests().filter { $0.server == "store" }.map(\.range) }

    func read(_ range: Range<Int>, offline: Bool = false) throws -> [UInt8] {
      let source = try file(offline: offline).source()
      try source.require(range)
      return source.withUnsafeBytes { Array($0[range]) }
    }
  }

  @Test func onlyWhatIsLookedAtIsFetched() throws {
    let hub = try Hub()
    let file = try hub.file()
    #expect(file.isPartial && file.size == Self.content.count && file.bytesHere == 0)
    let source = try file.source()
    try source.require(0..<8)
    try source.require(100..<60_000)
    try source.require(2_000_000..<2_500_000)
    #expect(try hub.ranges() == ["bytes=0-65535", "bytes=2000000-2499999"])
    source.withUnsafeBytes { bytes in
      #expect(bytes[..<65536].elementsEqual(Self.content[..<65536]))
      #expect(bytes[2_000_000..<2_500_000].elementsEqual(Self.content[2_000_000..<2_500_000]))
      #expect(bytes[65536..<2_000_000].allSatisfy { $0 == 0 })
    }
    // A second run asks for the rest alone, and Python's cache knows nothing of it.
    #expect(try hub.read(1_900_000..<2_100_000).elementsEqual(Self.content[1_900_000..<2_100_000]))
    #expect(try hub.ranges().last == "bytes=1900000-1999999")
    #expect(try hub.file().bytesHere == 65536 + 600_000)
    let cached = FileManager.default.enumerator(atPath: hub.hub.cache)?.compactMap { $0 as? String } ?? []
    #expect(!cached.contains { $0.hasSuffix("model.safetensors") })
  }

  @Test func aDryRunFetchesHeadersAlone() throws {
    let hub = try Hub()
    try hub.models.write("tokenizer.json", "{}")
    var settings = try hub.hub.settings()
    settings.isDryRun = true
    let source = try HubSource(repository: "example/large", settings: settings)
    let tokenizer = try source.files(for: .tokenizer)
    #expect(tokenizer.map(\.name) == ["tokenizer.json", "config.json"])
    #expect(tokenizer.map(\.isPlanned) == [true, false] && tokenizer[0].cost == (2, 0) && tokenizer[1].cost == (2, 2))
    let weights = try #require(try source.files(for: .weights).first)
    let bytes = try weights.source()
    try bytes.require(0..<8)
    source.startNoting()
    try bytes.require(60_000..<100_000)
    try bytes.require(2_000_000..<2_500_000)
    let missing = 100_000 - 65536 + 500_000
    #expect(weights.lacksNotedParts && weights.cost == (65536 + missing, 65536))
    #expect(try hub.ranges() == ["bytes=0-65535"])
    #expect(try hub.hub.requestNames().filter { $0.hasPrefix("GET") && $0.hasSuffix(".json") } == ["GET config.json"])
  }

  @Test func brokenLinesAreTakenUpWhereTheyBroke() throws {
    let hub = try Hub(faults: [
      ["server": "store", "do": "cut", "after": 100_000], ["server": "store", "do": "cut", "after": 50_000],
    ])
    #expect(try hub.read(0..<1_000_000).elementsEqual(Self.content[..<1_000_000]))
    #expect(try hub.ranges() == ["bytes=0-999999", "bytes=100000-999999", "bytes=150000-999999"])
  }

  @Test func whatCameBeforeAnErrorStays() throws {
    let hub = try Hub(faults: [
      ["server": "store", "do": "cut", "after": 100_000],
      ["server": "store", "do": "status", "status": 503, "times": 9],
    ])
    #expect(throws: ModelSourcesError.self) { try hub.read(0..<1_000_000) }
    #expect(try hub.file().bytesHere == 100_000)
    #expect(try hub.read(0..<90_000, offline: true).elementsEqual(Self.content[..<90_000]))
    let error = #expect(throws: ModelSourcesError.self) { try hub.read(0..<200_000, offline: true) }
    #expect(error?.description.contains("100000 bytes of model.safetensors") == true)
  }

  @Test func aServerWithoutRangesSendsAll() throws {
    let hub = try Hub(faults: [["server": "store", "do": "ignore-range"]])
    #expect(try hub.read(2_000_000..<2_100_000).elementsEqual(Self.content[2_000_000..<2_100_000]))
    #expect(hub.log.notices.contains { $0.contains("sends whole files only") })
    #expect(try hub.file().bytesHere == Self.content.count)
    #expect(try hub.read(0..<Self.content.count) == Self.content)
    #expect(try hub.ranges().count == 1)
  }

  @Test(arguments: ["wrong-range", "compressed"])
  func anotherPartThanAskedForIsRefused(fault: String) throws {
    let hub = try Hub(faults: [["server": "store", "do": fault, "times": 99]])
    let error = #expect(throws: ModelSourcesError.self) { try hub.read(1_000_000..<1_100_000) }
    guard case .malformedAnswer? = error else { return #expect(error == nil) }
    #expect(try hub.file().bytesHere == 0)
  }

  @Test(arguments: [404, 416, 451]) func refusalsAreNamed(status: Int) throws {
    let hub = try Hub(faults: [["server": "store", "do": "status", "status": status, "times": 99]])
    let error = #expect(throws: ModelSourcesError.self) { try hub.read(1_000_000..<1_100_000) }
    #expect(error?.description.contains("\(status)") == true)
    #expect(try hub.file().bytesHere == 0)
  }

  @Test func aCacheThatCannotBeWrittenToIsNamed() throws {
    let hub = try Hub()
    try hub.models.write("file", "")
    let settings = try hub.hub.settings(cache: hub.models.path + "/file/hub")
    let error = #expect(throws: ModelSourcesError.self) {
      try HubSource(repository: "example/large", settings: settings).layout().weights()
    }
    guard case .cacheNotWritable? = error else { return #expect(error == nil) }
    #expect(error?.description.contains("HF_HOME") == true && error?.description.contains("name another cache") == true)
  }

  @Test func aSignatureThatExpiredIsRenewed() throws {
    let hub = try Hub(faults: [["server": "store", "do": "status", "status": 403]])
    #expect(try hub.read(0..<65536).elementsEqual(Self.content[..<65536]))
  }

  /// A journal that lies or was cut makes nothing appear that is not there.
  @Test func aBrokenJournalIsNoJournal() throws {
    let hub = try Hub()
    _ = try hub.read(0..<65536)
    let journal = try hub.file().path + ".ranges"
    for text in ["", "0 ", "0 655", "-5 70000\n9 3\n0 99999999999\nabc\n", "\u{0}\u{0}"] {
      try text.write(toFile: journal, atomically: true, encoding: .utf8)
      #expect(try hub.file().bytesHere == 0, "\(text)")
    }
    #expect(try hub.read(0..<65536).elementsEqual(Self.content[..<65536]))
  }
}
