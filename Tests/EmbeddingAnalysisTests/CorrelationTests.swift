import EmbeddingAnalysis
import Testing

@Suite struct CorrelationTests {
  /// Distances -1, 0, 1 and -7/3, -1/3, 8/3: r = 5 / √(2 · 114/9).
  @Test func byHand() throws {
    let r = try #require(Correlation.pearson([1, 2, 3], [2, 4, 7]))
    #expect(abs(r - 5 / (2.0 * 114 / 9).squareRoot()) < 1e-15)
  }

  @Test func asNumPy() throws {
    for expected in try NumPyFixture.load().correlations {
      let r = try #require(Correlation.pearson(floats(expected.a), floats(expected.b)))
      #expect(abs(r - expected.r) <= 1e-9 * abs(expected.r), "\(expected.name)")
    }
  }

  @Test func withItself() {
    let values = (0..<384).map { Float($0 * $0 % 97) / 97 }
    #expect(Correlation.pearson(values, values).map { abs($0 - 1) < 1e-15 && $0 <= 1 } == true)
  }

  @Test(
    arguments: [
      [], [1], [0.1, 0.1, 0.1], [1, .nan, 2], [.infinity, 1, 2], [-.infinity, .infinity, 0],
    ] as [[Float]]) func notDefined(values: [Float])
  {
    let other = values.indices.map { Float($0) }
    #expect(Correlation.pearson(values, other) == nil)
    #expect(Correlation.pearson(other, values) == nil)
  }

  /// Float sums of squares would overflow and underflow here.
  @Test func hugeAndTinyValues() throws {
    let huge = try #require(Correlation.pearson([1e38, -1e38, 3e38], [1e-36, -1e-36, 3e-36]))
    #expect(abs(huge - 1) < 1e-7)
  }
}
