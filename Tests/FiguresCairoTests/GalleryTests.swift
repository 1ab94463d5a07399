import FigureSamples
import Figures
import FiguresCairo
import Foundation
import Testing

/// Draws every sample in every format into `.build/gallery`, where a person can look at them; `Scripts/release/gallery.py` sets
/// matplotlib's figures of the same data beside them.
@Suite struct GalleryTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(".build/gallery")

  @Test(arguments: FigureSample.all.map(\.name)) func draws(name: String) throws {
    let sample = try #require(FigureSample.all.first { $0.name == name })
    try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
    func write(_ bytes: [UInt8], _ suffix: String) throws {
      try Data(bytes).write(to: Self.folder.appendingPathComponent(name + suffix))
    }
    for format in FigureFormat.allCases {
      let bytes = try FigureRenderer().render(sample.figure, format: format)
      #expect(bytes == (try FigureRenderer().render(sample.figure, format: format)))
      try write(bytes, ".\(format.rawValue)")
    }
    try write(Array(sample.json.utf8), ".json")
    try write(FigureRenderer(theme: .dark).render(sample.figure, format: .png), "-dark.png")
    try write(FigureRenderer().render(sample.figure, format: .png, width: 380), "-narrow.png")
    try write(FigureRenderer().render(sample.figure, format: .svg, width: 380), "-narrow.svg")
  }
}
