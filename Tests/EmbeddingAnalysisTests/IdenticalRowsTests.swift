import Testing

@testable import EmbeddingAnalysis

@Suite struct IdenticalRowsTests {
  /// Rows around e₁, which training left alone, two of them a little off, and others.
  @Test func theSameToTheBitAndAsNear() throws {
    let matrix = try matrix(
      [
        1, 0, 0,  // three of one start
        0, 1, 0,
        1, 0, 0,
        1, 0.0004, 0,  // a pair of another start, a little farther
        1, 0.0004, 0,
        1, 0, 0,
        1, 0.0002, 0,  // by itself, and nearer than the pair
        1, 0.1, 0,
        0, 0, 1,  // a pair by chance, elsewhere
        0, 0, 1,
        0, 0, 0,
        0, 0, 0,
      ], columns: 3)
    #expect(IdenticalRows.untouched(of: matrix) == [0, 2, 3, 4, 5, 6])
  }

  @Test func twoRowsAreAlikeByChance() throws {
    #expect(try IdenticalRows.untouched(of: matrix([1, 0, 1, 0, 0, 1], columns: 2)) == [])
    #expect(try IdenticalRows.untouched(of: matrix([0, 0, 0, 0, 0, 0], columns: 2)) == [])
    let nan = Float.nan
    #expect(try IdenticalRows.untouched(of: matrix([nan, 0, nan, 0, nan, 0], columns: 2)) == [])
  }

  @Test func aGraphThatNoMemoryHolds() {
    #expect(
      throws: EmbeddingAnalysisError.tooLarge(neighbors: 1000, rows: 1_000_000, bytes: 28_000_000_000, memory: 1 << 34)
    ) {
      try NeighborGraph.checkSize(rows: 1_000_000, k: 1000, memory: 1 << 34)
    }
    #expect(throws: EmbeddingAnalysisError.self) { try NeighborGraph.checkSize(rows: .max, k: 3, memory: .max - 1) }
    #expect(throws: Never.self) { try NeighborGraph.checkSize(rows: 1000, k: 10, memory: 280_000) }
  }
}
