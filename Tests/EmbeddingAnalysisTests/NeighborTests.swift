import Tensors
import Testing
import Work

@testable import EmbeddingAnalysis

/// Five rows in the plane whose neighbours can be told by hand.
private let plane: [Float] = [
  1, 0,  // 0
  2, 0,  // 1: the direction of 0, twice as long
  1, 1,  // 2: 45°
  0, 3,  // 3: 90°
  -1, 0,  // 4: the opposite of 0
]

@Suite struct NeighborSearchTests {
  @Test func byHand() throws {
    let rows = try matrix(plane, columns: 2)
    let cosine = NeighborSearch(rows).nearest(toRows: [0], k: 4).lists[0]
    #expect(cosine.map(\.id) == [1, 2, 3, 4])
    #expect(cosine[0].score == 1 && cosine[2].score == 0 && cosine[3].score == -1)
    #expect(abs(cosine[1].score - 0.5.squareRoot()) < 1e-15)
    let distances = NeighborSearch(rows, metric: .euclidean).nearest(toRows: [0], k: 4).lists[0]
    // 1 and 2 are both at distance 1: the lower id comes first.
    #expect(distances.map(\.id) == [1, 2, 4, 3])
    #expect(distances.map(\.score) == [1, 1, 2, 10.0.squareRoot()])
    let products = NeighborSearch(rows, metric: .dot).nearest(toRows: [3], k: 4).lists[0]
    #expect(products.map(\.id) == [2, 0, 1, 4] && products.map(\.score) == [3, 0, 0, 0])
  }

  @Test func vectorsAndExclusions() throws {
    let search = NeighborSearch(try matrix(plane, columns: 2))
    let result = search.nearest(to: [[0, 1], [1, 0]], excluding: [[3], [0, 1]], k: 2)
    #expect(result.lists.map { $0.map(\.id) } == [[2, 0], [2, 3]])
  }

  @Test func ranksAreThoseOfStrictlyNearerRows() throws {
    let search = NeighborSearch(try matrix(plane, columns: 2), metric: .euclidean)
    #expect(search.closer(to: [1, 0], thanRow: 3, excluding: [0])?.map(\.id) == [1, 2, 4])
    // Row 2 is as near as row 1.
    #expect(search.closer(to: [1, 0], thanRow: 2, excluding: [0]) == [])
  }

  @Test func degenerateRows() throws {
    let rows = try matrix([1, 0, 0, 0, .nan, 1, 1, 1, .infinity, 0, 1, 0], columns: 2)
    let cosine = NeighborSearch(rows).nearest(toRows: [0, 1, 2], k: 10)
    #expect(cosine.lists.map { $0.map(\.id) } == [[5, 3], [], []])
    #expect(cosine.zeroRows == 1 && cosine.nonFiniteRows == [2, 4])
    let distances = NeighborSearch(rows, metric: .euclidean).nearest(toRows: [1, 4], k: 10)
    #expect(distances.lists.map { $0.map(\.id) } == [[0, 5, 3], []])
    #expect(distances.zeroRows == 0)
    #expect(try NeighborSearch(matrix([3], columns: 1)).nearest(toRows: [0], k: 5).lists == [[]])
    #expect(NeighborSearch(rows).nearest(toRows: [0], k: 0).lists == [[]])
  }

  @Test func hugeAndTinyNumbers() throws {
    let rows = try matrix([3e38, 3e38, 1e-37, 1e-37, 3e38, 0, 0, 1e-37], columns: 2)
    let list = NeighborSearch(rows).nearest(toRows: [0], k: 3).lists[0]
    #expect(list.map(\.id) == [1, 2, 3] && abs(list[0].score - 1) < 1e-15)
    let graph = try NeighborGraph(of: NeighborSearch(rows), k: 3)
    #expect((0..<4).map { graph.neighbors(of: $0) } == NeighborSearch(rows).nearest(toRows: [0, 1, 2, 3], k: 3).lists)
  }

  @Test func knownLengthsChangeNoBit() throws {
    let rows = try matrix(noise(100 * 37, seed: 1), columns: 37)
    for metric in NeighborMetric.allCases {
      let known = NeighborSearch(rows, metric: metric, norms: RowNorms(of: rows))
      let asked = Array(0..<20)
      #expect(
        known.nearest(toRows: asked, k: 7).lists
          == NeighborSearch(rows, metric: metric).nearest(toRows: asked, k: 7).lists)
    }
  }
}

