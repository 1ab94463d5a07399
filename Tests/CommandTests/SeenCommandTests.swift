import Foundation
import TestSupport
import Testing

/// Fonts that are missing, and what a figure leaves out, are said.
@Suite struct SeenCommandTests {
  private let model = Fixture.path("models/tiny-gpt2")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A configuration of fontconfig with the fonts of these folders alone.
  private func fonts(_ folders: String...) throws -> [String: String] {
    let text =
      "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
      + folders.map { "<dir>\($0)</dir>" }.joined() + "<cachedir>\(folder.path)/cache</cachedir></fontconfig>"
    return ["FONTCONFIG_FILE": try folder.write("fonts.conf", text)]
  }

  @Test func noFontAtAllIsSaid() throws {
    let run = try Tool.run(
      ["lengths", model, "--figure", "f.png"], environment: try fonts(folder.path + "/none"), in: folder.path)
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("no font is installed") && run.errors.contains("apt install fonts-dejavu"))
    let svg = try Tool.run(
      ["lengths", model, "--figure", "f.svg"], environment: try fonts(folder.path + "/none"), in: folder.path)
    #expect(!svg.errors.contains("font"))
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: SeenCommandTests.dejaVu), "DejaVu Sans is not where Debian has it"))
  func lettersThatNoFontHasAreNamed() throws {
    let run = try Tool.run(
      ["lengths", model, "--figure", "f.pdf", "--figure", "f.png", "--title", "日本 नम 😀 é"],
      environment: try fonts(Self.dejaVu), in: folder.path)
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("no font here has 日 本 न"), "\(run.errors)")
    #expect(run.errors.contains("apt install fonts-noto-cjk fonts-noto-core"))
    #expect(run.errors.components(separatedBy: "no font here has").count == 2)
    let complete = try Tool.run(
      ["lengths", model, "--figure", "f.png", "--title", "é Ж"], environment: try fonts(Self.dejaVu), in: folder.path)
    #expect(!complete.errors.contains("font"))
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: SeenCommandTests.dejaVu), "DejaVu Sans is not where Debian has it"))
  func aFamilyThatIsNotThereIsNamed() throws {
    let environment = try fonts(Self.dejaVu)
    let options = ["lengths", model, "--figure", "f.png", "--font"]
    let run = try Tool.run(options + ["Dejavu Snas"], environment: environment, in: folder.path)
    #expect(run.errors.contains("no font is called “Dejavu Snas” here"))
    let known = try Tool.run(options + ["dejavu sans"], environment: environment, in: folder.path)
    #expect(!known.errors.contains("no font"))
  }

  private static let dejaVu = "/usr/share/fonts/truetype/dejavu"

  @Test func wordsThatAreNoTokenAreSaid() throws {
    let run = try Tool.run(["project", model, "--method", "pca", "--label", "the,nosuchword"], in: folder.path)
    #expect(run.output.contains("Not named, because it is no token: “nosuchword”."), "\(run.output)\(run.errors)")
  }

  @Test func neighborsThatHaveNoRoomAreCounted() throws {
    let run = try Tool.run(["neighbors", model, "the", "-k", "56", "--figure", "-"])
    #expect(run.output.contains(">30 of 56</text>"), "\(run.errors)")
  }

  @Test func theColorsOfSimilarityReachOne() throws {
    let run = try Tool.run(["similarity", model, "the", "of", "--figure", "-"])
    #expect(run.output.contains(">1.0</text>") && run.output.contains(">−1.0</text>"), "\(run.errors)")
  }
}
