import EmbeddingAnalysis
import Foundation
import SafeText
import Studies
import TestSupport
import Testing
import Workspace

/// Matrices stored as F16, as Q8_0, and with NaN and infinities, against NumPy on the rows as they read back.
@Suite struct StoredTypeTests {
  struct Reference: Decodable {
    struct Heatmap: Decodable {
      var first: [Int]
      var mean: [Double?]
      var minimum: [Double?]
      var maximum: [Double?]
      var meanAbsolute: [Double?]
    }

    struct Matrix: Decodable {
      var file: String
      var rows: Int
      var columns: Int
      var rowsLeftOut: Int
      var valuesLeftOut: Int
      var variance: Expected.Distribution
      var mean: Expected.Distribution
      var heatmap: Heatmap
    }

    var matrices: [Matrix]
  }

  /// Kept to the end of a test: its files are gone with it.
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static func reference() throws -> Reference { try Fixture.decode(Reference.self, "studies/stored-types.json") }

  private func open(_ matrix: Reference.Matrix) throws -> OpenModel {
    try OpenModel(Fixture.path("studies/\(matrix.file)"))
  }

  @Test(arguments: 0..<3) func distributionsAreNumPys(_ position: Int) throws {
    let expected = try Self.reference().matrices[position]
    let model = try #require(try StatsStudy().run([open(expected)]).models.first)
    #expect(model.rows == expected.rows)
    #expect(model.columns == expected.columns)
    #expect(model.variance.counts == expected.variance.counts)
    #expect(agree(model.variance.binEdges, expected.variance.binEdges))
    #expect(agree(model.variance.density.map { $0 ?? .nan }, expected.variance.density))
    #expect(agree(model.variance.min, expected.variance.min))
    #expect(agree(model.variance.max, expected.variance.max))
    #expect(agree(model.variance.average, expected.variance.average))
    let deviation = expected.variance.average.squareRoot()
    #expect(model.mean.counts == expected.mean.counts)
    #expect(zip(model.mean.binEdges, expected.mean.binEdges).allSatisfy { abs($0 - $1) <= 1e-9 * deviation })
    #expect(abs((model.mean.average ?? .nan) - expected.mean.average) <= 1e-9 * deviation)
    #expect(model.notes.count == (expected.rowsLeftOut == 0 ? 0 : 1))
    if let note = model.notes.first { #expect(note.hasPrefix("\(expected.rowsLeftOut) rows hold values")) }
  }

  @Test(arguments: 0..<3) func columnsOfThePictureAreNumPys(_ position: Int) throws {
    let expected = try Self.reference().matrices[position]
    let model = try #require(try HeatmapStudy(width: 40).run([open(expected)]).models.first)
    #expect(model.column.first == expected.heatmap.first)
    #expect(agree(model.column.meanAbsolute, expected.heatmap.meanAbsolute))
    #expect(model.column.minimum == expected.heatmap.minimum)
    #expect(model.column.maximum == expected.heatmap.maximum)
    for (mean, reference) in zip(model.column.mean, expected.heatmap.mean) {
      #expect((mean == nil) == (reference == nil))
      #expect(abs((mean ?? 0) - (reference ?? 0)) <= 1e-12)
    }
    #expect(
      model.notes
        == (expected.valuesLeftOut == 0 ? [] : ["\(expected.valuesLeftOut) values are not finite; they are left out."]))
  }

  @Test func whatIsNotFiniteIsNullInJSON() throws {
    let spoilt = try OpenModel(Fixture.path("studies/spoilt"))
    let text = String(decoding: try JSONText.encode(HeatmapStudy(width: 40).run([spoilt])), as: UTF8.self)
    #expect(text.contains("null"))
    #expect(!text.contains("nan") && !text.contains("inf"))
    let csv = try HeatmapStudy(width: 40).run([spoilt]).tables()[0].csv().split(separator: "\n")
    // Tokens 6 to 8 are NaN as a whole: the third column of the picture has no numbers.
    #expect(csv[3] == "spoilt,2,6,8,,,,")
  }

  @Test func permutedRowsHaveOneVariance() throws {
    // Every row holds the same values in another order: their variances differ by rounding alone.
    try folder.write("config.json", "{}")
    try folder.write(
      "model.safetensors",
      SafetensorsWriter.matrix("wte.weight", rows: 97, columns: 97) { row, column in
        Float((row + column * 31) % 97 * 37 % 97) * 0.013
      })
    let model = try StatsStudy().run([OpenModel(folder.path)]).models[0]
    #expect(model.variance.counts.reduce(0, +) == 97)
    #expect(model.mean.counts.reduce(0, +) == 97)
    #expect(model.variance.binEdges.count == 101)
  }

  @Test func oneHotRowsAreCounted() throws {
    try folder.write("config.json", "{}")
    try folder.write(
      "model.safetensors", SafetensorsWriter.matrix("wte.weight", rows: 420, columns: 420) { $0 == $1 ? 1 : 0 })
    let model = try StatsStudy().run([OpenModel(folder.path)]).models[0]
    // Each mean is 1/420, rounded differently where the row begins with the 1: too close for 100 bins between them.
    #expect(model.mean.counts.max() == 420)
    #expect(model.mean.counts.reduce(0, +) == 420)
    #expect(model.notes.contains { $0.hasPrefix("The means of the rows are equal but for rounding, from 0.0023809") })
    #expect(model.mean.binEdges[0] < -0.49)
    #expect(abs((model.mean.average ?? 0) - 1.0 / 420) < 1e-15)
    #expect(model.variance.counts.reduce(0, +) == 420)
  }

  private func agree(_ values: [Double?], _ references: [Double?]) -> Bool {
    values.count == references.count
      && zip(values, references).allSatisfy { value, reference in
        guard let value, let reference else { return value == nil && reference == nil }
        return abs(value - reference) <= 1e-9 * abs(reference)
      }
  }

  private func agree(_ value: Double?, _ reference: Double) -> Bool { agree([value], [reference]) }
}