@Suite struct NeighborGraphTests {
  /// The graph must be what one search after the other gives, to the bit, with products of bytes and without.
  private func check(
    _ values: [Float], columns: Int, k: Int, metric: NeighborMetric, corrected: Int? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let rows = try matrix(values, columns: columns)
    let correction = try corrected.map { try SpaceCorrection(of: rows, componentCount: $0) }
    let search = NeighborSearch(rows, metric: metric, norms: RowNorms(of: rows), correction: correction)
    let lists = search.nearest(toRows: Array(0..<rows.rowCount), k: k).lists
    for allowsBytes in [false, true] {
      let graph = try NeighborGraph(of: search, k: k, allowsBytes: allowsBytes)
      let wrong = (0..<rows.rowCount).filter { graph.neighbors(of: $0) != lists[$0] }
      #expect(wrong.isEmpty, "\(metric), bytes \(allowsBytes), rows \(wrong.prefix(5))", sourceLocation: location)
    }
  }

  @Test(arguments: NeighborMetric.allCases) func asTheSearch(metric: NeighborMetric) throws {
    // 1030 rows are three blocks, the last one short.
    try check(noise(1030 * 4, seed: 2), columns: 4, k: 5, metric: metric)
    try check(noise(100 * 3, seed: 3), columns: 3, k: 99, metric: metric)
    try check(noise(200 * 12, seed: 4), columns: 12, k: 4, metric: metric, corrected: 2)
  }

  @Test(arguments: NeighborMetric.allCases) func equalRows(metric: NeighborMetric) throws {
    // 100 equal rows among 200, so many that most of them are nobody's neighbours; zeros; all rows equal.
    var values = noise(200 * 8, seed: 5)
    for row in stride(from: 1, to: 200, by: 2) { for column in 0..<8 { values[row * 8 + column] = Float(column) } }
    for row in [10, 20, 30] { for column in 0..<8 { values[row * 8 + column] = 0 } }
    try check(values, columns: 8, k: 4, metric: metric)
    try check([Float](repeating: 0.1, count: 90 * 3), columns: 3, k: 5, metric: metric)
    try check([Float](repeating: 0, count: 20 * 3), columns: 3, k: 5, metric: metric)
  }

  @Test(arguments: NeighborMetric.allCases) func nearTies(metric: NeighborMetric) throws {
    // One constant dimension dwarfs the others: 32-bit products cannot tell the rows apart.
    var values = noise(200 * 6, seed: 6)
    for row in 0..<200 { values[row * 6] = 300 }
    try check(values, columns: 6, k: 5, metric: metric)
    // Multiples of one another have the cosine 1 up to rounding.
    try check((0..<60).flatMap { [Float($0 + 1), 2 * Float($0 + 1), 3] }, columns: 3, k: 6, metric: metric)
  }

  @Test func degenerate() throws {
    let rows = try matrix([1, 0, 0, 0, .nan, 1, 1, 1, .infinity, 0, 1, 0], columns: 2)
    let graph = try NeighborGraph(of: NeighborSearch(rows), k: 3)
    #expect(graph.k == 3 && graph.zeroRows == [1] && graph.nonFiniteRows == [2, 4])
    #expect(graph.neighbors(of: 0).map(\.id) == [5, 3] && graph.neighbors(of: 2).isEmpty)
    #expect(graph.ids[2] == -1 && graph.scores[2].isNaN)
    let one = try NeighborGraph(of: NeighborSearch(matrix([3, 4], columns: 2)), k: 10)
    #expect(one.k == 0 && one.ids.isEmpty && one.neighbors(of: 0).isEmpty)
    #expect(try NeighborGraph(of: NeighborSearch(matrix(plane, columns: 2)), k: 50).k == 4)
  }

  @Test(arguments: NeighborMetric.allCases) func aPrefixIsTheSmallerGraph(metric: NeighborMetric) throws {
    // Zeros and equal rows, so that some lists are short and ties are cut.
    var values = noise(90 * 3, seed: 8)
    for index in 0..<6 { values[index] = 0 }
    for row in 40..<60 { for column in 0..<3 { values[row * 3 + column] = Float(column) } }
    let search = NeighborSearch(try matrix(values, columns: 3), metric: metric)
    let (large, small) = (try NeighborGraph(of: search, k: 30).prefix(7), try NeighborGraph(of: search, k: 7))
    #expect(large.k == 7 && large.ids == small.ids)
    // NaN, where a list is short, is not equal to itself.
    #expect(large.scores.map(\.bitPattern) == small.scores.map(\.bitPattern))
    #expect(large.zeroRows == small.zeroRows && large.nonFiniteRows == small.nonFiniteRows)
    #expect(small.prefix(100).ids == small.ids)
  }

