import Figures
import SafeText
import Studies
import Testing

@testable import embedscope

@Suite("Arguments: what was typed, and what it means")
struct ArgumentParserTests {
  enum Unit: String, CaseIterable { case raw, bytes, characters }

  static let count = Parameter.integer("count", short: "c", in: 1...100, default: 7, help: "A number.")
  static let index = Parameter<Int?>.integer("index", help: "Any number.")
  static let limit = Parameter.number("limit", in: 0...1, default: 0.15, help: "A limit.")
  static let word = Parameter.text("word", short: "w", value: "WORD", help: "A word.")
  static let all = Parameter.flag("all", short: "a", help: "Everything.")
  static let offline = Parameter.flag("offline", alias: "local-files-only", help: "No network.")
  static let unit = Parameter<Unit>.choice("unit", value: "UNIT", default: .raw, help: "A unit.")
  static let formats = Parameter<[FigureFormat]>.choices("formats", value: "LIST", default: [.svg], help: "Formats.")
  static let seed = Parameter<UInt64?>.seed(help: "A seed.")
  static let tags = Parameter.texts("tag", value: "TAG", help: "Tags.")
  static let model = Parameter<String>.operand("model", value: "MODEL", help: "A model.")
  static let texts = Parameter.operands("texts", value: "TEXT", count: 0...3, help: "Texts.")

  static let specification = CommandSpecification(
    name: "try", summary: "Tries", discussion: "", examples: [.init(line: "embedscope try m", effect: "Tries.")],
    arguments: [model, texts], options: [count, index, limit, word, all, offline, unit, formats, seed, tags],
    groups: [OutputOptions.group])

  private func parse(_ words: String...) throws -> ParameterValues {
    try ArgumentParser.parse(words, for: Self.specification)
  }

  private func error(_ words: String...) -> String {
    do {
      _ = try ArgumentParser.parse(words, for: Self.specification)
      return "no error"
    } catch let error as ParameterError {
      return error.text(.options)
    } catch { return "\(error)" }
  }

  @Test("Nothing given: every option has its default")
  func defaults() throws {
    let parsed = try parse("m")
    #expect(try parsed[Self.model] == "m")
    #expect(try parsed[Self.texts] == [])
    #expect(try parsed[Self.count] == 7)
    #expect(try parsed[Self.index] == nil)
    #expect(try parsed[Self.limit] == 0.15)
    #expect(try parsed[Self.word] == nil)
    #expect(try !parsed[Self.all])
    #expect(try parsed[Self.unit] == .raw)
    #expect(try parsed[Self.formats] == [.svg])
    #expect(!parsed.isGiven(Self.count))
  }

  @Test(
    "Every way to write a value",
    arguments: [["--count", "9"], ["--count=9"], ["-c", "9"], ["-c9"], ["-c=9"], ["-ac9"]])
  func spellings(words: [String]) throws {
    let parsed = try ArgumentParser.parse(["m"] + words, for: Self.specification)
    #expect(try parsed[Self.count] == 9)
    #expect(parsed.isGiven(Self.count))
    #expect(try parsed[Self.all] == words[0].hasPrefix("-a"))
  }

  @Test("Options may stand anywhere; two dashes end them")
  func order() throws {
    let parsed = try parse("--all", "m", "a", "--count=2", "b", "--", "--all")
    #expect(try parsed[Self.model] == "m")
    #expect(try parsed[Self.texts] == ["a", "b", "--all"])
    #expect(try parsed[Self.count] == 2)
  }

  @Test("A negative number is a value, a dash alone is an argument")
  func dashes() throws {
    let parsed = try parse("-", "-3", "-.5", "--index", "-12")
    #expect(try parsed[Self.model] == "-")
    #expect(try parsed[Self.texts] == ["-3", "-.5"])
    #expect(try parsed[Self.index] == -12)
  }

  @Test("A dash before a space begins no option, and in a formula no unknown letter does")
  func signs() throws {
    #expect(try parse("m", "- king + queen")[Self.texts] == ["- king + queen"])
    #expect(error("m", "-king").contains("-k"))
  }

