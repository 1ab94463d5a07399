import EmbeddingAnalysis
import Testing

@Suite struct HistogramTests {
  /// Edges 0, 1, 2, 3, 4; a value on an edge belongs to the right, except for the last.
  @Test func byHand() throws {
    let histogram = try Histogram([0, 0.5, 1, 3.5, 4], bins: 4)
    #expect(histogram.binEdges == [0, 1, 2, 3, 4])
    #expect(histogram.counts == [2, 1, 0, 2])
    #expect(histogram.density == [0.4, 0.2, 0, 0.4])
    #expect(histogram.minimum == 0)
    #expect(histogram.maximum == 4)
    #expect(histogram.average == 1.8)
  }

  /// Edges, counts and densities have the bits that NumPy's have.
  @Test(arguments: 0..<10) func asNumPy(index: Int) throws {
    let expected = try NumPyFixture.load().histograms[index]
    let histogram = try Histogram(doubles(expected.values), bins: expected.bins)
    #expect(histogram.binEdges == doubles(expected.binEdges), "\(expected.name)")
    #expect(histogram.counts == expected.counts, "\(expected.name)")
    let density = doubles(expected.density)
    #expect(zip(histogram.density, density).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }, "\(expected.name)")
    #expect(histogram.density.count == density.count)
    #expect(histogram.nonFiniteCount == 0)
  }

  @Test func nothingToCount() throws {
    let histogram = try Histogram([.nan, .infinity], bins: 2)
    #expect(histogram.binEdges == [0, 0.5, 1])
    #expect(histogram.counts == [0, 0])
    #expect(histogram.density.allSatisfy { $0.isNaN })
    #expect(histogram.minimum == nil && histogram.maximum == nil && histogram.average == nil)
    #expect(histogram.nonFiniteCount == 2)
  }

  @Test func nonFiniteValuesAreLeftOut() throws {
    let histogram = try Histogram([.nan, 1, -.infinity, 2], bins: 2)
    #expect(histogram.counts == [1, 1])
    #expect(histogram.density == [1, 1])
    #expect(histogram.nonFiniteCount == 2)
  }

  /// NumPy raises “Too many bins for data range” here.
  @Test func noRoomBetweenEdges() {
    #expect(throws: EmbeddingAnalysisError.histogramRange(minimum: 1, maximum: 1.0.nextUp, bins: 100)) {
      try Histogram([1, 1.0.nextUp])
    }
    #expect(throws: EmbeddingAnalysisError.self) {
      try Histogram([-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude])
    }
  }
}
