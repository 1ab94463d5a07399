import Foundation
import TestSupport
import Testing

/// `embedscope explore`, from its start to Ctrl-C.
@Suite(.serialized) struct ExploreCommandTests {
  /// The tool with a server of two small models; what it prints goes to files.
  private func start(_ arguments: [String], in folder: TemporaryFolder) throws -> Process {
    let models = ["models/tiny-gpt2", "models/tiny-bert"].map(Fixture.path)
    let process = try Tool.process(["explore"] + models + arguments, in: folder.path, home: folder.path)
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.write("output", "")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.write("errors", "")))
    try process.run()
    return process
  }

  private func text(_ name: String, _ folder: TemporaryFolder) throws -> String {
    try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
  }

  /// Nothing was printed in half a minute.
  private struct NoAddress: Error { var errors: String }

  /// The address, once it is printed.
  private func address(_ folder: TemporaryFolder) throws -> URL {
    for _ in 0..<600 {
      let printed = try text("output", folder)
      if printed.hasSuffix("\n") { return try #require(URL(string: String(printed.dropLast()))) }
      usleep(50_000)
    }
    throw NoAddress(errors: try text("errors", folder))
  }

  @Test func itServesUntilCtrlC() throws {
    let folder = try TemporaryFolder()
    let process = try start(["--port", "0", "--no-open"], in: folder)
    let address = try address(folder)
    #expect(address.host == "127.0.0.1")
    let port = try #require(address.port)
    #expect(try text("errors", folder).contains("ssh -L \(port):127.0.0.1:\(port) "))
    let script = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())"
    let run = try Tool.run(["python3", "-c", script, "\(address)api/explorer.json"], program: "/usr/bin/env")
    #expect(run.output.contains("\"tiny-bert\""), "\(run.errors)")
    process.interrupt()
    process.waitUntilExit()
    #expect(Tool.exitCode(of: process) == 0)
    #expect(try text("output", folder) == "\(address)\n")
  }

  @Test func aPortInUseIsAnErrorThatHelps() throws {
    let folder = try TemporaryFolder()
    let process = try start(["--port", "0", "--no-open"], in: folder)
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    let port = try #require(try address(folder).port)
    let second = try Tool.run(["explore", Fixture.path("models/tiny-gpt2"), "--no-open", "--port", "\(port)"])
    #expect(second.exitCode == 1 && second.errors.contains("port \(port)") && second.errors.contains("--auto-port"))
  }

  @Test func whatIsNoModelNeverListens() throws {
    let run = try Tool.run(["explore", "nowhere/no-model", "--no-open", "--port", "0"])
    #expect(run.exitCode == 1 && run.output.isEmpty)
    #expect(try Tool.run(["explore"]).exitCode == 64)
    #expect(try Tool.run(["explore", "x", "--port", "70000"]).exitCode == 64)
  }
}
