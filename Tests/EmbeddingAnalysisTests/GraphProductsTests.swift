import Tensors
import Testing

@testable import EmbeddingAnalysis

/// Products of rows whose differences 32 bits hide.
@Suite struct GraphProductsTests {
  private static let columns = 48

  /// Rows of small numbers, the first of which is `first` of a number between -0.5 and 0.5.
  private func rows(count: Int = 600, _ first: (Float) -> Float) throws -> EmbeddingMatrix {
    var random = SeededRandom(seed: 21)
    let values = (0..<count * Self.columns).map { index -> Float in
      let value = Float(random.next() >> 40) * 0x1p-24 - 0.5
      return index % Self.columns == 0 ? first(value) : value
    }
    return try matrix(values, columns: Self.columns)
  }

  private func products<Value>(
    _ rows: EmbeddingMatrix, _ metric: NeighborMetric, _ body: (GraphFloatProducts) -> Value
  ) throws -> Value {
    body(
      GraphFloatProducts(
        of: rows, try LinearAlgebra.load(), metric: metric, norms: RowNorms(of: rows).values,
        isCompared: Array(repeating: true, count: rows.rowCount), k: 3))
  }

  private func usesDoublePrecision(_ rows: EmbeddingMatrix, _ metric: NeighborMetric) throws -> Bool {
    try products(rows, metric) { $0.usesDoublePrecision }
  }

  /// How many candidates products of bytes leave for a row.
  private func candidatesOfBytes(_ rows: EmbeddingMatrix, _ metric: NeighborMetric) throws -> Double {
    let isCompared = Array(repeating: true, count: rows.rowCount)
    let products = try #require(
      GraphByteProducts(NeighborSearch(rows, metric: metric), norms: RowNorms(of: rows).values, isCompared: isCompared))
    return products.candidatesPerRow(k: 3, isCompared: isCompared)
  }

  @Test func ordinaryRowsAreToldApartBy32Bits() throws {
    for metric in NeighborMetric.allCases { #expect(try !usesDoublePrecision(rows { $0 }, metric)) }
  }

  @Test func aLargeMeanAsksFor64Bits() throws {
    let rows = try rows { 3000 + $0 }
    #expect(try usesDoublePrecision(rows, .cosine) && usesDoublePrecision(rows, .euclidean))
  }

  @Test func aLargeDimensionAsksFor64BitsWhereAnglesCount() throws {
    #expect(try usesDoublePrecision(rows { 9000 * $0 }, .cosine))
  }

  @Test(arguments: NeighborMetric.allCases) func bytesTellOrdinaryRowsApart(metric: NeighborMetric) throws {
    #expect(try candidatesOfBytes(rows { $0 }, metric) < 60)
    // A mean that all rows share says nothing of their differences, and is taken off.
    if metric != .cosine { #expect(try candidatesOfBytes(rows { 3000 + $0 }, metric) < 60) }
  }

  @Test func bytesCannotTellRowsApartBesideALargeDimension() throws {
    #expect(try candidatesOfBytes(rows { 9000 * $0 }, .cosine) > Double(GraphByteProducts.candidateLimit(k: 3)))
  }

  /// Whichever way products are formed, the true nearness lies within their bounds.
  @Test(arguments: NeighborMetric.allCases) func boundsHold(metric: NeighborMetric) throws {
    for first: (Float) -> Float in [{ $0 }, { 3000 + $0 }, { 9000 * $0 }] {
      let rows = try rows(first)
      let norms = RowNorms(of: rows).values
      let isCompared = Array(repeating: true, count: rows.rowCount)
      let search = NeighborSearch(rows, metric: metric)
      let bytes = try #require(GraphByteProducts(search, norms: norms, isCompared: isCompared))
      checkBounds(bytes, search, norms)
      try products(rows, metric) { checkBounds($0, search, norms) }
    }
  }

  @Test(arguments: NeighborMetric.allCases) func boundsHoldInACorrectedSpace(metric: NeighborMetric) throws {
    let rows = try rows { 5 + $0 }
    let correction = try SpaceCorrection(of: rows, componentCount: 2)
    let search = NeighborSearch(rows, metric: metric, correction: correction)
    let isCompared = Array(repeating: true, count: rows.rowCount)
    let bytes = try #require(GraphByteProducts(search, norms: correction.norms, isCompared: isCompared))
    checkBounds(bytes, search, correction.norms)
  }

  private func checkBounds(_ products: some GraphProducts, _ search: NeighborSearch, _ norms: [Double]) {
    let (some, others) = (64..<101, 320..<451)
    let wrong = products.withProducts(some, others) { values, line -> [String]? in
      var wrong: [String] = []
      for row in some {
        let query = search.query(search.matrix.row(row).map(Double.init))
        for other in others {
          let similarity = search.similarity(ofRow: other, to: query, norm: norms[other])
          // The true nearness, less a few units of rounding.
          let truth = products.bounds.threshold(row, similarity: similarity)
          let units = Float((similarity.magnitude + norms[row] * norms[row]) * 0x1p-20)
          let product = values[(row - some.lowerBound) * line + other - others.lowerBound]
          let upper = products.bounds.upper(product, row, other)
          let lower = products.bounds.lower(upper, row, other)
          guard upper >= truth, lower <= truth + units else {
            wrong.append("\(row), \(other): \(lower) \(truth) \(upper)")
            continue
          }
        }
      }
      return wrong
    }
    #expect(wrong?.isEmpty == true, "\(search.metric): \(wrong?.count ?? 0), \(wrong?.first ?? "")")
  }

  /// Within the bounds, whichever way products are formed; those in 64 bits are the true ones, rounded once.
  @Test(arguments: NeighborMetric.allCases) func theGraphIsTheSearchs(metric: NeighborMetric) throws {
    for first: (Float) -> Float in [{ 3000 + $0 }, { 9000 * $0 }] {
      let rows = try rows(count: 300, first)
      let search = NeighborSearch(rows, metric: metric, norms: RowNorms(of: rows))
      let lists = search.nearest(toRows: Array(0..<300), k: 3).lists
      for allowsBytes in [false, true] {
        let graph = try NeighborGraph(of: search, k: 3, allowsBytes: allowsBytes)
        #expect((0..<300).allSatisfy { graph.neighbors(of: $0) == lists[$0] })
      }
    }
  }

  @Test func aProductIn64BitsIsRoundedOnce() throws {
    let rows = try rows { 3000 + $0 }
    let products = try products(rows, .cosine) { products -> [Float] in
      products.withProducts(10..<12, 500..<503) { values, line in (0..<6).map { values[$0 / 3 * line + $0 % 3] } } ?? []
    }
    let expected = (10..<12).flatMap { row in
      (500..<503).map { column in
        Float(zip(rows.row(row), rows.row(column)).reduce(0.0) { $0 + Double($1.0) * Double($1.1) })
      }
    }
    #expect(products == expected)
  }
}
