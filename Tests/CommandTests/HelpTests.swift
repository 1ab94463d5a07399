import Studies
import TestSupport
import Testing

@testable import embedscope

@Suite("Help and version")
struct HelpTests {
  @Test("The help of every command ends well and shows an example", arguments: CommandRegistry.all.names)
  func helpOfEveryCommand(name: String) throws {
    let option = try Tool.run([name, "--help"])
    #expect(option.exitCode == 0 && option.errors.isEmpty)
    #expect(option.output.contains("\nExample"))
    #expect(option.output.contains("\n  embedscope \(name) "))
    #expect(try Tool.run(["help", name]).output == option.output)
    #expect(try Tool.run([name, "-h"]).output == option.output)
    for line in option.lines where !line.contains("embedscope ") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("Every command has an example whose command line is right", arguments: CommandRegistry.all.names)
  func examplesParse(name: String) throws {
    let specification = try CommandRegistry.all.command(named: name).specification
    #expect(!specification.examples.isEmpty)
    for example in specification.examples {
      // What a shell would pass on, up to a redirection.
      let words = Self.shellWords(example.line).prefix { $0 != ">" && $0 != "|" }
      guard words.first == "embedscope", words.dropFirst().first == name else { continue }
      #expect(throws: Never.self) { try ArgumentParser.parse(Array(words.dropFirst(2)), for: specification) }
    }
  }

  /// The words of a command line: spaces part them, but not inside quotation marks, which are left out.
  private static func shellWords(_ line: String) -> [String] {
    var words = [""]
    var mark: Character?
    for character in line {
      if character == mark {
        mark = nil
      } else if mark == nil, character == "\"" || character == "'" {
        mark = character
      } else if mark == nil, character == " " {
        words.append("")
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words
  }

  @Test("Examples of studies name parameters that are there", arguments: Catalogue.studies.map(\.name))
  func exampleParameters(name: String) throws {
    let entry = try #require(Catalogue.studies.first { $0.name == name })
    let names = entry.parameters.map(\.description.name)
    for example in entry.examples { for value in example.values { #expect(names.contains(value.name)) } }
    for text in [entry.discussion] + entry.parameters.map(\.description.help) {
      #expect(!ParameterNames.options.filled(text).contains("{"))
    }
  }

  @Test("Summaries fit the list, names are unique, declarations make sense")
  func declarations() {
    let specifications = CommandRegistry.all.specifications
    #expect(Set(specifications.map(\.name)).count == specifications.count)
    for specification in specifications {
      #expect(!specification.summary.hasSuffix("."), "\(specification.name)")
      let options = specification.allOptions.map(\.description)
      let names = options.flatMap { [$0.name] + ($0.alias.map { [$0] } ?? []) }
      #expect(Set(names).count == names.count, "\(specification.name): \(names)")
      let letters = options.compactMap(\.short)
      #expect(Set(letters).count == letters.count, "\(specification.name): \(letters)")
      for argument in specification.arguments.dropLast() { #expect(argument.description.operands == 1...1) }
    }
  }

  @Test("The overview lists every command, by each of its names")
  func overview() throws {
    let run = try Tool.run(["--help"])
    #expect(run.exitCode == 0)
    for name in CommandRegistry.all.names { #expect(run.output.contains("\n  \(name) ")) }
    #expect(try Tool.run(["help"]).output == run.output)
    #expect(try Tool.run(["-h"]).output == run.output)
  }

  @Test("Nothing typed is a mistake, answered with the overview on the standard error")
  func nothingTyped() throws {
    let run = try Tool.run([])
    #expect(run.exitCode == 64 && run.output.isEmpty)
    #expect(run.errors.contains("Usage"))
  }

  @Test("The version is one line")
  func version() throws {
    let run = try Tool.run(["--version"])
    #expect(run.exitCode == 0)
    #expect(run.output == "embedscope 0.1.0\n")
  }
}
