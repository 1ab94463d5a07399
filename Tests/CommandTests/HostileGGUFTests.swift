import Foundation
import TestSupport
import Testing

/// A byte-level vocabulary inside a GGUF file whose tokens are markup, terminal escapes, NUL and worse.
@Suite struct HostileGGUFTests {
  private struct Reference: Decodable {
    var hostileFirst: Int
    var hostileCount: Int
  }

  private let model = Fixture.path("studies/quantised.gguf")

  /// The scalars that act on a terminal or rearrange or hide what is shown, and are no line feed.
  private func acting(_ text: String) -> [String] {
    text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator, .privateUse: true
      default: false
      }
    }.map { String($0.value, radix: 16) }
  }

  @Test func everyHarmfulTokenIsPlainInEveryOutput() throws {
    let reference = try Fixture.decode(Reference.self, "studies/stored-types.json")
    #expect(reference.hostileCount == 10)
    for id in reference.hostileFirst..<reference.hostileFirst + reference.hostileCount {
      let folder = try TemporaryFolder()
      let words = ["compare", model, "--index", String(id), "--figure", "f.svg", "--csv", "f.csv"]
      let run = try Tool.run(words, in: folder.path)
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(acting(run.output).isEmpty && acting(run.errors).isEmpty, "token \(id)")
      let json = try Tool.run(["compare", model, "--index", String(id), "--json"])
      #expect(acting(json.output).isEmpty, "token \(id)")
      for name in ["f.svg", "f.csv"] {
        let text = try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
        #expect(acting(text).isEmpty, "\(name), token \(id)")
        #expect(!text.contains("<script") && text.components(separatedBy: "</svg>").count <= 2)
      }
    }
  }

  @Test func theListAndItsTableArePlain() throws {
    let folder = try TemporaryFolder()
    let run = try Tool.run(["vocab", model, "--list", "--csv", "v.csv"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(acting(run.output).isEmpty)
    // Tokens with line breaks take one line each: 105 tokens, the titles, the end.
    #expect(run.lines.count == 107)
    let table = try String(contentsOfFile: folder.path + "/v-tokens.csv", encoding: .utf8)
    #expect(acting(table).isEmpty)
    #expect(table.split(separator: "\n").count == 106)
    for line in table.split(separator: "\n").dropFirst() {
      #expect(line.matches(of: /(^|,)"?[=+@-]/).isEmpty, "\(line)")
    }
  }

  @Test(arguments: [
    "\u{1B}]0;title\u{07}", "\u{1B}[2J\u{1B}[H", "a\u{202E}b\u{2066}c", "\u{9B}31m", "tag\u{E0041}s",
    "\u{FEFF}x\u{2028}y",
  ])
  func whatIsTypedComesBackPlain(text: String) throws {
    for name in ["models/tiny-gpt2", "models/tiny-bert"] {
      for form in [[], ["--json"]] {
        let run = try Tool.run(["tokenize", Fixture.path(name), text] + form)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(acting(run.output).isEmpty && acting(run.errors).isEmpty)
      }
      let run = try Tool.run(["compare", Fixture.path(name), "--word=\(text)"])
      #expect([0, 1].contains(run.exitCode))
      #expect(acting(run.output).isEmpty && acting(run.errors).isEmpty)
    }
  }

  @Test func aHarmfulWordAndNoticeArePlainInTheReport() throws {
    let folder = try TemporaryFolder()
    let word = "<b onmouseover=alert(1)>\u{1B}[31m\u{202E}"
    let run = try Tool.run(
      ["report", Fixture.path("models/tiny-gpt2"), "--word", word, "--notice", word, "--out", "out"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/out") {
      guard let data = FileManager.default.contents(atPath: "\(folder.path)/out/\(name)") else { continue }
      let text = String(decoding: data, as: UTF8.self)
      #expect(acting(text).isEmpty, "\(name)")
      if !name.hasSuffix(".json") && !name.hasSuffix(".csv") { #expect(!text.contains("<b "), "\(name)") }
    }
  }
}
