import Foundation
import TestSupport
import Testing

/// Files that a command writes: all of them or none, whatever goes wrong.
@Suite struct OutputFileTests {
  private let model = Fixture.path("models/tiny-gpt2")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  @Test(arguments: [
    ["--figure", "f.svg", "--csv", "missing/f.csv"], ["--figure", "f.svg", "--figure", "missing/f.png"],
    ["--figure", "missing/f.svg", "--csv", "f.csv"], ["--csv", "f.csv", "--figure", "taken.svg"],
  ])
  func nothingIsLeftWhenOneFileCannotBeWritten(words: [String]) throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/taken.svg", withIntermediateDirectories: false)
    let run = try Tool.run(["stats", model] + words, in: folder.path)
    #expect(run.exitCode == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("embedscope: error: "))
    #expect(run.errors.contains("missing/f.") || run.errors.contains("taken.svg: cannot write: Is a directory"))
    #expect(try files() == ["taken.svg"])
  }

  @Test func aFileThatIsThereStaysWhenAnotherFails() throws {
    try folder.write("f.svg", "mine")
    let run = try Tool.run(["stats", model, "--figure", "f.svg", "--csv", "missing/f.csv"], in: folder.path)
    #expect(run.exitCode == 1)
    #expect(try String(contentsOfFile: folder.path + "/f.svg", encoding: .utf8) == "mine")
  }

  @Test func aFileThatIsThereIsReplaced() throws {
    try folder.write("f.svg", "mine")
    let run = try Tool.run(["stats", model, "--figure", "f.svg", "--json"], in: folder.path)
    #expect(run.exitCode == 0)
    #expect(run.errors == "Wrote f.svg\n")
    #expect(try String(contentsOfFile: folder.path + "/f.svg", encoding: .utf8).hasPrefix("<svg"))
    #expect(try files() == ["f.svg"])
  }

  @Test func furtherTablesLieBesideTheFirst() throws {
    let run = try Tool.run(
      ["vocab", Fixture.path("models/tiny-bert"), "--list", "--csv", "h.csv", "--quiet"], in: folder.path)
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    #expect(try files() == ["h-tokens.csv", "h.csv"])
  }

  @Test(arguments: [
    ["vocab", "--list"], ["lengths", "--json"], ["tokenize", "--ids", "the mill"], ["heatmap", "--json"],
    ["architecture"],
  ])
  func aReaderThatGoesAwayIsNoError(words: [String]) throws {
    let process = try Tool.process([words[0], model] + words.dropFirst(), in: folder.path, home: folder.path)
    let pipe = Pipe()
    let errors = Pipe()
    process.standardOutput = pipe
    process.standardError = errors
    try pipe.fileHandleForReading.close()
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(Tool.exitCode(of: process) == 0)
    #expect(said.isEmpty)
  }

  @Test func aHeadOfALongListIsNoError() throws {
    let tool = try Tool.path()
    let script = "\"\(tool)\" vocab \"\(model)\" --list | head -n 1; echo \"${PIPESTATUS[0]}\""
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash", "-c", script]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text.hasSuffix("\n0\n"), "\(text)")
  }
}
