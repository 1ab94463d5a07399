extension LinearAlgebra {
  /// The eigenvalues and eigenvectors of a symmetric matrix.
  package struct SymmetricEigen<Element: LinearAlgebraElement>: Sendable {
    /// The n eigenvalues, from the smallest to the largest.
    package let values: [Element]
    /// The eigenvectors, one after the other: n values for each of ``values``, of length 1 and at right angles.
    ///
    /// The sign of each is LAPACK's.
    package let vectors: [Element]

    /// The eigenvector of `values[index]`.
    package func vector(_ index: Int) -> ArraySlice<Element> {
      vectors[index * values.count..<(index + 1) * values.count]
    }

    /// The same, turned so that its value of largest magnitude (of equal ones the first) is positive.
    package func turnedVector(_ index: Int) -> [Element] {
      let vector = vector(index)
      let largest = vector.max { $0.magnitude < $1.magnitude } ?? 0
      return largest < 0 ? vector.map { -$0 } : Array(vector)
    }
  }

  /// All eigenvalues and eigenvectors of a symmetric matrix in 64-bit arithmetic (LAPACK's `dsyevd`).
  ///
  /// `eigen(symmetric: [2, 1, 1, 2], order: 2)` has the values [1, 3]. Only values[i·n + j] with j <= i are read. Takes about
  /// 10·n³ operations on the calling thread (n = 768: about 0.15 s).
  ///
  /// - Precondition: `values` holds `order`² numbers; `order` is at most 30,000, because LAPACK counts in 32 bits.
  package func eigen(symmetric values: [Double], order: Int) throws -> SymmetricEigen<Double> {
    try eigen(values, order, library.dsyevd)
  }

  /// The same in 32-bit arithmetic (`ssyevd`).
  package func eigen(symmetric values: [Float], order: Int) throws -> SymmetricEigen<Float> {
    try eigen(values, order, library.ssyevd)
  }

  private func eigen<Element: LinearAlgebraElement>(
    _ values: [Element], _ order: Int, _ routine: OpenBLAS.SYEVD<Element>
  ) throws -> SymmetricEigen<Element> {
    precondition(
      (0...30_000).contains(order) && values.count == order * order, "\(values.count) values for order \(order)")
    guard order > 0 else { return .init(values: [], vectors: []) }
    try Self.checkFinite(values, columns: order, "eigenproblem")
    var vectors = values
    var results = [Element](repeating: 0, count: order)
    // The sizes of the work space that LAPACK's description asks for when vectors are wanted.
    var work = [Element](repeating: 0, count: 1 + 6 * order + 2 * order * order)
    var integers = [Int32](repeating: 0, count: 3 + 5 * order)
    var info: Int32 = 0
    let n = Int32(order)
    // Fortran's upper triangle, column after column, is the lower one of rows; its vectors, columns, come out as rows.
    routine(
      "V", "U", [n], &vectors, [n], &results, &work, [Int32(work.count)], &integers, [Int32(integers.count)], &info, 1,
      1)
    guard info == 0 else {
      throw TensorsError.noConvergence(operation: "eigenproblem", rows: order, columns: order, info: Int(info))
    }
    return .init(values: results, vectors: vectors)
  }

  static func checkFinite<Element: LinearAlgebraElement>(
    _ values: [Element], columns: Int, _ operation: String
  ) throws {
    guard let index = values.firstIndex(where: { !$0.isFinite }) else { return }
    throw TensorsError.notFinite(operation: operation, row: index / columns, column: index % columns)
  }
}
