import TestSupport
import Testing

@Suite("Mistyped command lines")
struct UsageTests {
  @Test("An unknown command ends with 64 and offers the nearest")
  func unknownCommand() throws {
    let run = try Tool.run(["hlep"])
    #expect(run.exitCode == 64 && run.output.isEmpty)
    #expect(run.errors == "embedscope: error: there is no command “hlep”; did you mean help?\nSee: embedscope --help\n")
  }

  @Test("An unknown option ends with 64 and names the help to read")
  func unknownOption() throws {
    let run = try Tool.run(["completions", "bash", "--qiet"])
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("has no option --qiet; did you mean --quiet?"))
    #expect(run.errors.hasSuffix("See: embedscope completions --help\n"))
  }

  @Test("A hostile word is shown, not obeyed")
  func hostileWord() throws {
    let run = try Tool.run(["a\u{1B}[31m\u{202E}"])
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("“a␛[31m<U+202E>”"))
    #expect(!run.errors.contains("\u{1B}"))
  }
}
