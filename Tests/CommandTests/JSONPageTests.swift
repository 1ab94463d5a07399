import Foundation
import TestSupport
import Testing

/// Documentation/JSON.md says what `--json` prints: no field more, none less.
@Suite struct JSONPageTests {
  private static let gpt2 = Fixture.path("models/tiny-gpt2")
  private static let bert = Fixture.path("models/tiny-bert")

  /// Commands, each with the section that describes its answer; files stand in the folder that the test makes.
  private static let commands: [(section: String, words: [String])] = [
    ("info", ["info", gpt2]), ("architecture", ["architecture", gpt2]), ("vocab", ["vocab", gpt2, "--list"]),
    ("lengths", ["lengths", gpt2]), ("heatmap", ["heatmap", gpt2]),
    ("compare", ["compare", gpt2, bert, "--word", "the"]),
    ("stats", ["stats", gpt2]), ("rows", ["rows", gpt2, "the"]),
    ("neighbors", ["neighbors", bert, "the", "--closer-than", "old"]),
    ("neighbor-graph", ["neighbors", gpt2, "--all", "graph.csv"]), ("similarity", ["similarity", bert, "the", "old"]),
    ("axes", ["similarity", bert, "the", "old", "--axis", "mill:the"]),
    ("similarity-evaluation", ["similarity", bert, "--evaluate", "pairs.tsv"]),
    ("analogy", ["analogy", bert, "the - old + mill"]),
    ("analogy-evaluation", ["analogy", bert, "--evaluate", "questions.txt"]),
    ("odd-one-out", ["odd-one-out", bert, "the", "old", "mill"]), ("space", ["space", bert, "--hubness"]),
    ("anomalies", ["anomalies", bert]), ("project", ["project", gpt2, "--method", "pca"]),
    ("align", ["align", bert, bert]),
    ("diff", ["diff", gpt2, gpt2]), ("tokenizers", ["tokenizers", gpt2, bert, "--file", "text.txt"]),
    ("trace", ["trace", gpt2, " the"]), ("tokenize", ["tokenize", gpt2, "the mill"]),
    ("decode", ["decode", gpt2, "260"]),
    ("fetch", ["stats", gpt2, "--dry-run"]), ("export", ["export", gpt2, "--ids", "1", "--to", "rows.npy"]),
    ("cache", ["cache"]),
  ]

  @Test func everyObjectHasItsSection() throws {
    #expect(Set(try sections().keys) == Set(Self.commands.map(\.section)))
  }

  @Test(arguments: commands.map(\.section)) func thePageHasTheFieldsOfTheAnswer(section: String) throws {
    let command = try #require(Self.commands.first { $0.section == section })
    let folder = try TemporaryFolder()
    try folder.write("pairs.tsv", Array("the\told\t1\nold\tmill\t2\nthe\tmill\t3\n".utf8))
    try folder.write("questions.txt", Array(": words\nthe old mill the\n".utf8))
    try folder.write("text.txt", Array("the old mill\n".utf8))
    let run = try Tool.run(command.words + ["--json"], in: folder.path)
    let answer = try #require(
      try? JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.errors)")
    #expect(answer["schema"] as? Int == 2 && answer["study"] as? String == section)
    let said = try #require(try sections()[section])
    var seen = Seen(said: said)
    for (key, value) in answer where !["schema", "study", "tool", "leftOut"].contains(key) { seen.add(value, key) }
    #expect(seen.fields.subtracting(said.keys).sorted() == [], "not on the page")
    // What stands within an empty array or in the place of null is not in this answer.
    let missing = said.keys.filter { path in
      let parent = path.split(separator: ".").dropLast().joined(separator: ".")
      return !seen.fields.contains(path) && (parent.isEmpty || seen.objects.contains(parent))
    }
    #expect(missing.sorted() == [], "not in the answer")
  }

  /// Type by path, for each section.
  private func sections() throws -> [String: [String: String]] {
    let page = try String(contentsOfFile: Fixture.path("../../Documentation/JSON.md"), encoding: .utf8)
    var (sections, section): ([String: [String: String]], String?) = ([:], nil)
    for line in page.split(separator: "\n") {
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if let section, cells.count >= 2, cells[0].hasPrefix("`") {
        sections[section, default: [:]][cells[0].filter { $0 != "`" }] = cells[1]
      }
    }
    return sections
  }

  /// The paths of an answer's fields, as the page writes them.
  private struct Seen {
    let said: [String: String]
    var fields: Set<String> = []
    /// Those that hold an object whose fields the page lists.
    var objects: Set<String> = []

    mutating func add(_ value: Any, _ path: String) {
      if let list = value as? [Any] {
        if list.isEmpty { fields.insert(array(path)) }
        for element in list { add(element, path + "[]") }
      } else if let object = value as? [String: Any] {
        fields.insert(path)
        guard said[path]?.hasPrefix("object ") == true || said[path] == "object" else { return }
        objects.insert(path)
        for (key, value) in object { add(value, path + "." + key) }
      } else {
        fields.insert(value is NSNull && said[path] == nil ? array(path) : path)
      }
    }

    /// An array without elements may be one of arrays.
    private func array(_ path: String) -> String { said[path + "[][]"] == nil ? path + "[]" : path + "[][]" }
  }
}
