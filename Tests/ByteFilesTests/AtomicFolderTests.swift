import ByteFiles
import Foundation
import TestSupport
import Testing

@Suite struct AtomicFolderTests {
  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  @Test func aFolderTakesThePlaceOfAnOlderOneAsAWhole() throws {
    let folder = try TemporaryFolder()
    try folder.write("out/old/file", "x")
    let atomic = try AtomicFolder(destination: folder.path + "/out/")
    try atomic.write("new/deep/file", "y")
    #expect(try names(folder.path + "/out") == ["old"])
    try atomic.commit()
    #expect(try names(folder.path + "/out") == ["new"])
    #expect(try names(folder.path) == ["out"])
  }

  @Test func withoutCommitNothingIsLeft() throws {
    let folder = try TemporaryFolder()
    do {
      let atomic = try AtomicFolder(destination: folder.path + "/a/out")
      try atomic.write("file", "y")
    }
    #expect(try names(folder.path + "/a").isEmpty)
  }

  @Test func aFileTwiceIsRefused() throws {
    let folder = try TemporaryFolder()
    let atomic = try AtomicFolder(destination: folder.path + "/out")
    try atomic.write("file", "y")
    #expect(throws: ByteFilesError.self) { try atomic.write("file", "z") }
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("file", "")
    #expect(throws: ByteFilesError.self) { try AtomicFolder(destination: file + "/out") }
  }
}
