/// Some consecutive rows of a matrix, as 32-bit floats that are valid while the closure they are given to runs.
public struct RowBlock {
  /// Which rows of the matrix these are.
  public let rows: Range<Int>
  /// D, the number of values in a row.
  public let columnCount: Int
  /// The values, row after row: `rows.count` × ``columnCount`` of them.
  public let values: UnsafeBufferPointer<Float>

  /// The values of row `index` of the matrix.
  ///
  /// - Precondition: `index` lies within ``rows``.
  public subscript(row index: Int) -> UnsafeBufferPointer<Float> {
    precondition(rows.contains(index), "row \(index) of the rows \(rows)")
    let start = (index - rows.lowerBound) * columnCount
    return UnsafeBufferPointer(rebasing: values[start..<(start + columnCount)])
  }
}
