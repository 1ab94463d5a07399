import Foundation
import TestSupport
import Testing

@Suite struct HeatmapCommandTests {
  private let gpt2 = Fixture.path("models/tiny-gpt2")

  @Test func thePicturesNumbersAreAnArray() throws {
    let folder = try TemporaryFolder()
    let run = try Tool.run(["heatmap", gpt2, "--npy", "h.npy", "--columns", "16", "--csv", "h.csv"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/h.npy"))
    let header = try #require(String(data: bytes.dropFirst(10).prefix { $0 != 10 }, encoding: .utf8))
    #expect(header.contains("'descr': '<f4', 'fortran_order': False") && header.contains(", 16)"), "\(header)")
    let values = bytes.dropFirst(11 + header.utf8.count)
    #expect(values.count % (16 * 4) == 0 && !values.isEmpty)
    // The mean of a column in the table is that of the array's column: means of means of as many values.
    let floats = values.withUnsafeBytes { raw in
      (0..<raw.count / 4).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
    }
    let mean =
      stride(from: 0, to: floats.count, by: 16).reduce(0) { $0 + Double(floats[$1]) } / Double(floats.count / 16)
    let table = try String(contentsOfFile: folder.path + "/h.csv", encoding: .utf8).split(separator: "\n")
    let said = try #require(Double(table[1].split(separator: ",")[4]))
    #expect(abs(mean - said) < 1e-6)
  }

  @Test func anArrayIsOfOneModelAndHasItsOwnFile() throws {
    let several = try Tool.run(["heatmap", gpt2, gpt2, "--npy", "h.npy"])
    #expect(several.exitCode == 64 && several.errors.contains("--npy takes one MODEL"), "\(several.errors)")
    let folder = try TemporaryFolder()
    let same = try Tool.run(["heatmap", gpt2, "--npy", "h.x", "--csv", "h.x"], in: folder.path)
    #expect(same.exitCode == 64 && same.errors.contains("named twice"), "\(same.errors)")
  }
}
