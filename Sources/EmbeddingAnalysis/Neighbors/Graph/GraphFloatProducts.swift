import Tensors

/// Products formed in 32 bits, or, where these say too little, in 64 bits and rounded to 32.
///
/// Where all rows nearly agree, because of a large mean or of one dimension far larger than the others, the rounding of D
/// products in 32 bits hides their differences, and nearly every pair would have to be compared again. Rounded once, a product
/// is about D times as exact, for twice the work.
struct GraphFloatProducts: GraphProducts {
  private let matrix: EmbeddingMatrix
  private let algebra: LinearAlgebra
  let bounds: GraphBounds
  /// Whether products are formed in 64 bits.
  let usesDoublePrecision: Bool

  /// Tiles of 512 x 512 products stay in a core's cache while they are looked through, and are within 5 % of the speed of
  /// large ones.
  var side: Int { 512 }

  /// Products of the rows of `matrix`; in 32 bits, unless a few rows, evenly spread, show that 32 leave too many candidates.
  ///
  /// To compare a candidate again takes as long as some thirty products more in 64 bits than in 32.
  init(
    of matrix: EmbeddingMatrix, _ algebra: LinearAlgebra, metric: NeighborMetric, norms: [Double], isCompared: [Bool],
    k: Int
  ) {
    let singles = GraphFloatProducts(
      matrix, algebra, GraphBounds(metric, norms: norms, roundings: matrix.columnCount, isCandidate: isCompared), false)
    let isTooCoarse = singles.candidatesPerRow(k: k, isCompared: isCompared) > Double(max(8 * k, norms.count / 32))
    self =
      isTooCoarse
      ? GraphFloatProducts(
        matrix, algebra, GraphBounds(metric, norms: norms, roundings: 1, isCandidate: isCompared), true) : singles
  }

  private init(
    _ matrix: EmbeddingMatrix, _ algebra: LinearAlgebra, _ bounds: GraphBounds, _ usesDoublePrecision: Bool
  ) {
    self.matrix = matrix
    self.algebra = algebra
    self.bounds = bounds
    self.usesDoublePrecision = usesDoublePrecision
  }

  func write(_ rows: Range<Int>, _ columns: Range<Int>, to products: UnsafeMutableBufferPointer<Float>) {
    matrix.withRows(rows) { rows in
      matrix.withRows(columns) { columns in
        if usesDoublePrecision {
          writeDoubles(rows, columns, to: products)
        } else {
          let line = ByteRows.lineLength(columns.rows.count)
          algebra.multiply(
            MatrixView(rows.values, rowCount: rows.rows.count, columnCount: matrix.columnCount),
            MatrixView(columns.values, rowCount: columns.rows.count, columnCount: matrix.columnCount).transposed,
            into: MutableMatrixView(
              products, rowCount: rows.rows.count, columnCount: columns.rows.count, rowStride: line))
        }
      }
    }
  }

  private func writeDoubles(_ rows: RowBlock, _ columns: RowBlock, to products: UnsafeMutableBufferPointer<Float>) {
    let (height, width) = (rows.rows.count, columns.rows.count)
    let line = ByteRows.lineLength(width)
    let (a, b) = (rows.values.map(Double.init), columns.values.map(Double.init))
    var result = [Double](repeating: 0, count: height * width)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        result.withUnsafeMutableBufferPointer { result in
          algebra.multiply(
            MatrixView(a, rowCount: height, columnCount: matrix.columnCount),
            MatrixView(b, rowCount: width, columnCount: matrix.columnCount).transposed,
            into: MutableMatrixView(result, rowCount: height, columnCount: width))
        }
      }
    }
    for row in 0..<height {
      for column in 0..<width { products[row * line + column] = Float(result[row * width + column]) }
    }
  }
}
