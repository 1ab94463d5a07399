import EmbeddingAnalysis
import TestSupport
import Testing

/// What NumPy, gensim and SciPy say: Tests/Fixtures/analysis/neighbors.json.
private struct NeighborFixture: Decodable {
  struct List: Decodable {
    var row: Int
    var ids: [Int]
    var scores: [Double]
  }
  struct OfMetric: Decodable {
    var lists: [List]
    var skewness: Double?
  }
  struct Gensim: Decodable {
    var row: Int
    var mostSimilar: [Int]
    var other: Int
    var rank: Int
    var closerThan: [Int]
  }
  struct Case: Decodable {
    var components: Int
    var metrics: [String: OfMetric]
    var corrected: [String: OfMetric]
    var gensim: [Gensim]
    var matrix: MatrixCase

    enum CodingKeys: CodingKey { case components, metrics, corrected, gensim }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      components = try container.decode(Int.self, forKey: .components)
      metrics = try container.decode([String: OfMetric].self, forKey: .metrics)
      corrected = try container.decode([String: OfMetric].self, forKey: .corrected)
      gensim = try container.decode([Gensim].self, forKey: .gensim)
      matrix = try MatrixCase(from: decoder)
    }
  }

  var cases: [Case]
}

@Suite struct NeighborParityTests {
  private let cases: [NeighborFixture.Case]

  init() throws {
    cases = try Fixture.decode(NeighborFixture.self, "analysis/neighbors.json").cases
  }

  @Test(arguments: NeighborMetric.allCases) func neighboursAreThoseOfNumPy(metric: NeighborMetric) throws {
    for fixture in cases {
      let rows = try matrix(fixture.matrix.values, columns: fixture.matrix.columns)
      let expected = try #require(fixture.metrics[metric.rawValue])
      try check(NeighborSearch(rows, metric: metric), expected)
      let graph = try NeighborGraph(of: NeighborSearch(rows, metric: metric), k: 6)
      // SciPy computes the moments as we do, in another order of the sums.
      #expect(abs(try #require(Hubness(of: graph).skewness) - (expected.skewness ?? 0)) < 1e-12)
    }
  }

  @Test(arguments: NeighborMetric.allCases) func correctedNeighboursAreThoseOfNumPy(metric: NeighborMetric) throws {
    for fixture in cases {
      let rows = try matrix(fixture.matrix.values, columns: fixture.matrix.columns)
      let correction = try SpaceCorrection(of: rows, componentCount: fixture.components)
      try check(
        NeighborSearch(rows, metric: metric, correction: correction),
        try #require(fixture.corrected[metric.rawValue]))
    }
  }

  @Test func verbsAreThoseOfGensim() throws {
    for fixture in cases {
      let rows = try matrix(fixture.matrix.values, columns: fixture.matrix.columns)
      let search = NeighborSearch(rows)
      for expected in fixture.gensim {
        #expect(search.nearest(toRows: [expected.row], k: 6).lists[0].map(\.id) == expected.mostSimilar)
        let vector = rows.row(expected.row).map(Double.init)
        let closer = try #require(search.closer(to: vector, thanRow: expected.other, excluding: [expected.row]))
        #expect(closer.map(\.id).sorted() == expected.closerThan && closer.count + 1 == expected.rank)
      }
    }
  }

  /// Scores agree to the rounding of sums of float64, some of which NumPy forms in another order.
  private func check(_ search: NeighborSearch, _ expected: NeighborFixture.OfMetric) throws {
    let lists = search.nearest(toRows: expected.lists.map(\.row), k: 6).lists
    for (list, expected) in zip(lists, expected.lists) {
      #expect(list.map(\.id) == expected.ids, "\(search.metric), row \(expected.row)")
      #expect(zip(list, expected.scores).allSatisfy { abs($0.score - $1) < 1e-12 })
    }
  }
}
