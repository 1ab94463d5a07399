package import Tensors

/// Linear centred kernel alignment: whether the words lie in the same directions from each other, in [0, 1].
///
/// With the columns of X [n, D₁] and Y [n, D₂] centred, it is ‖XᵀY‖² / (‖XᵀX‖·‖YᵀY‖) in Frobenius norms. Turning either
/// space, or scaling it as a whole, changes nothing. Source: Kornblith et al. 2019 (arXiv:1905.00414).
///
/// ```
/// X = Y, or Y = 3·X·Q with an orthogonal Q: 1
/// ```
package enum LinearCKA {
  /// The alignment of the two sides, beside `shuffles` random pairings; nil where one side's rows are all equal.
  package static func measure(
    _ rows: PairedRows, shuffles: Int, seed: UInt64, algebra: LinearAlgebra
  ) -> BaselinedMeasure {
    let x = rows.a.centered()
    let y = rows.b.centered()
    let n = rows.count
    let own =
      squaredNorm(x, rows.a.columnCount, x, rows.a.columnCount, n, algebra).squareRoot()
      * squaredNorm(y, rows.b.columnCount, y, rows.b.columnCount, n, algebra).squareRoot()
    guard own > 0, own.isFinite else { return BaselinedMeasure(value: nil, shuffled: []) }
    let value = squaredNorm(x, rows.a.columnCount, y, rows.b.columnCount, n, algebra) / own
    let baseline = PairedRows.orders(shuffles, of: n, seed: seed).map { order -> Double? in
      let shuffled = reordered(y, rows.b.columnCount, order)
      return squaredNorm(x, rows.a.columnCount, shuffled, rows.b.columnCount, n, algebra) / own
    }
    return BaselinedMeasure(value: value, shuffled: baseline)
  }

  private static func reordered(_ values: [Double], _ columns: Int, _ order: [Int]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(values.count)
    for row in order { result.append(contentsOf: values[row * columns..<(row + 1) * columns]) }
    return result
  }

  /// ‖XᵀY‖², the sum of the squares of all products of a column of X [n, p] with a column of Y [n, q].
  private static func squaredNorm(
    _ x: [Double], _ p: Int, _ y: [Double], _ q: Int, _ n: Int, _ algebra: LinearAlgebra
  ) -> Double {
    var products = [Double](repeating: 0, count: p * q)
    x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        products.withUnsafeMutableBufferPointer { products in
          algebra.parallelMultiply(
            MatrixView(x, rowCount: n, columnCount: p).transposed, MatrixView(y, rowCount: n, columnCount: q),
            into: MutableMatrixView(products, rowCount: p, columnCount: q))
        }
      }
    }
    return products.reduce(0) { $0 + $1 * $1 }
  }
}
