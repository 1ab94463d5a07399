import Tensors

/// Products of blocks of rows: formed in 32 bits, or, where these say too little, in 64 bits and rounded to 32.
///
/// Where all rows nearly agree, because of a large mean or of one dimension far larger than the others, the rounding of D
/// products in 32 bits hides their differences, and nearly every pair would have to be compared again. Rounded once, a product
/// is about D times as exact, for twice the work.
struct GraphProducts: @unchecked Sendable {
  // SAFETY of Sendable: the values are read only, and outlive the products: both stay inside one closure.
  private let values: UnsafeBufferPointer<Float>
  private let rowCount: Int
  private let columnCount: Int
  private let algebra: LinearAlgebra
  /// Whether products are formed in 64 bits.
  private(set) var usesDoublePrecision = false

  /// Products of the rows [V, D] in `values`, in 32 bits.
  init(_ values: UnsafeBufferPointer<Float>, columns: Int, _ algebra: LinearAlgebra) {
    self.values = values
    columnCount = columns
    rowCount = columns > 0 ? values.count / columns : 0
    self.algebra = algebra
  }

  /// The bounds that hold for these products.
  func bounds(_ metric: NeighborMetric, norms: [Double], isAnswer: [Bool]) -> GraphBounds {
    GraphBounds(metric, norms: norms, roundings: usesDoublePrecision ? 1 : columnCount, isAnswer: isAnswer)
  }

  /// Writes the products of `rows` with `columns`, row after row.
  func write(_ rows: Range<Int>, _ columns: Range<Int>, to products: UnsafeMutableBufferPointer<Float>) {
    guard usesDoublePrecision else {
      let view = MatrixView(values, rowCount: rowCount, columnCount: columnCount)
      algebra.multiply(
        view.rows(rows), view.rows(columns).transposed,
        into: MutableMatrixView(products, rowCount: rows.count, columnCount: columns.count))
      return
    }
    let (a, b) = (doubles(rows), doubles(columns))
    var result = [Double](repeating: 0, count: rows.count * columns.count)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        result.withUnsafeMutableBufferPointer { result in
          algebra.multiply(
            MatrixView(a, rowCount: rows.count, columnCount: columnCount),
            MatrixView(b, rowCount: columns.count, columnCount: columnCount).transposed,
            into: MutableMatrixView(result, rowCount: rows.count, columnCount: columns.count))
        }
      }
    }
    for (index, product) in result.enumerated() { products[index] = Float(product) }
  }

  private func doubles(_ rows: Range<Int>) -> [Double] {
    values[rows.lowerBound * columnCount..<rows.upperBound * columnCount].map(Double.init)
  }
}

extension GraphProducts {
  /// The same in 64 bits, where a few rows, evenly spread, show that 32 leave too many candidates.
  ///
  /// To compare a candidate again takes as long as some thirty products more in 64 bits than in 32.
  func adapted(to metric: NeighborMetric, norms: [Double], takesPart: [Bool], k: Int) -> GraphProducts {
    let bounds = bounds(metric, norms: norms, isAnswer: takesPart)
    let rows = takesPart.indices.filter { takesPart[$0] }
    let count = min(8, rows.count)
    let found = ParallelLoop.map(count) { candidates(of: rows[$0 * rows.count / count], bounds, k: k) }
    var result = self
    result.usesDoublePrecision = found.reduce(0, +) > count * max(8 * k, rowCount / 32)
    return result
  }

  /// How many rows may be among the k nearest of `row`, as the products tell.
  private func candidates(of row: Int, _ bounds: GraphBounds, k: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rowCount) { products in
      write(row..<row + 1, 0..<rowCount, to: products)
      var lowers = NearestList(limit: k)
      for id in 0..<rowCount where id != row {
        let upper = bounds.upper(products[id], row, id)
        // The bound of a row that takes no part is NaN.
        if upper.isFinite { lowers.offer(id, Double(bounds.lower(upper, row, id))) }
      }
      return (0..<rowCount).count { $0 != row && Double(bounds.upper(products[$0], row, $0)) >= lowers.farthest }
    }
  }
}
