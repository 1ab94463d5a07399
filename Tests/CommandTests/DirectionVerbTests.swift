import Foundation
import TestSupport
import Testing

/// The commands about directions, run as the built tool.
@Suite struct DirectionVerbTests {
  private let gpt2 = Fixture.path("models/tiny-gpt2")
  private let bert = Fixture.path("models/tiny-bert")

  @Test(arguments: [
    ("analogy", ["river - water + the"]), ("analogy", ["river - water + the", "--method", "multiplicative"]),
    ("odd-one-out", ["river", "water", "the"]), ("similarity", ["river", "water", "the"]),
    ("axes", ["river", "many", "--axis", "water:the"]),
    ("axes", ["river", "many", "--axis", "water:the", "--axis", "old,past:table"]),
  ])
  func eachPrintsOneObjectAndDraws(study: String, words: [String]) throws {
    let folder = try TemporaryFolder()
    let verb = study == "axes" ? "similarity" : study
    let run = try Tool.run(
      [verb, bert] + words + ["--json", "--csv", "f.csv", "--figure", "f.svg"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("{\"schema\":2,\"study\":\"\(study)\",\"tool\":\"0."))
    #expect(try String(contentsOfFile: folder.path + "/f.svg", encoding: .utf8).hasPrefix("<svg"))
    #expect(try String(contentsOfFile: folder.path + "/f.csv", encoding: .utf8).split(separator: "\n").count > 1)
    let text = try Tool.run([verb, bert] + words)
    #expect(text.exitCode == 0 && text.output.contains("river") && text.errors.isEmpty)
  }

  @Test func evaluationsReadFiles() throws {
    let folder = try TemporaryFolder()
    let analogies = try folder.write("a.txt", ": words\nriver water token table\nriver water token unheardof\n")
    let run = try Tool.run(["analogy", bert, "--evaluate", analogies, "--csv", "a.csv"], in: folder.path)
    #expect(run.exitCode == 0 && run.output.contains("1 of 2 questions"), "\(run.errors)")
    #expect(try String(contentsOfFile: folder.path + "/a-answers.csv", encoding: .utf8).contains("river,water,token"))
    let pairs = try folder.write("p.tsv", "river\twater\t9\nriver\ttable\t2\nthe\tmany\t1\n")
    let quoted = try Tool.run(["analogy", bert, "river - water + the", "-n", "3"])
    for words in [["river", "-", "water", "+", "the"], ["river", "-water", "+the"], ["river-water+the"]] {
      let run = try Tool.run(["analogy", bert] + words + ["-n", "3"])
      #expect(run.exitCode == 0 && run.output.hasPrefix(quoted.output), "\(words): \(run.output)")
    }
    #expect(try Tool.run(["analogy", bert, "- river + water"]).output.contains("−1.00 × “river”"))
    let path = try Tool.run(["odd-one-out", bert, folder.path + "/", "the"])
    #expect(path.exitCode == 64 && path.errors.contains("--also asks another MODEL"))
    let similarity = try Tool.run(["similarity", bert, "--evaluate", pairs])
    #expect(similarity.exitCode == 0 && similarity.output.contains("p.tsv: 3 pairs compared"), "\(similarity.errors)")
    let broken = try folder.write("b.txt", [0x61, 0xFF])
    #expect(try Tool.run(["analogy", bert, "--evaluate", broken]).errors.contains("b.txt"))
    #expect(try Tool.run(["similarity", bert, "--evaluate", folder.path + "/none"]).exitCode == 1)
  }

  @Test func aWrongFormulaIsAUsageErrorWithItsPlace() throws {
    let run = try Tool.run(["analogy", bert, "river water"])
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("at character 7") && run.errors.contains("\n        ^\n"))
    let nothing = try Tool.run(["analogy", bert, "river - river"])
    #expect(nothing.exitCode == 1 && nothing.errors.contains("cancels out"))
    for words in [
      ["analogy", bert], ["analogy", bert, "river", "--evaluate", "f"], ["similarity", bert, "river"],
      ["similarity", bert, "river", "--axis", "a"], ["similarity", bert, "--axis", "a:b"],
      ["odd-one-out", bert, "river"], ["space", bert, "--neighbors", "3"], ["analogy", bert, "river", "--limit", "3"],
    ] {
      #expect(try Tool.run(words).exitCode == 64, "\(words)")
    }
    #expect(try Tool.run(["space", gpt2, "--remove", "16"]).exitCode == 1)
  }

  @Test func bracesInAFormulaStayBraces() throws {
    let run = try Tool.run(["analogy", Fixture.path("models/tiny-bert"), "{river} - )"])
    #expect(run.exitCode == 64 && run.errors.contains("{river} - )") && !run.errors.contains("--river"))
  }
}
