import FigureSamples
import Figures
import Foundation
import TestSupport
import Testing

/// Each sample's scene, laid out with the built-in widths, against the text under Tests/Fixtures/figures.
///
/// After a wanted change: `EMBEDSCOPE_UPDATE_SNAPSHOTS=1 swift test --filter SnapshotTests`, then read the difference.
@Suite struct SnapshotTests {
  @Test(arguments: FigureSample.all.map(\.name), [nil, 380.0]) func isAsBefore(name: String, width: Double?) throws {
    let sample = try #require(FigureSample.all.first { $0.name == name })
    let file = Fixture.path("figures/\(name)\(width == nil ? "" : "-narrow").txt")
    let text = sample.figure.layout(width: width).snapshot
    if ProcessInfo.processInfo.environment["EMBEDSCOPE_UPDATE_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
    let before = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8).split(separator: "\n")
    let now = text.split(separator: "\n")
    #expect(now.count == before.count)
    for (line, lineBefore) in zip(now, before) { #expect(line == lineBefore) }
  }
}
