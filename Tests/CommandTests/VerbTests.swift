import Foundation
import TestSupport
import Testing

/// Every command, run as the built tool on two small models.
@Suite struct VerbTests {
  private let gpt2 = Fixture.path("models/tiny-gpt2")
  private let bert = Fixture.path("models/tiny-bert")

  private func object(_ run: Tool.Run) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(run.bytes)) as? [String: Any])
  }

  @Test(arguments: [
    ["vocab"], ["lengths"], ["lengths", "--unit", "bytes"], ["heatmap"],
    ["heatmap", "--positions", "--rule", "max-abs"],
    ["compare", "--word", "the"], ["compare", "--index", "7"], ["compare", "--index", "random", "--seed", "3"],
    ["stats"],
    ["stats", "--notebook"], ["space"], ["space", "--hubness", "--neighbors", "3", "--remove", "0"],
    ["anomalies"], ["anomalies", "--tokens", "3", "--reference", "1-4,9"],
  ])
  func studiesPrintOneObjectAndDrawEveryFormat(words: [String]) throws {
    let folder = try TemporaryFolder()
    let files = ["f.svg", "f.png", "f.pdf"]
    let run = try Tool.run(
      words + [gpt2, bert, "--json", "--csv", "f.csv"] + files.flatMap { ["--figure", $0] }, in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("{\"schema\":2,\"study\":\"\(words[0])\",\"tool\":\"0."))
    #expect(run.lines.count == 2 && run.lines[1].isEmpty)
    #expect(try object(run)["models"] is [Any])
    let starts = try files.map { try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + $0)).prefix(4) }
    #expect(starts == [Data("<svg".utf8), Data([0x89, 0x50, 0x4E, 0x47]), Data("%PDF".utf8)])
    #expect(try String(contentsOfFile: folder.path + "/f.csv", encoding: .utf8).split(separator: "\n").count > 1)
    let text = try Tool.run(words + [gpt2, bert], in: folder.path)
    #expect(text.exitCode == 0 && !text.output.isEmpty && text.errors.isEmpty)
  }

  @Test func tokenizersOnOneText() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("text.txt", "the old mill\nunaffable naïve 東京\n")
    let run = try Tool.run(
      ["tokenizers", gpt2, bert, "--file", file, "--json", "--csv", "t.csv", "--figure", "t.svg"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    let text = try #require(object(run)["text"] as? [String: Any])
    #expect(text["words"] as? Int == 6 && text["name"] as? String == "text.txt")
    #expect(try (object(run)["models"] as? [Any])?.count == 2)
    let piped = try Tool.run(["tokenizers", gpt2, bert, "--file", "-"], input: Array("the old mill".utf8))
    #expect(piped.exitCode == 0 && piped.output.hasPrefix("standard input: 3 words (3 different)"))
  }

  @Test func twoVersionsOfAModel() throws {
    let folder = try TemporaryFolder()
    let tuned = Fixture.path("diff/tuned")
    let run = try Tool.run(
      ["diff", gpt2, tuned, "--neighbors", "--json", "--csv", "d.csv", "--figure", "d.svg"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("{\"schema\":2,\"study\":\"diff\",\"tool\":\"0."))
    #expect(try object(run)["identical"] as? Int == 84)
    let rows = try String(contentsOfFile: folder.path + "/d.csv", encoding: .utf8).split(separator: "\n")
    #expect(rows.count == 418 && rows[0].hasPrefix("id_a,id_b,raw,identical,angle_degrees"))
    let text = try Tool.run(["diff", gpt2, tuned, "--by", "norm", "--tokens", "3"])
    #expect(text.exitCode == 0 && text.output.contains("84 pairs are the same (bytes)") && text.errors.isEmpty)
    let unlike = try Tool.run(["diff", gpt2, bert])
    #expect(unlike.exitCode == 1 && unlike.errors.contains("align") && unlike.output.isEmpty)
    #expect(try Tool.run(["anomalies", gpt2, "--reference", "9-4"]).exitCode == 64)
  }

  @Test func architectureBeginsWithTheTree() throws {
    let run = try Tool.run(["architecture", gpt2])
    #expect(run.lines[0] == "GPT2Model(")
    let end = try #require(run.lines.firstIndex(of: ")"))
    #expect(run.lines[end + 1].isEmpty)
    let models = try #require(object(Tool.run(["architecture", bert, "--json"]))["models"] as? [[String: Any]])
    let parameters = try #require(models.first?["parameters"] as? [String: Any])
    #expect(parameters["total"] as? Int == 6888)
  }

  @Test func tokensGoThereAndBack() throws {
    let text = "the old mill, naïve 東京"
    let ids = try Tool.run(["tokenize", gpt2, text, "--ids"]).lines
    #expect(ids.count == 2 && ids[1].isEmpty)
    let decoded = try Tool.run(["decode", gpt2] + ids[0].split(separator: " ").map(String.init))
    #expect(decoded.output == text + "\n")
  }

  @Test func linesAreTextsOfTheirOwn() throws {
    let run = try Tool.run(
      ["tokenize", bert, "--ids", "--per-line", "--no-special"], input: Array("the\n\nold\r\nmill".utf8))
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.lines.count == 5)
    #expect(run.lines[0] == "94" && run.lines[1].isEmpty)
    let json = try Tool.run(["tokenize", bert, "--json", "the mill"])
    let whole = try object(json)
    #expect(Set(whole.keys) == ["schema", "study", "tool", "models"] && whole["study"] as? String == "tokenize")
    let models = try #require(whole["models"] as? [[String: Any]])
    let line = try #require((models.first?["texts"] as? [[String: Any]])?.first)
    #expect(models.count == 1 && Set(line.keys) == ["ids", "tokens", "offsets"])
    #expect((line["tokens"] as? [String])?.first == "[CLS]")
    let several = try object(Tool.run(["tokenize", bert, "--json", "the", "mill"]))
    #expect(((several["models"] as? [[String: Any]])?.first?["texts"] as? [Any])?.count == 2)
    for words in [["--per-line"], []] {
      let empty = try object(Tool.run(["tokenize", bert, "--json", "--no-special"] + words, input: []))
      let texts = (empty["models"] as? [[String: Any]])?.first?["texts"] as? [Any]
      #expect(texts?.count == (words.isEmpty ? 1 : 0))
    }
    let lines = try Tool.run(["tokenize", bert, "--jsonl", "the", "mill"]).lines.filter { !$0.isEmpty }
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("{\"ids\":[") && $0.hasSuffix("}") })
    let decoded = try object(Tool.run(["decode", bert, "94", "--json"]))
    let text = try #require(((decoded["models"] as? [[String: Any]])?.first?["texts"] as? [[String: Any]])?.first)
    #expect(text["text"] as? String == "the" && text["ids"] as? [Int] == [94] && text["tokens"] as? [String] == ["the"])
  }

  @Test func infoListsFilesAndTensors() throws {
    let run = try Tool.run(["info", gpt2])
    #expect(run.output.contains("transformer.wte.weight") && run.output.contains("vocab.json"))
  }

  @Test func aReportIsWrittenAndItsPathPrinted() throws {
    let folder = try TemporaryFolder()
    let run = try Tool.run(["report", gpt2, bert, "--out", "r", "--formats", "svg,png"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output == "r/index.html\n")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/r/figures")
    #expect(names.contains("stats.svg") && names.contains("stats.png"))
    let page = try String(contentsOfFile: folder.path + "/r/index.html", encoding: .utf8)
    let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
  }

  @Test func theExampleRuns() throws {
    let path = URL(fileURLWithPath: try Tool.path()).deletingLastPathComponent().appendingPathComponent(
      "WordCorrelation")
    let run = try Tool.run([gpt2, bert, "the"], program: path.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("r = 0.0574593"))
  }
}
