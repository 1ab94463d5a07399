import ByteFiles
import TestSupport
import Testing

@testable import Checkpoints

/// Archives written as they come are read back by the reader of archives.
@Suite struct ZipWriterTests {
  @Test func membersAreReadBack() throws {
    var archive: [UInt8] = []
    let contents: [(String, [UInt8])] = [("a.npy", [1, 2, 3]), ("empty", []), ("b", Array(repeating: 7, count: 5000))]
    try withoutActuallyEscaping({ (bytes: UnsafeRawBufferPointer) in archive += bytes }) { send in
      let writer = ZipWriter(send)
      for (name, bytes) in contents {
        try writer.add(name, size: bytes.count) { send in try bytes.withUnsafeBytes { try send($0) } }
      }
      try writer.finish()
    }
    let folder = try TemporaryFolder()
    let read = try ZipArchive(MappedFile(path: folder.write("a.zip", archive)))
    #expect(read.members.map(\.name) == contents.map(\.0))
    for (member, content) in zip(read.members, contents) {
      try member.require(0..<member.count)
      #expect(Array(member.bytes) == content.1)
    }
  }
}
