import Foundation
import TestSupport
import Testing

/// Tokens that are markup, terminal escapes, NUL, bidirectional overrides and formulas do no harm in any output.
@Suite struct HostileVocabularyTests {
  private static let tokens = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "<script>alert(1)</script>", "\u{1B}[31mred", "a\u{202E}b", "nul\0l",
    "=1+1", "\"quoted\"", "</svg><svg onload=x>", "\u{200B}", "##<b>", "plain",
  ]
  private let folder: TemporaryFolder
  private let model: String

  init() throws {
    folder = try TemporaryFolder()
    for name in ["config.json", "model.safetensors"] {
      try folder.write("<i>m\u{202E}/\(name)", Fixture.bytes("models/tiny-bert/\(name)"))
    }
    try folder.write("<i>m\u{202E}/vocab.txt", Self.tokens.joined(separator: "\n") + "\n")
    model = folder.path + "/<i>m\u{202E}"
  }

  /// Whether a text holds a character that acts on a terminal or on the order of what is shown.
  private func acts(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x0A, 0x09: false
      case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
  }

  @Test(arguments: [
    ["vocab", "--list"], ["vocab", "--list", "--json"], ["vocab"], ["compare", "--index", "5"],
    ["compare", "--index", "6", "--json"], ["compare", "--index", "7"], ["compare", "--index", "8"], ["info"],
    ["lengths"],
    ["architecture"],
  ])
  func whatIsPrintedIsPlain(words: [String]) throws {
    let run = try Tool.run(words + [model])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(!acts(run.output) && !acts(run.errors))
  }

  @Test(arguments: [5, 6, 7, 8, 9, 11, 12])
  func whatIsWrittenIsPlain(index: Int) throws {
    let run = try Tool.run(
      ["report", model, "--index", String(index), "--word", "plain", "--out", "out"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    let root = folder.path + "/out"
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      guard let data = FileManager.default.contents(atPath: root + "/" + name) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      #expect(!acts(text), "\(name)")
      if name.hasSuffix(".html") || name.hasSuffix(".svg") {
        #expect(!text.contains("<script") && !text.contains("onload=x>") && !text.contains("<i>m"), "\(name)")
      }
      if name.hasSuffix(".csv") { #expect(!text.contains("\n=") && !text.contains(",=")) }
    }
  }
}
