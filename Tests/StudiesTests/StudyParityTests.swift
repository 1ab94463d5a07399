import EmbeddingAnalysis
import Studies
import TestSupport
import Testing
import Workspace

/// Every study on two small models, against NumPy and the `tokenizers` library.
@Suite struct StudyParityTests {
  @Test(arguments: ["raw", "bytes", "characters"])
  func lengthsAreCountedAsNumPyCounts(unit: String) throws {
    let study = LengthsStudy(unit: try #require(LengthsStudy.Unit(rawValue: unit)))
    let result = try study.run(TinyModels.open())
    for model in result.models {
      let expected = try #require(TinyModels.expected().lengths[model.model]?[unit])
      #expect(model.lengths == expected.lengths)
      #expect(model.counts == expected.counts)
    }
  }

  @Test func distributionsAreNumPys() throws {
    for model in try StatsStudy().run(TinyModels.open()).models {
      let expected = try #require(TinyModels.expected().stats[model.model])
      let variance = try #require(expected["variance"])
      #expect(model.variance.counts == variance.counts)
      #expect(zip(model.variance.binEdges, variance.binEdges).allSatisfy { agree($0, $1) })
      #expect(zip(model.variance.density, variance.density).allSatisfy { agree($0, $1) })
      #expect(agree(model.variance.average, variance.average))
      // Means lie around zero: their tolerance is relative to a row's standard deviation.
      let mean = try #require(expected["mean"])
      let deviation = variance.average.squareRoot()
      #expect(model.mean.counts == mean.counts)
      #expect(zip(model.mean.binEdges, mean.binEdges).allSatisfy { abs($0 - $1) <= 1e-9 * deviation })
      #expect(zip(model.mean.density, mean.density).allSatisfy { agree($0, $1, relative: 1e-6) })
      #expect(model.mean.binEdges.count == 101)
    }
  }

  @Test(arguments: ["the", "tables", "mill"])
  func wordsAreFoundAndCorrelatedAsTheReferencesDo(word: String) throws {
    let expected = try #require(TinyModels.expected().compare[word])
    let result = try CompareStudy(.word(word)).run(TinyModels.open())
    #expect(result.models.map(\.splitInto) == expected.splitInto)
    #expect(result.models.map(\.tokenID) == expected.splitInto.map { $0[0] })
    #expect(result.dimensions == 16)
    #expect(result.pairs.count == 1)
    #expect(agree(result.pairs[0].r, expected.r))
    if expected.afterSpace.count == 1, expected.splitInto[0].count == 1 {
      #expect(result.models[0].otherForms.map(\.id) == expected.afterSpace)
    }
  }

  @Test func rowsOfOneIndexAreCorrelated() throws {
    let expected = try TinyModels.expected()
    let result = try CompareStudy(.index(expected.index)).run(TinyModels.open())
    #expect(agree(result.pairs[0].r, expected.indexR))
    #expect(result.models.map(\.tokenID) == [expected.index, expected.index])
    #expect(result.models.map(\.row.count) == [16, 24])
    #expect(result.notes.contains { $0.contains("first 16 dimensions") })
  }

  @Test func columnsOfThePictureAreNumPys() throws {
    let expected = try TinyModels.expected().heatmap
    let result = try HeatmapStudy(width: 50).run([OpenModel(TinyModels.gpt2)])
    let column = result.models[0].column
    #expect(column.first == expected.first)
    #expect(zip(column.mean, expected.mean).allSatisfy { abs(($0 ?? .nan) - $1) <= 1e-12 })
    #expect(column.minimum.map { $0 ?? .nan } == expected.minimum)
    #expect(column.maximum.map { $0 ?? .nan } == expected.maximum)
    #expect(zip(column.meanAbsolute, expected.meanAbsolute).allSatisfy { agree($0, $1) })
  }
}
