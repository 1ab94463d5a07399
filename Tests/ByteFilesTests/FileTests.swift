import ByteFiles
import Foundation
import TestSupport
import Testing

@Suite struct FileTests {
  @Test func whatIsWrittenIsMapped() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    try AtomicFile.write("hello", to: path)
    try AtomicFile.write("world", to: path)
    #expect(try MappedFile(path: path).withUnsafeBytes { Array($0) } == Array("world".utf8))
  }

  @Test func anEmptyFileHasNoBytes() throws {
    let folder = try TemporaryFolder()
    #expect(try MappedFile(path: folder.write("empty", "")).bytes.isEmpty)
  }

  @Test(arguments: ["/nowhere/file", "/"])
  func whatIsNoFileIsRefused(path: String) {
    #expect(throws: ByteFilesError.self) { try MappedFile(path: path) }
  }

  @Test func aFailedWriteLeavesNothing() throws {
    #expect(throws: ByteFilesError.self) { try AtomicFile.write("x", to: "/nowhere/file") }
    let folder = try TemporaryFolder()
    try folder.write("taken/inside", "x")
    #expect(throws: ByteFilesError.self) { try AtomicFile.write("x", to: folder.path + "/taken") }
    #expect(try MappedFile(path: folder.path + "/taken/inside").count == 1)
  }

  @Test func aLinkIsFollowedAndAModeKept() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a", "old")
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    try files.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "a")
    try AtomicFile.write("new", to: folder.path + "/link")
    #expect(try MappedFile(path: path).withUnsafeBytes { Array($0) } == Array("new".utf8))
    #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/link") == "a")
    #expect(try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(try files.contentsOfDirectory(atPath: folder.path).sorted() == ["a", "link"])
  }

  @Test func severalFilesAreWrittenAsTheyComeOrNoneIs() throws {
    let folder = try TemporaryFolder()
    let one = { (send: (UnsafeRawBufferPointer) throws -> Void) in
      for part in ["a", "b"] { try Array(part.utf8).withUnsafeBytes { try send($0) } }
    }
    try AtomicFile.write(streams: [(folder.path + "/x", one), (folder.path + "/y", one)])
    #expect(try MappedFile(path: folder.path + "/y").withUnsafeBytes { Array($0) } == Array("ab".utf8))
    #expect(throws: ByteFilesError.self) {
      try AtomicFile.write(streams: [(folder.path + "/z", one), (folder.path + "/missing/z", one)])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["x", "y"])
  }

  @Test func readsPastTheEndAreRefused() throws {
    let bytes: [UInt8] = [1, 2, 0, 0, 0, 9]
    try bytes.withUnsafeBytes { (buffer) throws in
      var reader = ByteReader(buffer, file: "f")
      #expect(try reader.read(UInt8.self) == 1)
      #expect(try reader.read(UInt32.self) == 2)
      #expect(throws: ByteFilesError.truncated(file: "f", offset: 5, needed: 2, end: 6)) {
        try reader.read(UInt16.self)
      }
      #expect(throws: ByteFilesError.self) { try reader.take(-1) }
      #expect(throws: ByteFilesError.self) { try reader.take(.max) }
    }
  }

  @Test func digestOfAFileIsReadInPieces() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let path = try folder.write("a", bytes)
    #expect(try Digest.sha256(path: path) == bytes.withUnsafeBytes { Digest.sha256($0) })
    #expect(throws: ByteFilesError.self) { try Digest.sha256(path: folder.path + "/none") }
  }

  /// FIPS 180-4's own examples.
  @Test func digestsOfABC() {
    let sha1 = Digest(.sha1)
    Array("abc".utf8).withUnsafeBytes { sha1.update($0) }
    #expect(sha1.finish() == "a9993e364706816aba3e25717850c26c9cd0d89d")
    Array("abc".utf8).withUnsafeBytes {
      #expect(Digest.sha256($0) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
  }
}
