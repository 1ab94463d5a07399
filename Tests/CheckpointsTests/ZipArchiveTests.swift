import ByteFiles
import Checkpoints
import TestSupport
import Testing

/// An archive with one flaw, and the problem it must give.
struct ZipLie: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let problem: ZipProblem
  var testDescription: String { name }

  init(_ name: String, _ problem: ZipProblem, _ spoil: (inout ZipBuilder) -> Void) {
    var builder = ZipBuilder([
      .init("a/one", Array("first".utf8)), .init("a/two", Array("second".utf8)),
      ZipBuilder.deflated("a/three", Array("third".utf8)),
    ])
    spoil(&builder)
    self.name = name
    self.bytes = builder.bytes
    self.problem = problem
  }

  static let all: [ZipLie] = [
    .init("bytes before it", .directoryPlace(offset: 128, size: 155, end: 284)) { $0.inFront = [7] },
    .init("more entries than room", .count(found: 99, size: 155)) { $0.count = 99 },
    .init("fewer entries than there are", .countBelow(found: 2, left: 53)) { $0.count = 2 },
    .init("climbs out", .unsafeName("../one")) { $0.members[0].name = "../one" },
    .init("climbs out later", .unsafeName("a/../../one")) { $0.members[0].name = "a/../../one" },
    .init("absolute", .unsafeName("/etc/passwd")) { $0.members[0].name = "/etc/passwd" },
    .init("backslash", .unsafeName("a\\..\\b")) { $0.members[0].name = "a\\..\\b" },
    .init("a name twice", .duplicate(member: "a/two")) { $0.members[0].name = "a/two" },
    .init("overlap", .overlap(member: "a/two", other: "a/one")) { $0.members[1].offset = 20 },
    .init("same place", .overlap(member: "a/two", other: "a/one")) { $0.members[1].offset = 0 },
    .init("past the directory", .pastDirectory(member: "a/three", end: 148, limit: 128)) {
      $0.members[2].offset = 101
    },
    .init("encrypted", .encrypted(member: "a/one")) { $0.members[0].flags = 1 },
    .init("another method", .method(member: "a/one", found: 12)) { $0.members[0].method = 12 },
    .init("stored in fewer bytes", .absurdSize(member: "a/one", size: 6, compressed: 5)) { $0.members[0].size = 6 },
    .init("bomb", .absurdSize(member: "a/three", size: 4_000_000_000, compressed: 10)) {
      $0.members[2].size = 4_000_000_000
    },
    .init(
      "another size in its own header", .header(member: "a/one", field: "compressed size", expected: 5, found: 4)
    ) { $0.members[0].localSize = 4 },
    .init("another name in its own header", .otherName(member: "a/one")) { $0.members[0].localName = "a/ONE" },
    .init("inflates to more", .inflation(member: "a/three", reason: "more than 4 bytes come of it")) {
      $0.members[2].size = 4
    },
    .init("inflates to less", .inflation(member: "a/three", reason: "5 bytes come of it, not 6")) {
      $0.members[2].size = 6
    },
    .init("bytes left over", .inflation(member: "a/three", reason: "2 bytes are left over")) {
      $0.members[2].bytes += [1, 2]
    },
    .init("no deflate", .inflation(member: "a/three", reason: "invalid block type")) {
      $0.members[2].bytes[0] = 7
    },
    .init("checksum", .checksum(member: "a/three", expected: 1, found: ZipBuilder.checksum(Array("third".utf8)))) {
      $0.members[2].checksum = 1
    },
  ]
}

@Suite struct ZipArchiveTests {
  private func read(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
    let source = OwnedBytes(path: "a.zip", count: bytes.count) { $0.copyBytes(from: bytes) }
    var found: [String: [UInt8]] = [:]
    for member in try ZipArchive(source).members {
      try member.require(0..<member.count)
      found[member.name] = Array(member.bytes)
    }
    return found
  }

  @Test func membersAreStoredOrDeflated() throws {
    var builder = ZipBuilder([
      .init("a/one", [1, 2, 3]), .init("folder/", []), ZipBuilder.deflated("a/two", [4, 5]), .init("empty", []),
    ])
    builder.comment = Array("a comment with PK\u{5}\u{6} in it".utf8)
    #expect(try read(builder.bytes) == ["a/one": [1, 2, 3], "a/two": [4, 5], "empty": []])
    #expect(try read(ZipBuilder().bytes).isEmpty)
  }

  @Test func storedBytesAreTheArchivesOwn() throws {
    let folder = try TemporaryFolder()
    let source = try MappedFile(path: folder.write("a.zip", ZipBuilder([.init("one", [1, 2, 3])]).bytes))
    let member = try #require(try ZipArchive(source).member(named: "one"))
    #expect(member.isStored)
    try member.require(0..<3)
    #expect(member.bytes.baseAddress == source.bytes.baseAddress.map { $0 + 33 })
  }

  /// What our own writer of NumPy's archives makes.
  @Test func ourOwnArchive() throws {
    let array = NumPyArray([1, 2, 3] as [Int32], shape: [3])
    #expect(
      try read(try NumPyArchive.bytes([("x", array), ("y", array)])) == ["x.npy": array.bytes, "y.npy": array.bytes])
  }

  @Test(arguments: ZipLie.all) func everyLieIsNamed(lie: ZipLie) throws {
    #expect(throws: CheckpointError.zip(file: "a.zip", lie.problem)) { try read(lie.bytes) }
    #expect("\(CheckpointError.zip(file: "f", lie.problem))".count > 20)
  }

  @Test func whatIsNoArchive() throws {
    let sound = ZipBuilder([.init("one", [1])]).bytes
    for bytes in [[], [1], Array(sound.dropLast()), sound + [0]] {
      #expect(throws: CheckpointError.zip(file: "a.zip", .noEnd)) { try read(bytes) }
    }
  }

  @Test func byteFlipsAreSurvived() throws {
    let sound = ZipBuilder([.init("a/one", [1, 2]), ZipBuilder.deflated("a/two", Array("third".utf8))]).bytes
    var accepted = 0
    ByteFlips.forEach(of: sound) { variant in
      guard let found = try? read(variant) else { return }
      accepted += 1
      #expect(found.count <= 2)
    }
    #expect(accepted > 0)
  }
}