  @Test("A value with an equals sign, an empty value, a value that begins with a dash")
  func values() throws {
    #expect(try parse("m", "--word=a=b")[Self.word] == "a=b")
    #expect(try parse("m", "--word=--all")[Self.word] == "--all")
    #expect(error("m", "--word", "") == "--word WORD: expected text that is not empty, found “”")
    #expect(
      error("m", "--word", "--all")
        == "--word WORD: the value is missing; to give it a value that begins with a dash, write --word=--all")
    #expect(error("m", "--word") == "--word WORD: the value is missing")
  }

  @Test("Choices, lists of choices, repeated options, aliases")
  func choices() throws {
    let parsed = try parse(
      "m", "--unit", "bytes", "--formats", "png,svg,png", "--tag", "x", "--tag=y", "--local-files-only")
    #expect(try parsed[Self.unit] == .bytes)
    #expect(try parsed[Self.formats] == [.png, .svg])
    #expect(try parsed[Self.tags] == ["x", "y"])
    #expect(try parsed[Self.offline])
    #expect(
      error("m", "--unit=byte")
        == "--unit UNIT: expected raw, bytes or characters, found “byte”; did you mean bytes?")
    #expect(error("m", "--formats=png,,svg").contains("found “”"))
  }

  @Test("Numbers out of their range, or no numbers, are refused with the option's name")
  func ranges() {
    #expect(error("m", "--count=0") == "--count N: expected a whole number from 1 to 100, found “0”")
    #expect(error("m", "--count", "99999999999999999999").contains("a whole number from 1 to 100"))
    #expect(error("m", "--count=1.5").hasPrefix("--count N: expected a whole number"))
    #expect(error("m", "--limit=1.01") == "--limit X: expected a number from 0.0 to 1.0, found “1.01”")
    for text in ["nan", "inf", "0x1p-2", "1e999", "", "0,5"] {
      #expect(error("m", "--limit=\(text)").hasSuffix("found “\(text)”"), "\(text)")
    }
  }

  @Test("Unknown options, with the nearest known one")
  func unknown() {
    #expect(error("m", "--cuont=3") == "“embedscope try” has no option --cuont; did you mean --count?")
    #expect(error("m", "-x") == "“embedscope try” has no option -x")
    #expect(error("m", "-unit") == "“embedscope try” has no option -u; did you mean --unit?")
    #expect(error("m", "--all=yes") == "--all takes no value, but “yes” is given")
  }

  @Test("Too few and too many values")
  func counts() {
    #expect(error() == "“embedscope try” needs a MODEL")
    #expect(error("m", "1", "2", "3", "4") == "“embedscope try” does not know what to do with “4”")
    #expect(error("m", "--count=1", "-c", "2") == "--count is given twice, but it can have only one value")
    #expect(error("m", "--all", "-aa") == "no error")
  }

  @Test("Files to write: the name says the format, and no two are one")
  func outputOptions() throws {
    let output = try OutputOptions(try parse("m", "--figure", "a.SVG", "--figure=b/.x.png", "--csv", "c.csv", "--json"))
    #expect(output.figures.map(\.format) == [.svg, .png])
    #expect(output.figures.map(\.path.path) == ["a.SVG", "b/.x.png"])
    #expect(output.csv?.path == "c.csv" && output.printsJSON)
    #expect(error("m", "--figure", "a.jpg").contains("a file name that ends in .svg, .png or .pdf, "))
    #expect(error("m", "--figure", "b/.png").contains("found “b/.png”"))
    let twice = try parse("m", "--figure", "a.svg", "--csv", "a.svg")
    #expect(throws: UsageError.self) { try OutputOptions(twice) }
  }

  @Test("A seed is any number of 64 bits")
  func seed() throws {
    let specification = CommandSpecification(
      name: "s", summary: "", discussion: "", examples: [], options: [Self.seed])
    let parsed = try ArgumentParser.parse(["--seed", "18446744073709551615"], for: specification)
    #expect(try parsed[Self.seed] == .max)
    for text in ["-1", "18446744073709551616", "x", ""] {
      #expect(throws: ParameterError.self) { try ArgumentParser.parse(["--seed", text], for: specification) }
    }
  }

  @Test("The edit distance counts letters put in, left out, changed and swapped")
  func spelling() {
    #expect(EditDistance.between("kitten", "sitting") == 3)
    #expect(EditDistance.between("vocab", "vocba") == 1)
    #expect(EditDistance.between("", "abc") == 3)
    #expect(Spelling.nearest(to: "vocb", among: ["info", "vocab"]) == "vocab")
    #expect(Spelling.nearest(to: "arch", among: ["info", "architecture"]) == "architecture")
    #expect(Spelling.nearest(to: "foo", among: ["info", "vocab"]) == nil)
  }
}
