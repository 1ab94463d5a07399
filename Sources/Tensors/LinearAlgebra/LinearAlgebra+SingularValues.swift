extension LinearAlgebra {
  /// A = U · diag(values) · V: the thin singular value decomposition of A [m, n], with k = min(m, n).
  package struct SingularValues: Sendable {
    /// U, [m, k], row after row; its columns have length 1 and are at right angles.
    package let left: [Double]
    /// The k singular values, from the largest to the smallest.
    package let values: [Double]
    /// V, [k, n], row after row: what NumPy calls `vh`.
    package let right: [Double]
  }

  /// The thin singular value decomposition in 64-bit arithmetic (LAPACK's `dgesdd`), on the calling thread.
  ///
  /// The same as `numpy.linalg.svd(a, full_matrices=False)`; the signs of a pair of vectors are LAPACK's.
  ///
  /// - Precondition: `values` holds `rows` × `columns` numbers, row after row.
  package func singularValues(_ values: [Double], rows: Int, columns: Int) throws -> SingularValues {
    precondition(
      rows >= 0 && columns >= 0 && values.count == rows * columns, "\(values.count) values for [\(rows), \(columns)]")
    let count = min(rows, columns)
    guard count > 0 else { return .init(left: [], values: [], right: []) }
    try Self.checkFinite(values, columns: columns, "singular values")
    // Fortran sees Aᵀ [n, m] in A's rows: its left vectors [n, k], column after column, are V; its right ones are U.
    var matrix = values
    var results = [Double](repeating: 0, count: count)
    var right = [Double](repeating: 0, count: count * columns)
    var left = [Double](repeating: 0, count: rows * count)
    var integers = [Int32](repeating: 0, count: 8 * count)
    var info: Int32 = 0
    let (n, m, k) = (Int32(columns), Int32(rows), Int32(count))
    var work = [0.0]
    // Asked with -1, LAPACK writes the best size of its work space.
    library.dgesdd("S", [n], [m], &matrix, [n], &results, &right, [n], &left, [k], &work, [-1], &integers, &info, 1)
    guard info == 0, work[0] >= 1, work[0] < Double(Int32.max) else {
      throw TensorsError.noConvergence(operation: "singular values", rows: rows, columns: columns, info: Int(info))
    }
    let size = Int32(work[0])
    work = [Double](repeating: 0, count: Int(size))
    library.dgesdd("S", [n], [m], &matrix, [n], &results, &right, [n], &left, [k], &work, [size], &integers, &info, 1)
    guard info == 0 else {
      throw TensorsError.noConvergence(operation: "singular values", rows: rows, columns: columns, info: Int(info))
    }
    return .init(left: left, values: results, right: right)
  }
}
