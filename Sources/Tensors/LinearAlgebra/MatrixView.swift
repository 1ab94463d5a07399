/// A matrix in memory that someone else owns: rows of values, each `rowStride` values after the one before.
///
/// A view costs nothing to make, to cut or to transpose; it is valid as long as the memory is.
package struct MatrixView<Element: LinearAlgebraElement>: @unchecked Sendable {
  // SAFETY of Sendable: read-only memory, which the maker of the view keeps alive and does not write meanwhile.
  let start: UnsafePointer<Element>?
  let storedRows: Int
  let storedColumns: Int
  let rowStride: Int
  let isTransposed: Bool

  /// A view of `values` as `rowCount` rows of `columnCount` values.
  ///
  /// - Precondition: rows do not overlap, and the last one ends inside `values`.
  package init(_ values: UnsafeBufferPointer<Element>, rowCount: Int, columnCount: Int, rowStride: Int? = nil) {
    let stride = rowStride ?? columnCount
    checkMatrix(values.count, rowCount, columnCount, stride)
    self.init(values.baseAddress, rowCount, columnCount, stride, false)
  }

  private init(_ start: UnsafePointer<Element>?, _ rows: Int, _ columns: Int, _ stride: Int, _ transposed: Bool) {
    self.start = start
    storedRows = rows
    storedColumns = columns
    rowStride = stride
    isTransposed = transposed
  }

  /// The number of rows.
  package var rowCount: Int { isTransposed ? storedColumns : storedRows }
  /// The number of columns.
  package var columnCount: Int { isTransposed ? storedRows : storedColumns }
  /// The same values with rows and columns exchanged; nothing moves.
  package var transposed: MatrixView {
    MatrixView(start, storedRows, storedColumns, rowStride, !isTransposed)
  }

  /// The part of the matrix in these rows and columns.
  ///
  /// - Precondition: both lie within the matrix.
  package func part(rows: Range<Int>, columns: Range<Int>) -> MatrixView {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= rowCount && columns.lowerBound >= 0
        && columns.upperBound <= columnCount, "rows \(rows), columns \(columns) of [\(rowCount), \(columnCount)]")
    let stored = isTransposed ? (rows: columns, columns: rows) : (rows: rows, columns: columns)
    return MatrixView(
      start.map { $0 + stored.rows.lowerBound * rowStride + stored.columns.lowerBound }, stored.rows.count,
      stored.columns.count, rowStride, isTransposed)
  }

  /// The rows in `rows`, whole.
  package func rows(_ rows: Range<Int>) -> MatrixView { part(rows: rows, columns: 0..<columnCount) }
}

/// A matrix in memory that a result is written to; see ``MatrixView``.
package struct MutableMatrixView<Element: LinearAlgebraElement>: @unchecked Sendable {
  // SAFETY of Sendable: whoever writes from several threads writes to parts that do not overlap.
  let start: UnsafeMutablePointer<Element>?
  /// The number of rows.
  package let rowCount: Int
  /// The number of columns.
  package let columnCount: Int
  let rowStride: Int

  /// A view of `values` as `rowCount` rows of `columnCount` values.
  ///
  /// - Precondition: rows do not overlap, and the last one ends inside `values`.
  package init(_ values: UnsafeMutableBufferPointer<Element>, rowCount: Int, columnCount: Int, rowStride: Int? = nil) {
    let stride = rowStride ?? columnCount
    checkMatrix(values.count, rowCount, columnCount, stride)
    self.init(values.baseAddress, rowCount, columnCount, stride)
  }

  private init(_ start: UnsafeMutablePointer<Element>?, _ rows: Int, _ columns: Int, _ stride: Int) {
    self.start = start
    rowCount = rows
    columnCount = columns
    rowStride = stride
  }

  /// The part of the matrix in these rows and columns.
  ///
  /// - Precondition: both lie within the matrix.
  package func part(rows: Range<Int>, columns: Range<Int>) -> MutableMatrixView {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= rowCount && columns.lowerBound >= 0
        && columns.upperBound <= columnCount, "rows \(rows), columns \(columns) of [\(rowCount), \(columnCount)]")
    return MutableMatrixView(
      start.map { $0 + rows.lowerBound * rowStride + columns.lowerBound }, rows.count, columns.count, rowStride)
  }
}

private func checkMatrix(_ count: Int, _ rows: Int, _ columns: Int, _ stride: Int) {
  precondition(
    rows >= 0 && columns >= 0 && stride >= columns
      && max(rows, stride) <= Int(Int32.max)  // BLAS counts in 32 bits
      && (rows == 0 || columns == 0 || (rows - 1) * stride + columns <= count),
    "[\(rows), \(columns)] with rows \(stride) apart in \(count) values")
}
