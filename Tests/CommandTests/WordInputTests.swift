import TestSupport
import Testing

/// Words from a file, and ids as Python prints them.
@Suite struct WordInputTests {
  private let model = Fixture.path("models/tiny-gpt2")
  private let bert = Fixture.path("models/tiny-bert")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    ["[10, 11, 12]"], ["[10,", "11,", "12]"], ["10,11,12"], ["(10, 11, 12)"], ["[10 11 12]"], ["10", "11", "12"],
  ])
  func idsStandAsPythonPrintsThem(words: [String]) throws {
    let expected = try Tool.run(["decode", model, "10", "11", "12"])
    let run = try Tool.run(["decode", model] + words)
    #expect(run.exitCode == 0 && run.bytes == expected.bytes && expected.bytes.count > 1, "\(run.errors)")
  }

  @Test(arguments: [
    (["[10, x]"], "a list such as [15496, 995], found “x”"), (["[10,"], "has no end"),
    (["[[1], [2]]"], "a list within a list"),
    (["1", "]"], "a list within a list"),
  ])
  func whatIsNoListIsAUsageError(words: [String], message: String) throws {
    let run = try Tool.run(["decode", model] + words)
    #expect(run.exitCode == 64 && run.errors.contains(message), "\(run.errors)")
  }

  @Test func wordsOfAFileJoinThoseThatAreTyped() throws {
    let path = try folder.write("words", "of\r\n\nand\n")
    let typed = try Tool.run(["similarity", model, "the", "of", "and", "--json"])
    #expect(typed.exitCode == 0, "\(typed.errors)")
    #expect(try Tool.run(["similarity", model, "the", "--words-file", path, "--json"]).bytes == typed.bytes)
    let piped = try Tool.run(
      ["similarity", model, "the", "--words-file", "-", "--json"], input: Array("of\nand".utf8))
    #expect(piped.bytes == typed.bytes)
  }

  @Test func wordsThatAModelDoesNotKnowAreNamedAndLeftOut() throws {
    let known = try Tool.run(["neighbors", bert, "the", "--json"])
    #expect(known.exitCode == 0, "\(known.errors)")
    let run = try Tool.run(
      ["neighbors", bert, "--words-file", "-", "--json"], input: Array("\u{1F600}\nthe\n\u{1F601}\n".utf8))
    #expect(run.exitCode == 0 && run.bytes == known.bytes, "\(run.errors)")
    #expect(run.errors.contains("\u{1F600}") && run.errors.contains("\u{1F601}"))
    #expect(run.errors.contains("it is left out"))
    let typed = try Tool.run(["neighbors", bert, "\u{1F600}", "the"])
    #expect(typed.exitCode == 1)
    let none = try Tool.run(["neighbors", bert, "--words-file", "-"], input: Array("\u{1F600}".utf8))
    #expect(none.exitCode != 0 && none.output.isEmpty)
  }

  @Test(arguments: ["neighbors", "similarity", "odd-one-out", "rows"])
  func everyCommandThatTakesWordsHasTheOption(name: String) throws {
    #expect(try Tool.run([name, "--help"]).output.contains("--words-file FILE"))
    #expect(!(try Tool.run(["stats", "--help"]).output.contains("--words-file")))
  }
}
