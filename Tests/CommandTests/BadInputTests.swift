import Foundation
import TestSupport
import Testing

/// Files that lie, and questions without an answer: a clear error, exit code 1 or 64, and nothing written.
@Suite struct BadInputTests {
  private let folder: TemporaryFolder
  private let model: String

  /// A copy of a small model to spoil.
  init() throws {
    folder = try TemporaryFolder()
    for name in ["config.json", "merges.txt", "model.safetensors", "vocab.json"] {
      try folder.write("model/\(name)", Fixture.bytes("models/tiny-gpt2/\(name)"))
    }
    model = folder.path + "/model"
  }

  private func expectFailure(
    _ words: [String], code: Int32 = 1, says parts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let place = try TemporaryFolder()
    let run = try Tool.run(words, in: place.path)
    #expect(run.exitCode == code, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.output.isEmpty, sourceLocation: sourceLocation)
    #expect(run.errors.hasPrefix("embedscope: error: "), sourceLocation: sourceLocation)
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)", sourceLocation: sourceLocation) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty, sourceLocation: sourceLocation)
  }

  private func safetensors(_ header: String, data: Int = 0) throws {
    let length = header.utf8.count
    let size = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    try folder.write("model/model.safetensors", size + Array(header.utf8) + [UInt8](repeating: 0, count: data))
  }

  @Test func aMissingFolder() throws {
    try expectFailure(["vocab", "./nowhere"], says: "./nowhere", "no such file or folder")
  }

  @Test func aTruncatedFile() throws {
    try folder.write("model/model.safetensors", Fixture.bytes("models/tiny-gpt2/model.safetensors").prefix(2000))
    try expectFailure(
      ["stats", model, "--figure", "f.svg"], says: "model.safetensors", "wpe.weight", "incomplete download")
  }

  @Test func aHeaderThatClaimsTooMuch() throws {
    try folder.write("model/model.safetensors", [0, 0, 0, 0, 0, 0, 0, 0x10] + Array("{}".utf8))
    try expectFailure(["stats", model], says: "model.safetensors", "header", "1152921504606846976")
  }

  @Test func overlappingTensors() throws {
    try safetensors(
      #"{"wte.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}"#,
      data: 16)
    try expectFailure(["stats", model], says: "model.safetensors", "“b” begins at byte 8", "inside “wte.weight”")
  }

  @Test func aKeyTwice() throws {
    let tensor = #"{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#
    try safetensors("{\"a\":\(tensor),\"a\":\(tensor)}", data: 4)
    try expectFailure(["stats", model], says: "model.safetensors", "“a”", "twice")
  }

  @Test func aBrokenLineOfMerges() throws {
    let merges = try Fixture.bytes("models/tiny-gpt2/merges.txt")
    try folder.write("model/merges.txt", merges + Array("onlyone\n".utf8))
    let line = merges.count { $0 == UInt8(ascii: "\n") } + 1
    try expectFailure(["tokenize", model, "the"], says: "merges.txt", "line \(line)", "onlyone")
  }

  @Test func aVocabularyThatIsNoBijection() throws {
    try folder.write("model/vocab.json", #"{"a": 0, "b": 0}"#)
    try expectFailure(["tokenize", model, "the"], says: "vocab.json", "0")
  }

  @Test func aGGUFWithAbsurdCounts() throws {
    let counts = [UInt8](repeating: 0xFF, count: 16)
    let path = try folder.write("bad.gguf", Array("GGUF".utf8) + [3, 0, 0, 0] + counts)
    try expectFailure(["vocab", path], says: "bad.gguf")
  }

  @Test func anIndexPastTheVocabulary() throws {
    try expectFailure(["compare", model, "--index", "420", "--csv", "f.csv"], says: "420", "0 to 419")
  }

  @Test func wordsWithoutAnAnswer() throws {
    try expectFailure(["compare", model, "--word", ""], code: 64, says: "--word")
    let bert = Fixture.path("models/tiny-bert")
    try expectFailure(["compare", bert, "--word", "\u{1F9EA}"], says: "no known piece", "[UNK]")
  }

  @Test func aFolderThatCannotBeWritten() throws {
    try folder.write("file", "x")
    try expectFailure(["report", model, "--out", folder.path + "/file/report"], says: "file/report")
    try expectFailure(["report", model, "--out", model], says: "no report made")
    #expect(try FileManager.default.contentsOfDirectory(atPath: model).count == 4)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"))
  func aFullDisk() throws {
    let process = try Tool.process(["vocab", model], in: folder.path, home: folder.path)
    let errors = Pipe()
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(Tool.exitCode(of: process) == 1)
    #expect(text.contains("standard output"), "\(text)")
  }
}
