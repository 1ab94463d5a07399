/// The cells of an image that lie within the axes, whole ones at the edges.
struct VisibleCells {
  let columns: Range<Int>
  let rows: Range<Int>
  /// What those columns and rows span on the axes.
  let xRange: ClosedRange<Double>
  let yRange: ClosedRange<Double>

  /// The visible cells of `all`, which are those of `image`; where some are left out, each that is left is a block of equal cells, at
  /// least as wide as a pixel of a plot of `width`: few columns beside many rows would be smoothed into each other.
  func cells(of all: [UInt8], of image: ImageMark, width: Double) -> (width: Int, cells: [UInt8]) {
    if columns.count == image.columnCount, rows.count == image.rowCount { return (columns.count, all) }
    let times = columns.isEmpty ? 1 : max(1, Int((2 * min(max(width, 0), 20_000) / Double(columns.count)).rounded(.up)))
    let cells = rows.flatMap { row in
      columns.flatMap { [UInt8](repeating: all[row * image.columnCount + $0], count: times) }
    }
    return (columns.count * times, cells)
  }
}

extension ImageMark {
  func visible(x: ClosedRange<Double>, y: ClosedRange<Double>) -> VisibleCells {
    let (columns, xRange) = Self.visible(columnCount, spanning: xRange, in: x)
    let (rows, yRange) = Self.visible(rowCount, spanning: yRange, in: y)
    return VisibleCells(columns: columns, rows: rows, xRange: xRange, yRange: yRange)
  }

  private static func visible(
    _ count: Int, spanning range: ClosedRange<Double>, in domain: ClosedRange<Double>
  ) -> (Range<Int>, ClosedRange<Double>) {
    let cell = (range.upperBound - range.lowerBound) / Double(max(count, 1))
    guard cell > 0, cell.isFinite else { return (0..<count, range) }
    func place(_ value: Double) -> Double { min(max((value - range.lowerBound) / cell, 0), Double(count)) }
    let first = Int(place(domain.lowerBound).rounded(.down))
    let end = max(first, Int(place(domain.upperBound).rounded(.up)))
    if first == 0, end == count { return (0..<count, range) }
    return (first..<end, (range.lowerBound + Double(first) * cell)...(range.lowerBound + Double(end) * cell))
  }
}
