import Tensors
import Work

/// Access to many rows.
///
/// Where blocks begin and end depends on the shape only, never on the number of cores or the type of the values: sums
/// that are added up block after block have the same bits on every machine.
extension EmbeddingMatrix {
  /// The most values in a block: one megabyte of floats, which a core's cache holds.
  private static var valuesPerBlock: Int { 1 << 18 }

  /// How many rows a block has (the last one may have fewer): about 64 blocks, and none above the limit.
  var rowsPerBlock: Int {
    max(1, min((rowCount + 63) / 64, Self.valuesPerBlock / columnCount))
  }

  /// The results of `body` for all blocks of rows, in the order of the rows; the blocks run on all cores.
  package func mapRowBlocks<Value: Sendable>(_ body: @Sendable (RowBlock) -> Value) -> [Value] {
    mapRows { rows in withRows(rows, body) }
  }

  /// The results of `body` for the same blocks of rows by their numbers alone.
  func mapRows<Value: Sendable>(_ body: @Sendable (Range<Int>) -> Value) -> [Value] {
    let step = rowsPerBlock
    return ParallelLoop.map((rowCount - 1) / step + 1) { block in
      body(block * step..<min((block + 1) * step, rowCount))
    }
  }

  /// Calls `body` with block after block of `rows`, in order, on the calling thread.
  ///
  /// - Precondition: `rows` lies within 0..<``rowCount``.
  public func forEachRowBlock(of rows: Range<Int>, _ body: (RowBlock) throws -> Void) rethrows {
    try forEachRowBlock(of: rows, step: rowsPerBlock, body)
  }

  /// The same for blocks of `step` rows: small ones stay in a core's nearest cache, where little is done with each value.
  func forEachRowBlock(of rows: Range<Int>, step: Int, _ body: (RowBlock) throws -> Void) rethrows {
    var start = rows.lowerBound
    while start < rows.upperBound {
      let end = min(start + step, rows.upperBound)
      try withRows(start..<end, body)
      start = end
    }
  }

  /// Calls `body` with `rows`: where they are mapped if they are aligned 32-bit floats, else in a converted copy.
  func withRows<Value>(_ rows: Range<Int>, _ body: (RowBlock) throws -> Value) rethrows -> Value {
    if let storedRows { return try withGatheredRows(rows, of: storedRows, body) }
    let span = rows.lowerBound * columnCount..<rows.upperBound * columnCount
    let mapped = try tensor.withUnsafeFloats { floats in
      try body(RowBlock(rows: rows, columnCount: columnCount, values: UnsafeBufferPointer(rebasing: floats[span])))
    }
    if let mapped { return mapped }
    return try withUnsafeTemporaryAllocation(of: Float.self, capacity: span.count) { scratch in
      tensor.readRows(rows, into: scratch)
      return try body(RowBlock(rows: rows, columnCount: columnCount, values: UnsafeBufferPointer(scratch)))
    }
  }

  /// Calls `body` with copies of the rows that the matrix's `rows` are.
  private func withGatheredRows<Value>(
    _ rows: Range<Int>, of storedRows: [Int], _ body: (RowBlock) throws -> Value
  ) rethrows -> Value {
    try withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * columnCount) { scratch in
      for (place, row) in storedRows[rows].enumerated() {
        let target = scratch[place * columnCount..<(place + 1) * columnCount]
        tensor.readRows(row..<row + 1, into: UnsafeMutableBufferPointer(rebasing: target))
      }
      return try body(RowBlock(rows: rows, columnCount: columnCount, values: UnsafeBufferPointer(scratch)))
    }
  }
}
