import EmbeddingAnalysis
import Tensors
import Testing

@Suite struct RowStatisticsTests {
  /// Mean of 2, 4, 4, 4, 5, 5, 7, 9 is 5, and the squared distances 9, 1, 1, 1, 0, 0, 4, 16 have the mean 4.
  @Test func byHand() throws {
    let statistics = RowStatistics(of: try matrix([2, 4, 4, 4, 5, 5, 7, 9, 1, 1, 1, 1, 1, 1, 1, 1], columns: 8))
    #expect(statistics.means == [5, 1])
    #expect(statistics.variances == [4, 0])
    #expect(statistics.nonFiniteRows.isEmpty)
    #expect(statistics.nonFiniteCount == 0)
  }

  /// NumPy on the rows cast to float64: variances to 1e-9 of their size, means to 1e-9 of the row's standard deviation.
  @Test(arguments: 0..<4) func asNumPy(index: Int) throws {
    let fixture = try NumPyFixture.load().statistics[index]
    let statistics = RowStatistics(of: try matrix(fixture.matrix.values, columns: fixture.matrix.columns))
    #expect(statistics.means.count == fixture.expected.means.count)
    for row in fixture.expected.means.indices {
      let variance = fixture.expected.variances[row]
      #expect(abs(statistics.variances[row] - variance) <= 1e-9 * variance)
      #expect(abs(statistics.means[row] - fixture.expected.means[row]) <= 1e-9 * variance.squareRoot())
    }
  }

  /// The worst row for a shift by the first value: an outlier far from values that hardly differ.
  @Test func anOutlierComesFirst() {
    let values = [Float(1e8)] + (1..<768).map { Float($0 % 2) }
    let mean = values.reduce(0.0) { $0 + Double($1) } / 768
    let variance = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / 768
    let moments = values.withUnsafeBufferPointer { RowMoments($0) }
    #expect(abs(moments.mean - mean) <= 1e-12 * mean)
    #expect(abs(moments.variance - variance) <= 1e-12 * variance)
  }

  @Test func equalValuesHaveNoVariance() throws {
    let statistics = RowStatistics(of: try matrix([Float](repeating: 0.1, count: 999), columns: 333))
    #expect(statistics.variances == [0, 0, 0])
    #expect(statistics.means == [Double(Float(0.1)), Double(Float(0.1)), Double(Float(0.1))])
  }

  @Test func theLargestFloats() throws {
    let statistics = RowStatistics(of: try matrix([.greatestFiniteMagnitude, -.greatestFiniteMagnitude], columns: 2))
    #expect(statistics.means == [0])
    #expect(statistics.variances[0].isFinite)
  }

  /// What is not finite spoils its own row only, wherever in the row it is.
  @Test(arguments: [Float.nan, .infinity, -.infinity], [0, 5, 8, 10]) func nonFiniteValues(value: Float, column: Int)
    throws
  {
    var values = (0..<33).map { Float($0) }
    values[11 + column] = value
    let statistics = RowStatistics(of: try matrix(values, columns: 11))
    #expect(statistics.nonFiniteRows == [1])
    #expect(statistics.nonFiniteCount == 1)
    #expect(statistics.means[1].isNaN && statistics.variances[1].isNaN)
    #expect(statistics.means[0] == 5 && statistics.means[2] == 27)
    #expect(statistics.variances[0] == 10 && statistics.variances[2] == 10)
  }
}
