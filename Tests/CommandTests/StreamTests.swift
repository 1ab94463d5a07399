import Foundation
import TestSupport
import Testing

@Suite("Streams and signals")
struct StreamTests {
  @Test("A reader that goes away is no error")
  func closedPipe() throws {
    let scratch = try TemporaryFolder()
    let process = try Tool.process(["completions", "bash"], in: scratch.path, home: scratch.path)
    let pipe = Pipe()
    let errors = Pipe()
    process.standardOutput = pipe
    process.standardError = errors
    try pipe.fileHandleForReading.close()
    try process.run()
    process.waitUntilExit()
    #expect(Tool.exitCode(of: process) == 0)
    #expect(errors.fileHandleForReading.availableData.isEmpty)
  }

  #if os(Linux)
  @Test("A full disk behind the standard output is an error")
  func fullDisk() throws {
    let scratch = try TemporaryFolder()
    let process = try Tool.process(["--version"], in: scratch.path, home: scratch.path)
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    #expect(Tool.exitCode(of: process) == 1)
    let text = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    #expect(text == "embedscope: error: standard output: cannot write: No space left on device\n")
  }

  @Test("An interrupted run ends as the shell expects", arguments: [SIGINT, SIGTERM])
  func interruption(signal: Int32) throws {
    let scratch = try TemporaryFolder()
    let process = try Tool.process(["completions", "zsh"], in: scratch.path, home: scratch.path)
    // A full pipe that nobody reads: the tool waits in write(2) until it is interrupted.
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting.fileDescriptor
    #expect(fcntl(writer, F_SETFL, O_NONBLOCK) == 0)
    while write(writer, "filler", 6) > 0 {}
    #expect(fcntl(writer, F_SETFL, 0) == 0)
    process.standardOutput = pipe
    try process.run()
    try waitForSignalMask(process.processIdentifier)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(Tool.exitCode(of: process) == 128 + signal)
  }

  /// Waits until the process holds SIGINT back for the thread that handles it.
  private func waitForSignalMask(_ process: pid_t) throws {
    for _ in 0..<1000 {
      let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("SigBlk:") }
      let mask = line.flatMap { UInt64($0.dropFirst(7).filter { !$0.isWhitespace }, radix: 16) } ?? 0
      if mask & (1 << UInt64(SIGINT - 1)) != 0 { return }
      usleep(10_000)
    }
    Issue.record("the tool did not set its signals up within ten seconds")
  }
  #endif
}
