import Foundation
import Studies
import TestSupport
import Testing

@testable import embedscope

/// The options that every command with a figure has.
@Suite struct FigureOptionTests {
  private let model = Fixture.path("models/tiny-gpt2")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ words: String...) throws -> Tool.Run { try Tool.run(words, in: folder.path) }
  private func svg(_ options: String...) throws -> String {
    let run = try Tool.run(["lengths", model, "--figure", "-"] + options)
    #expect(run.exitCode == 0, "\(run.errors)")
    return run.output
  }

  @Test(arguments: Catalogue.studies.filter(\.draws).map(\.name))
  func everyCommandThatDrawsHasThem(name: String) throws {
    let help = try Tool.run([name, "--help"]).output
    for option in FigureOptions.group.options { #expect(help.contains("--\(option.description.name)")) }
    #expect(help.components(separatedBy: "\nFigure\n").count == 2)
  }

  @Test func aThemeIsLightDarkOrBoth() throws {
    #expect(try svg().contains("prefers-color-scheme:dark") && svg().contains("fill=\"#ffffff\""))
    let (light, dark) = (try svg("--theme", "light"), try svg("--theme", "dark"))
    #expect(!light.contains("prefers-color-scheme") && light.contains("fill=\"#ffffff\""))
    #expect(!dark.contains("prefers-color-scheme") && dark.contains("fill=\"#16181c\""))
  }

  @Test func aFigureForAPaperIsOneCommand() throws {
    let made = try run(
      "lengths", model, "--figure", "f.pdf", "--figure", "f.png", "--width", "3.3in", "--height", "2.2in",
      "--font-size", "8", "--title", "Own title", "--log-y", "--scale", "3")
    #expect(made.exitCode == 0, "\(made.errors)")
    let pdf = String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/f.pdf")), as: UTF8.self)
    #expect(pdf.contains("/MediaBox [ 0 0 237.6 "))
    #expect(pdf.contains("Own title"))
    let png = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/f.png")))
    // 3.3 inches of 96 pixels, three times as fine.
    #expect(Int(png[18]) << 8 | Int(png[19]) == 950)
  }

  @Test func axesAndTitleAreWhatIsAskedFor() throws {
    let text = try svg("--title", "A <b>", "--x-range", "1,4", "--log-y")
    #expect(text.contains(">A &lt;b&gt;</text>"))
    #expect(!(try svg("--title", "").contains("font-weight=\"700\" fill=\"#1a1c1f\" class")))
  }

  @Test func ofSeveralFiguresEachKeepsItsOwnTitle() throws {
    let made = try run(
      "neighbors", model, "the", "--also", Fixture.path("models/tiny-bert"), "--figure", "n.svg", "--title", "Mine")
    #expect(made.exitCode == 0, "\(made.errors)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files.count == 2)
    for file in files {
      #expect(try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8).contains(">Mine: The nearest"))
    }
  }

  @Test(arguments: [
    (["--theme", "blue"], "expected light, dark or auto, found “blue”"),
    (["--theme", "drak"], "did you mean dark?"),
    (["--width", "3"], "from 100 to 20000 pixels; units are px, pt, mm, cm, in, found “3”"),
    (["--width", "3 feet"], "expected a length such as 3.3in"),
    (["--height", "nan"], "expected a length such as 2in"),
    (["--font-size", "0"], "expected a length such as 8, 8pt or 11px"),
    (["--scale", "0"], "expected a number from 0.1 to 20"),
    (["--colormap", "jet"], "expected diverging, sequential or gray"),
    (["--colormap", "gray"], "no colour of this figure stands for a number"),
    (["--x-range", "2,1"], "expected two numbers, the smaller first"),
    (["--x-range", "0x1,2"], "expected two numbers, the smaller first"),
    (["--log-y", "--y-range", "0,9"], "its range must begin above 0"),
    (["--width", "120", "--font-size", "20"], "has no room for text of that size"),
  ])
  func wrongValuesAreUsageErrors(words: [String], message: String) throws {
    let made = try Tool.run(["lengths", model, "--figure", "f.svg"] + words, in: folder.path)
    #expect(made.exitCode == 64 && made.output.isEmpty)
    #expect(made.errors.contains(message), "\(made.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func aReportHasOneLook() throws {
    let made = try run("report", model, "--theme", "dark", "--font", "Mine", "--colormap", "gray")
    #expect(made.exitCode == 0, "\(made.errors)")
    let page = try String(contentsOfFile: folder.path + "/report/index.html", encoding: .utf8)
    #expect(page.contains("content=\"dark\"") && !page.contains("prefers-color-scheme"))
    #expect(page.contains("font-family=\"Mine,'DejaVu Sans',"))
    let usual = try run("report", model, "--out", "usual")
    #expect(usual.exitCode == 0)
    let other = try String(contentsOfFile: folder.path + "/usual/index.html", encoding: .utf8)
    #expect(other.contains("content=\"light dark\"") && other.contains("@media (prefers-color-scheme: dark)"))
  }

  @Test func theyBelongToAFigure() throws {
    let made = try run("lengths", model, "--title", "x")
    #expect(made.exitCode == 64 && made.errors.contains("--title belongs to --figure"), "\(made.errors)")
  }
}
