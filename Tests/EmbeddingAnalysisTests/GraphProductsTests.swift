import Tensors
import Testing

@testable import EmbeddingAnalysis

/// Products of rows whose differences 32 bits hide.
@Suite struct GraphProductsTests {
  private static let columns = 48

  /// 600 rows of small numbers, the first of which is `first` of a number between -0.5 and 0.5.
  private func rows(_ first: (Float) -> Float) throws -> EmbeddingMatrix {
    var random = SeededRandom(seed: 21)
    let values = (0..<600 * Self.columns).map { index -> Float in
      let value = Float(random.next() >> 40) * 0x1p-24 - 0.5
      return index % Self.columns == 0 ? first(value) : value
    }
    return try matrix(values, columns: Self.columns)
  }

  private func usesDoublePrecision(_ rows: EmbeddingMatrix, _ metric: NeighborMetric) throws -> Bool {
    let algebra = try LinearAlgebra.load()
    return NeighborSearch(rows, metric: metric).withSinglePrecisionRows { values in
      GraphProducts(values, columns: rows.columnCount, algebra).adapted(
        to: metric, norms: RowNorms(of: rows).values, takesPart: Array(repeating: true, count: rows.rowCount), k: 3
      ).usesDoublePrecision
    }
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

  /// Within the bounds, whichever way products are formed; those in 64 bits are the true ones, rounded once.
  @Test(arguments: NeighborMetric.allCases) func theGraphIsTheSearchs(metric: NeighborMetric) throws {
    for first: (Float) -> Float in [{ 3000 + $0 }, { 9000 * $0 }] {
      let rows = try rows(first)
      let search = NeighborSearch(rows, metric: metric, norms: RowNorms(of: rows))
      let graph = try NeighborGraph(of: search, k: 3)
      let lists = search.nearest(toRows: Array(0..<600), k: 3).lists
      #expect((0..<600).allSatisfy { graph.neighbors(of: $0) == lists[$0] })
    }
  }

  @Test func aProductIn64BitsIsRoundedOnce() throws {
    let rows = try rows { 3000 + $0 }
    let algebra = try LinearAlgebra.load()
    let products = NeighborSearch(rows, metric: .cosine).withSinglePrecisionRows { values -> [Float] in
      let products = GraphProducts(values, columns: rows.columnCount, algebra)
        .adapted(
          to: .cosine, norms: RowNorms(of: rows).values, takesPart: Array(repeating: true, count: 600), k: 3)
      var result = [Float](repeating: 0, count: 6)
      result.withUnsafeMutableBufferPointer { products.write(10..<12, 500..<503, to: $0) }
      return result
    }
    let expected = (10..<12).flatMap { row in
      (500..<503).map { column in
        Float(zip(rows.row(row), rows.row(column)).reduce(0.0) { $0 + Double($1.0) * Double($1.1) })
      }
    }
    #expect(products == expected)
  }
}
