import Foundation
import TestSupport
import Testing

@Suite struct NeighborsCommandTests {
  private let bert = Fixture.path("models/tiny-bert")
  private let gpt2 = Fixture.path("models/tiny-gpt2")

  @Test func wordsGiveTextJSONAndFiles() throws {
    let folder = try TemporaryFolder()
    let words = ["neighbors", bert, "the", "mill", "-k", "3"]
    let text = try Tool.run(words + ["--rank", "old"], in: folder.path)
    #expect(text.exitCode == 0 && text.errors.isEmpty && text.output.contains("has rank"), "\(text.errors)")
    let run = try Tool.run(
      words + ["--json", "--csv", "n.csv", "--figure", "n.svg", "--metric", "euclidean", "--corrected"],
      in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("{\"schema\":2,\"study\":\"neighbors\",\"tool\":\""))
    let csv = try String(contentsOfFile: folder.path + "/n.csv", encoding: .utf8)
    #expect(csv.hasPrefix("model,word,rank,id,raw,text,bytes_hex,euclidean\n"))
    #expect(csv.split(separator: "\n").count == 7)
  }

  @Test func theGraphIsWrittenForNumPyAndAsText() throws {
    let folder = try TemporaryFolder()
    for name in ["g.npz", "g.csv"] {
      let run = try Tool.run(["neighbors", gpt2, "--all", name, "-k", "4", "--json"], in: folder.path)
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(run.output.hasPrefix("{\"schema\":2,\"study\":\"neighbor-graph\""))
    }
    let archive = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/g.npz"))
    #expect(archive.prefix(4) == Data([0x50, 0x4B, 3, 4]))
    // The spellings, as 32-bit characters.
    let spelling = Data("Ġthe".unicodeScalars.flatMap { [UInt8($0.value & 0xFF), UInt8($0.value >> 8), 0, 0] })
    #expect(archive.range(of: Data("raw.npy".utf8)) != nil && archive.range(of: spelling) != nil)
    #expect(
      try String(contentsOfFile: folder.path + "/g.csv", encoding: .utf8).hasPrefix(
        "id,raw,rank,neighbor_id,neighbor_raw,cosine\n0,"))
  }

  @Test(arguments: [
    [], ["the", "--all", "g.npz"], ["--all", "g.txt"], ["the", "-k", "0"], ["the", "--components", "2"], [""],
    ["--all", "g.csv", "--csv", "g.csv"],
  ])
  func mistakesAreToldBeforeTheWorkBegins(words: [String]) throws {
    let run = try Tool.run(["neighbors", bert] + words)
    #expect(run.exitCode == 64 && run.output.isEmpty, "\(run.errors)")
  }

  @Test func anUnknownWordIsNamedWithNearSpellings() throws {
    let run = try Tool.run(["neighbors", bert, "th\u{1F984}"])
    #expect(run.exitCode == 1 && run.errors.contains("did you mean"))
  }
}
