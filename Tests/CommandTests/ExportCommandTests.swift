import Foundation
import TestSupport
import Testing

/// `export`: rows in the formats of others, and read back by this tool itself.
@Suite struct ExportCommandTests {
  private let gpt2 = Fixture.path("models/tiny-gpt2")
  private let bert = Fixture.path("models/tiny-bert")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func lines(_ words: [String]) throws -> [[String: Any]] {
    let run = try Tool.run(["export"] + words + ["--to", "-", "--format", "jsonl"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    return try run.lines.filter { !$0.isEmpty }.map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  private func vectors(_ words: [String]) throws -> [[Float]] {
    try lines(words).map { try #require($0["vector"] as? [Double]).map { Float($0) } }
  }

  @Test(arguments: ["e.npy", "e.npz", "e.safetensors", "e.vec", "e.bin"])
  func allRowsAreReadBack(name: String) throws {
    let expected = try vectors([gpt2])
    let run = try Tool.run(["export", gpt2, "--to", name, "--json"], in: folder.path)
    #expect(run.exitCode == 0 && run.errors == "Wrote \(name)\n", "\(run.errors)")
    #expect(run.output.contains("\"rows\":\(expected.count),"))
    #expect(try vectors([name]) == expected)
  }

  @Test(arguments: ["e.npz", "e.vec", "e.bin"]) func tokensAreReadBackToTheByte(name: String) throws {
    for model in [gpt2, bert] {
      _ = try Tool.run(["export", model, "--to", name, "--quiet"], in: folder.path)
      let (back, expected) = (try lines([name]), try lines([model]))
      #expect(back.map { $0["raw"] as? String } == expected.map { $0["raw"] as? String })
    }
  }

  /// Words with every byte that a format may have no place for.
  @Test(arguments: ["e.npz", "e.vec", "e.bin"]) func anyBytesAreReadBack(name: String) throws {
    let words = ["a\\x20b", "\\x0A", "\\x00", "a\\x00", "\\xFF\\x80", "\\x5Cn", "\\x09", "plain", "\\x20", "\\x0Da"]
    try folder.write("source.vec", "\(words.count) 2\t\n" + words.map { "\($0) 1 2\n" }.joined())
    let run = try Tool.run(["export", "source.vec", "--to", name], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    let expected = [
      "612062", "0a", "00", "6100", "ff80", "5c6e", "09", "706c61696e", "20", "0d61",
    ]
    #expect(try lines([name]).map { $0["bytesHex"] as? String } == expected)
  }

  @Test func rowsAreChosenByIDsTokensAndPatterns() throws {
    let all = try lines([bert])
    func ids(_ words: [String]) throws -> [Int] { try lines([bert] + words).compactMap { $0["id"] as? Int } }
    #expect(try ids(["--ids", "7,3-5,4"]) == [7, 3, 4, 5])
    let the = try #require(all.first { $0["raw"] as? String == "the" }?["id"] as? Int)
    #expect(try ids(["--tokens", "the,[CLS]", "--ids", "\(the)"]).first == the)
    let pieces = all.filter { ($0["raw"] as? String)?.hasPrefix("##") == true }.compactMap { $0["id"] as? Int }
    #expect(try ids(["--match", "^##"]) == pieces && !pieces.isEmpty)
    #expect(try vectors([gpt2, "--ids", "5"]) == [vectors([gpt2])[5]])
  }

  @Test func positionsAndOutputAreRowsToo() throws {
    let positions = try lines([gpt2, "--positions", "--ids", "0-1"])
    #expect(positions.count == 2 && positions[0]["raw"] as? String == "")
    #expect(try vectors([gpt2, "--output"]) == vectors([gpt2]))
  }

  @Test func theProjectorGetsThreeFiles() throws {
    let run = try Tool.run(["export", gpt2, "--to", "v.tsv", "--ids", "1-3", "--json"], in: folder.path)
    #expect(run.errors == "Wrote v.tsv\nWrote v-metadata.tsv\nWrote v-config.json\n")
    let read = { (name: String) in try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8) }
    #expect(try read("v.tsv").split(separator: "\n").count == 3)
    #expect(try read("v-metadata.tsv").split(separator: "\n").first == "token\tid\tbytes_hex")
    #expect(try read("v-config.json").contains("\"tensorPath\":\"v.tsv\",\"metadataPath\":\"v-metadata.tsv\""))
  }

  @Test func tablesHaveAHeader() throws {
    let run = try Tool.run(["export", gpt2, "--ids", "5", "--to", "-", "--format", "csv"])
    #expect(run.lines[0].hasPrefix("id,raw,bytes_hex,0,1,2") && run.lines[1].hasPrefix("5,"))
  }

  @Test(arguments: [
    ["--to", "rows"], ["--to", "-"], ["--to", "-", "--format", "tsv"], ["--to", "-", "--format", "npy", "--json"],
    ["--to", "a.npy", "--positions", "--output"], ["--to", "a.npy", "--positions", "--match", "x"],
    ["--to", "a.npy", "--ids", "5-3"], ["--format", "npy"],
  ])
  func whatMakesNoSenseIsAnErrorOfUsage(words: [String]) throws {
    let run = try Tool.run(["export", gpt2] + words, in: folder.path)
    #expect(run.exitCode == 64 && run.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test(arguments: [
    (["--ids", "99999999"], "99999999"), (["--tokens", "the,unaffable"], "unaffable"),
    (["--match", "^nothing$"], "^nothing$"),
    (["--match", "("], "("),
  ])
  func whatIsNotThereIsAnErrorThatLeavesNothing(words: [String], named: String) throws {
    let run = try Tool.run(["export", bert, "--to", "a.npz"] + words, in: folder.path)
    #expect(run.exitCode == 1 && run.output.isEmpty && run.errors.contains(named), "\(run.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func theModelsOwnFileIsNotReplaced() throws {
    let path = try folder.write("v.vec", "2 2\na 1 2\nb 3 4\n")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.vec", withDestinationPath: path)
    for name in ["v.vec", "link.vec"] {
      let run = try Tool.run(["export", "v.vec", "--to", name], in: folder.path)
      #expect(run.exitCode == 64 && run.errors.contains("a file of the model itself"))
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "2 2\na 1 2\nb 3 4\n")
  }

  @Test func aDeviceIsWrittenThrough() throws {
    let run = try Tool.run(["export", gpt2, "--to", "/dev/null", "--format", "npy"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(
      try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        == .typeCharacterSpecial)
  }

  @Test func wordsOfAFileOfVectorsAreLookedUpAsTheyStand() throws {
    try folder.write("v.vec", "4 2\nking 1 0\nqueen 1 0.1\nNew York 0 1\nking 5 5\n")
    let near = try Tool.run(["neighbors", "v.vec", "king", "-k", "1"], in: folder.path)
    #expect(near.exitCode == 0 && near.output.contains("queen"))
    #expect(try Tool.run(["neighbors", "v.vec", "New York", "-k", "1"], in: folder.path).exitCode == 0)
    let unknown = try Tool.run(["neighbors", "v.vec", "kingg"], in: folder.path)
    #expect(unknown.exitCode == 1 && unknown.errors.contains("did you mean “king”"))
    let sizes = try Tool.run(["vocab", "v.vec"], in: folder.path)
    #expect(sizes.exitCode == 0 && sizes.output.contains("has a token more than once (king)"), "\(sizes.errors)")
    for words in [
      ["analogy", "v.vec", "king - queen + New"], ["info", "v.vec"], ["stats", "v.vec"],
      ["similarity", "v.vec", "king", "queen"],
    ] {
      let run = try Tool.run(words, in: folder.path)
      #expect(run.exitCode == (words[0] == "analogy" ? 1 : 0), "\(words): \(run.errors)")
    }
  }
}
