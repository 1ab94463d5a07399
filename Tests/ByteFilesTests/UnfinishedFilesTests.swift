import ByteFiles
import Foundation
import TestSupport
import Testing
import Work

@Suite("Unfinished files")
struct UnfinishedFilesTests {
  @Test("An interrupted process removes what it has not finished, and nothing else")
  func removal() throws {
    let folder = try TemporaryFolder()
    let kept = try folder.write("kept/file", "x")
    let finished = try folder.write("finished", "x")
    let unfinished = try folder.write("unfinished", "x")
    try folder.write("unfinished-folder/a/b/c", "x")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/unfinished-folder/link", withDestinationPath: folder.path + "/kept")
    let list = UnfinishedFiles()
    for path in [unfinished, finished, folder.path + "/unfinished-folder", folder.path + "/never-made"] {
      list.add(path)
    }
    list.takeOff(finished)
    list.removeAll()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["finished", "kept"])
    #expect(FileManager.default.fileExists(atPath: kept))
  }

  @Test("A lock lets one thread at a time change its value")
  func lock() {
    let counter = Locked(0)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<1000 { counter.withLock { $0 += 1 } }
    }
    #expect(counter.withLock { $0 } == 8000)
  }
}
