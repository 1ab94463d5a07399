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
    #expect(try names(folder.path + "/out").filter { !$0.hasPrefix(".") } == ["old"])
    try atomic.commit()
    #expect(try names(folder.path + "/out") == ["new"])
    #expect(try names(folder.path) == ["out"])
  }

  /// What stands in it, such as a shell, goes on standing in it.
  @Test func aFolderThatIsThereStaysItself() throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try folder.write("real/old", "x")
    try files.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder.path + "/real")
    try files.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "real")
    let number = try files.attributesOfItem(atPath: folder.path + "/real")[.systemFileNumber] as? Int
    let atomic = try AtomicFolder(destination: folder.path + "/link/")
    try atomic.write("new", "y")
    try atomic.commit()
    let attributes = try files.attributesOfItem(atPath: folder.path + "/real")
    #expect(attributes[.systemFileNumber] as? Int == number)
    #expect(attributes[.posixPermissions] as? Int == 0o750)
    #expect(try names(folder.path + "/real") == ["new"])
    #expect(try names(folder.path) == ["link", "real"])
  }

  @Test func withoutCommitAFolderThatIsThereIsWhatItWas() throws {
    let folder = try TemporaryFolder()
    try folder.write("out/old", "x")
    do {
      let atomic = try AtomicFolder(destination: folder.path + "/out")
      try atomic.write("old", "y")
    }
    #expect(try names(folder.path + "/out") == ["old"])
    #expect(try String(contentsOfFile: folder.path + "/out/old", encoding: .utf8) == "x")
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
