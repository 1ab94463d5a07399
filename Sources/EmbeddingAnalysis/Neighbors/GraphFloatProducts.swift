import Tensors

/// Products formed in 32 bits, or, where these say too little, in 64 bits and rounded to 32.
///
/// Where all rows nearly agree, because of a large mean or of one dimension far larger than the others, the rounding of D
/// products in 32 bits hides their differences, and nearly every pair would have to be compared again. Rounded once, a product
/// is about D times as exact, for twice the work.
struct GraphFloatProducts: GraphProducts, @unchecked Sendable {
  // SAFETY of Sendable: the values are read only, and outlive the products: both stay inside one closure.
  private let values: UnsafeBufferPointer<Float>
  private let rowCount: Int
  private let columnCount: Int
  private let algebra: LinearAlgebra
  let bounds: GraphBounds
  /// Whether products are formed in 64 bits.
  let usesDoublePrecision: Bool

  /// Tiles of 512 x 512 products stay in a core's cache while they are looked through, and are within 5 % of the speed of
  /// large ones.
  var side: Int { 512 }

  /// Products of the rows [V, D] in `values`; in 32 bits, unless a few rows, evenly spread, show that 32 leave too many candidates.
  ///
  /// To compare a candidate again takes as long as some thirty products more in 64 bits than in 32.
  init(
    _ values: UnsafeBufferPointer<Float>, columns: Int, _ algebra: LinearAlgebra, metric: NeighborMetric,
    norms: [Double], takesPart: [Bool], k: Int
  ) {
    let singles = GraphFloatProducts(
      values, columns, algebra, GraphBounds(metric, norms: norms, roundings: columns, isAnswer: takesPart), false)
    let isTooCoarse = singles.candidatesPerRow(k: k, takesPart: takesPart) > Double(max(8 * k, norms.count / 32))
    self =
      isTooCoarse
      ? GraphFloatProducts(
        values, columns, algebra, GraphBounds(metric, norms: norms, roundings: 1, isAnswer: takesPart), true)
      : singles
  }

  private init(
    _ values: UnsafeBufferPointer<Float>, _ columns: Int, _ algebra: LinearAlgebra, _ bounds: GraphBounds,
    _ usesDoublePrecision: Bool
  ) {
    self.values = values
    columnCount = columns
    rowCount = columns > 0 ? values.count / columns : 0
    self.algebra = algebra
    self.bounds = bounds
    self.usesDoublePrecision = usesDoublePrecision
  }

  func write(_ rows: Range<Int>, _ columns: Range<Int>, to products: UnsafeMutableBufferPointer<Float>) {
    let line = ByteRows.lineLength(columns.count)
    guard usesDoublePrecision else {
      let view = MatrixView(values, rowCount: rowCount, columnCount: columnCount)
      algebra.multiply(
        view.rows(rows), view.rows(columns).transposed,
        into: MutableMatrixView(products, rowCount: rows.count, columnCount: columns.count, rowStride: line))
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
    for row in rows.indices {
      let (from, to) = ((row - rows.lowerBound) * columns.count, (row - rows.lowerBound) * line)
      for column in 0..<columns.count { products[to + column] = Float(result[from + column]) }
    }
  }

  private func doubles(_ rows: Range<Int>) -> [Double] {
    values[rows.lowerBound * columnCount..<rows.upperBound * columnCount].map(Double.init)
  }
}
