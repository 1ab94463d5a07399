import ByteFiles
import Foundation
import TestSupport
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What is no file is written through, never replaced; nothing here goes near the machine's own devices.
@Suite struct WriteTargetTests {
  private let folder: TemporaryFolder
  private let files = FileManager.default

  init() throws { folder = try TemporaryFolder() }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  @Test func aDescriptorIsWrittenThroughWhateverItIsCalled() throws {
    let path = try folder.write("log", "before\n")
    let descriptor = open(path, O_WRONLY | O_APPEND)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let number = try files.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    let name = "/proc/self/fd/\(descriptor)"
    try files.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: name)
    #expect(WriteTarget(name) == .descriptor(descriptor))
    #expect(WriteTarget(folder.path + "/link") == .descriptor(descriptor))
    try AtomicFile.write("one\n", to: name)
    try AtomicFile.write("two\n", to: folder.path + "/link")
    #expect(try text("log") == "before\none\ntwo\n")
    #expect(try files.attributesOfItem(atPath: path)[.systemFileNumber] as? Int == number)
    #expect(try files.contentsOfDirectory(atPath: folder.path).sorted() == ["link", "log"])
  }

  @Test func theStandardOutputIsKnownByItsNames() throws {
    for name in ["/proc/self/fd/1", "/proc/\(getpid())/fd/1", "/proc/thread-self/fd/1"] {
      #expect(WriteTarget(name) == .standardOutput)
    }
    #expect(WriteTarget("/proc/self/fd/1x") != .standardOutput)
    #expect(WriteTarget(try folder.write("1", "")) != .standardOutput)
  }

  @Test func aPipeIsWrittenThrough() throws {
    let path = folder.path + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    // Open at both ends: nobody waits for anybody.
    let reader = open(path, O_RDWR | O_NONBLOCK)
    try #require(reader >= 0)
    defer { close(reader) }
    #expect(WriteTarget(path) == .stream(path))
    try AtomicFile.write("through", to: path)
    var bytes = [UInt8](repeating: 0, count: 20)
    #expect(read(reader, &bytes, 20) == 7)
    #expect(String(decoding: bytes.prefix(7), as: UTF8.self) == "through")
    #expect(try files.attributesOfItem(atPath: path)[.type] as? FileAttributeType != .typeRegular)
  }

  @Test func aLinkThatLeadsToNothingYetStaysALink() throws {
    try files.createDirectory(atPath: folder.path + "/deep", withIntermediateDirectories: false)
    try files.createSymbolicLink(atPath: folder.path + "/first", withDestinationPath: "second")
    try files.createSymbolicLink(atPath: folder.path + "/second", withDestinationPath: "deep/new")
    try AtomicFile.write("x", to: folder.path + "/first")
    #expect(try text("deep/new") == "x")
    #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/first") == "second")
    #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/second") == "deep/new")
  }

  @Test func linksInACircleAreAnError() throws {
    try files.createSymbolicLink(atPath: folder.path + "/a", withDestinationPath: "b")
    try files.createSymbolicLink(atPath: folder.path + "/b", withDestinationPath: "a")
    #expect(throws: ByteFilesError.self) { try AtomicFile.write("x", to: folder.path + "/a") }
    #expect(try files.contentsOfDirectory(atPath: folder.path).sorted() == ["a", "b"])
  }

  @Test func twoNamesOfOnePlaceAreOne() throws {
    let path = try folder.write("f", "")
    try files.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "f")
    #expect(WriteTarget(path).isSame(as: WriteTarget(folder.path + "/link")))
    #expect(WriteTarget(folder.path + "/new").isSame(as: WriteTarget(folder.path + "/./new")))
    #expect(!WriteTarget(path).isSame(as: WriteTarget(folder.path + "/new")))
  }

  @Test(.enabled(if: getuid() == 0, "only root may give files away")) func theOwnerStays() throws {
    let path = try folder.write("a", "old")
    try #require(chown(path, 12345, 23456) == 0 && chmod(path, 0o4640) == 0)
    try AtomicFile.write("new", to: path)
    var status = stat()
    try #require(stat(path, &status) == 0)
    #expect(status.st_uid == 12345 && status.st_gid == 23456 && status.st_mode & 0o7777 == 0o4640)
  }

  @Test func aNewFileIsForWhomTheMaskAllows() throws {
    let mask = umask(0)
    umask(mask)
    try AtomicFile.write("new", to: folder.path + "/a")
    let mode = try files.attributesOfItem(atPath: folder.path + "/a")[.posixPermissions] as? Int
    #expect(mode == 0o666 & ~Int(mask))
  }

  @Test(.enabled(if: getuid() != 0, "root may write everything")) func aFileThatMayNotBeWrittenStays() throws {
    let path = try folder.write("a", "old")
    try #require(chmod(path, 0o444) == 0)
    #expect(throws: ByteFilesError.self) { try AtomicFile.write("new", to: path) }
    #expect(try text("a") == "old")
  }
}
