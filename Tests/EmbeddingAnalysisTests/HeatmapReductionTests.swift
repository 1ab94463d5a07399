import EmbeddingAnalysis
import Tensors
import Testing
import Work

@Suite struct HeatmapReductionTests {
  /// Five tokens of two dimensions in two columns: tokens 0, 1 and tokens 2, 3, 4.
  let values: [Float] = [1, -10, 3, 2, 6, 0, -9, 3, 3, -3]

  @Test func meanByHand() throws {
    let heatmap = HeatmapReduction(of: try matrix(values, columns: 2), width: 2)
    #expect(heatmap.dimensionCount == 2)
    #expect(heatmap.columns.map(\.tokens) == [0..<2, 2..<5])
    // Dimension 0: (1 + 3) / 2, (6 - 9 + 3) / 3; dimension 1: (-10 + 2) / 2, (0 + 3 - 3) / 3.
    #expect(heatmap.cells == [2, 0, -4, 0])
    #expect(heatmap.columns[0].mean == -1)
    #expect(heatmap.columns[0].minimum == -10)
    #expect(heatmap.columns[0].maximum == 3)
    #expect(heatmap.columns[0].meanAbsolute == 4)
    #expect(heatmap.columns[1].meanAbsolute == 4)
    #expect(heatmap.nonFiniteCount == 0)
  }

  @Test func maximumAbsoluteByHand() throws {
    let heatmap = HeatmapReduction(of: try matrix(values, columns: 2), width: 2, rule: .maximumAbsolute)
    // Of 3 and -3, equally far from zero, the first stays.
    #expect(heatmap.cells == [3, -9, -10, 3])
    #expect(heatmap.columns[1].mean == 0)
  }

  @Test func fewTokensHaveAColumnEach() throws {
    let heatmap = HeatmapReduction(of: try matrix(values, columns: 2), width: 1000)
    #expect(heatmap.columns.map(\.tokens) == [0..<1, 1..<2, 2..<3, 3..<4, 4..<5])
    #expect(heatmap.cells == [1, 3, 6, -9, 3, -10, 2, 0, 3, -3])
  }

  @Test(arguments: [(7, 3), (50257, 1000), (30522, 1013), (5, 5), (1 << 40, 4096)])
  func columnsCoverAllTokens(tokens: Int, width: Int) {
    var end = 0
    for column in 0..<width {
      let range = EvenRuns.run(column, of: width, over: tokens)
      #expect(range.lowerBound == end)
      #expect((tokens / width...tokens / width + 1).contains(range.count))
      end = range.upperBound
    }
    #expect(end == tokens)
  }

  @Test(arguments: 0..<3) func asNumPy(index: Int) throws {
    let fixture = try NumPyFixture.load().heatmaps[index]
    let matrix = try matrix(fixture.matrix.values, columns: fixture.matrix.columns)
    let expected = fixture.expected
    let mean = HeatmapReduction(of: matrix, width: expected.width)
    // The cells are floats: the exact mean, rounded once.
    #expect(zip(mean.cells, expected.meanCells).allSatisfy { abs(Double($0) - $1) <= 1e-7 * abs($1) + 1e-15 })
    #expect(mean.cells.count == expected.meanCells.count)
    #expect(mean.columns.map(\.tokens.lowerBound) == Array(expected.tokens.dropLast()))
    let farthest = HeatmapReduction(of: matrix, width: expected.width, rule: .maximumAbsolute)
    #expect(farthest.cells.map(Double.init) == expected.maximumCells)
    for heatmap in [mean, farthest] {
      for (column, described) in heatmap.columns.enumerated() {
        #expect(abs(described.mean - expected.means[column]) <= 1e-12)
        #expect(Double(described.minimum) == expected.minima[column])
        #expect(Double(described.maximum) == expected.maxima[column])
        #expect(abs(described.meanAbsolute - expected.meanAbsolutes[column]) <= 1e-12)
      }
    }
  }

  /// A NaN and an infinity are left out of their cells; what remains is the mean of the rest.
  @Test(arguments: HeatmapReduction.Rule.allCases) func nonFiniteValues(rule: HeatmapReduction.Rule) throws {
    // Six columns: four go through the vector path, two through the single one.
    var values = [Float](repeating: 2, count: 4 * 6)
    values[1] = .nan
    values[5] = .infinity
    values[6 + 5] = -.infinity
    let heatmap = HeatmapReduction(of: try matrix(values, columns: 6), width: 2, rule: rule)
    let picture = (0..<6).map { Array(heatmap.cells[($0 * 2)..<($0 * 2 + 2)]) }
    #expect(picture[..<5].allSatisfy { $0 == [2, 2] })
    #expect(picture[5][0].isNaN && picture[5][1] == 2)
    #expect(heatmap.nonFiniteCount == 3)
    #expect(heatmap.columns[0].mean == 2 && heatmap.columns[0].maximum == 2)
  }

  @Test func nothingFinite() throws {
    let heatmap = HeatmapReduction(of: try matrix([.nan, .nan], columns: 2), width: 1)
    #expect(heatmap.cells.allSatisfy { $0.isNaN })
    #expect(heatmap.columns[0].mean.isNaN && heatmap.columns[0].minimum.isNaN && heatmap.columns[0].maximum.isNaN)
    #expect(heatmap.nonFiniteCount == 2)
  }

  /// Pictures of other types are those of the same values as floats, to the bit.
  @Test func typesMakeNoDifference() throws {
    let fixture = try NumPyFixture.load().heatmaps[0].matrix
    let floats = try matrix(fixture.values, columns: fixture.columns)
    let doubles = try EmbeddingMatrix(
      tensor(bytes(fixture.values.map(Double.init)), .float64, [fixture.rows, fixture.columns]))
    #expect(HeatmapReduction(of: floats, width: 7) == HeatmapReduction(of: doubles, width: 7))
  }
}