  @Test func progressEndsTheWork() throws {
    struct Cancelled: Error {}
    let search = NeighborSearch(try matrix(noise(1200 * 2, seed: 7), columns: 2))
    #expect(throws: Cancelled.self) {
      try NeighborGraph(of: search, k: 3, progress: WorkProgress { if $0.done > 0 { throw Cancelled() } })
    }
    // Three blocks of 512 rows, or five of 256: pairs of equal ones first, then rounds.
    for (allowsBytes, expected) in [(false, [0, 3, 4, 5, 6]), (true, [0, 5, 7, 9, 11, 13, 15])] {
      let steps = Locked<[Int]>([])
      let progress = WorkProgress { step in
        #expect(step.total == expected.last && step.stage == "looking for neighbours")
        steps.withLock { $0.append(step.done) }
      }
      _ = try NeighborGraph(of: search, k: 3, allowsBytes: allowsBytes, progress: progress)
      #expect(steps.withLock { $0 } == expected)
    }
  }

  @Test func hubsByHand() throws {
    // A star: the centre is the nearest of every other row, and row 1 is the centre's.
    let graph = try NeighborGraph(
      of: NeighborSearch(matrix([0, 0, 1, 0, 0, 1.5, -1.5, 0, 0, -1.5], columns: 2), metric: .euclidean), k: 1)
    let hubness = Hubness(of: graph)
    #expect(hubness.occurrences == [4, 1, 0, 0, 0] && hubness.antihubs == 3 && hubness.hubs(2) == [0, 1])
    // scipy.stats.skew([4, 1, 0, 0, 0])
    #expect(abs((hubness.skewness ?? 0) - 1.290994448735806) < 1e-14)
  }

  @Test func duplicatesByHand() throws {
    let rows = try matrix([1, 2, 3, 4, 1, 2, 0, 0, -0.0, 0, 3, 4, 1, 2], columns: 2)
    #expect(DuplicateRows.groups(of: rows) == [[0, 2, 6], [1, 5]])
  }
}

@Suite struct SpaceCorrectionTests {
  @Test func byHand() throws {
    // The rows lie along (1, 1) around the mean (3, 3), but for 0.5 to either side.
    let rows = try matrix([1, 1, 5, 5, 3.5, 2.5, 2.5, 3.5], columns: 2)
    let correction = try SpaceCorrection(of: rows, componentCount: 1)
    #expect(correction.mean == [3, 3])
    #expect(correction.components[0].allSatisfy { abs($0 - 0.5.squareRoot()) < 1e-15 })
    #expect(abs(correction.removedVariance - 16 / 17) < 1e-15)
    let corrected = correction.corrected([3.5, 2.5])
    #expect(abs(corrected[0] - 0.5) < 1e-15 && abs(corrected[1] + 0.5) < 1e-15)
    // Nothing is left of rows 0 and 1; rows 2 and 3 are opposite.
    let result = NeighborSearch(rows, correction: correction).nearest(toRows: [0, 2], k: 3)
    #expect(result.lists[0].isEmpty && result.lists[1].map(\.id) == [3] && result.zeroRows == 2)
    #expect(abs(result.lists[1][0].score + 1) < 1e-15)
  }

  @Test func asIfTheRowsWereCorrected() throws {
    let values = noise(200 * 9, seed: 8)
    let rows = try matrix(values, columns: 9)
    let correction = try SpaceCorrection(of: rows, componentCount: 3)
    let copy = (0..<200).map { correction.corrected(rows.row($0).map(Double.init)) }
    for metric in NeighborMetric.allCases {
      let list = NeighborSearch(rows, metric: metric, correction: correction).nearest(toRows: [17], k: 199).lists[0]
      #expect(list.count == 199)
      for neighbor in list {
        let (a, b) = (copy[17], copy[neighbor.id])
        let dot = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        let expected: Double
        switch metric {
        case .dot: expected = dot
        case .cosine:
          let squares = [a, b].map { $0.reduce(0) { $0 + $1 * $1 } }
          expected = dot / (squares[0] * squares[1]).squareRoot()
        case .euclidean: expected = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        }
        #expect(abs(neighbor.score - expected) < 1e-13)
      }
    }
  }

  @Test func limits() throws {
    let rows = try matrix([1, 2, 3, 4], columns: 2)
    #expect(throws: EmbeddingAnalysisError.componentCount(2, columns: 2)) {
      try SpaceCorrection(of: rows, componentCount: 2)
    }
    // One dimension has no component to spare: the mean alone is taken out.
    #expect(try SpaceCorrection(of: matrix([1, 3], columns: 1)).components.isEmpty)
    // NaN rows are left out of the mean; all rows equal leave nothing.
    #expect(try SpaceCorrection(of: matrix([1, 2, .nan, 0, 3, 2], columns: 2), componentCount: 0).mean == [2, 2])
    let equal = try matrix([0.1, 0.7, 0.1, 0.7, 0.1, 0.7], columns: 2)
    let nothing = try NeighborSearch(equal, correction: SpaceCorrection(of: equal)).nearest(toRows: [0], k: 3)
    #expect(nothing.lists == [[]])
  }
}

/// Numbers between -0.5 and 0.5.
private func noise(_ count: Int, seed: UInt64) -> [Float] {
  var random = SeededRandom(seed: seed)
  return (0..<count).map { _ in Float(random.next() >> 40) * 0x1p-24 - 0.5 }
}
