import CVectorKernels

/// Rows of floats as bytes: each row, less a common mean, as a number from -127 to 127 for each value, and a scale.
///
/// A quarter of the memory of floats; their products take a quarter of the time where the processor has an instruction for
/// them. How far a row is from its bytes is measured, so that a product's error has a bound: with y for rows without the mean
/// and e for what rounding takes off, |y·z - bytes' product| ≤ |y||e_z| + |e_y||z| + |e_y||e_z|.
package final class ByteRows: @unchecked Sendable {
  // SAFETY of Sendable: each row is packed once, by one thread, before products are formed.
  private let rowCount: Int
  private let quads: Int
  private let bytes: UnsafeMutableBufferPointer<Int8>
  private let scales: UnsafeMutableBufferPointer<Float>
  private let sums: UnsafeMutableBufferPointer<Int32>

  /// What is known of a row that has been packed.
  package struct Row: Sendable {
    /// |y|, the row's length without the mean.
    package var length: Double
    /// |e|, the length of what rounding took off.
    package var residual: Double
    /// y·mean.
    package var withMean: Double
    /// What a row has that is not packed: it counts as the mean.
    package static let unpacked = Row(length: 0, residual: 0, withMean: 0)
  }

  /// Whether products of bytes take a fraction of the time of products of floats on this machine.
  package static var areFast: Bool { embedscope_has_byte_products() }
  /// The rows that are packed together, and of which blocks begin and end with whole ones.
  private static let groupRows = 16
  /// The most values in a row whose products fit in 32 bits.
  package static let maximumColumns = 1 << 16

  /// Room for `rowCount` rows of `columnCount` values, all zero at first.
  ///
  /// - Precondition: `columnCount` is at most ``maximumColumns``.
  package init(rowCount: Int, columnCount: Int) {
    precondition(columnCount <= Self.maximumColumns, "\(columnCount) values in a row")
    self.rowCount = rowCount
    quads = (columnCount + 3) / 4
    let padded = Self.lineLength(rowCount)
    bytes = .allocate(capacity: padded * quads * 4)
    scales = .allocate(capacity: padded)
    sums = .allocate(capacity: padded)
    bytes.initialize(repeating: 0)
    scales.initialize(repeating: 0)
    sums.initialize(repeating: 0)
  }

  deinit {
    bytes.deallocate()
    scales.deallocate()
    sums.deallocate()
  }

  /// Packs `values`, less `mean`, as row `index`.
  ///
  /// - Precondition: all are finite; there is one of each for every column; no other thread packs the same row.
  package func pack(_ values: UnsafeBufferPointer<Float>, mean: [Double], asRow index: Int) -> Row {
    precondition((0..<rowCount).contains(index) && values.count == mean.count && (values.count + 3) / 4 == quads)
    guard let start = values.baseAddress, let target = bytes.baseAddress else {
      return .unpacked
    }
    // SAFETY: a group has `quads` runs of 64 bytes, four for each of its rows, of which the row writes its own.
    let place = index / Self.groupRows * quads * 64 + index % Self.groupRows * 4
    let row = embedscope_pack_bytes(start, mean, values.count, target + place)
    scales[index] = row.scale
    sums[index] = row.sum
    return Row(length: row.squares.squareRoot(), residual: row.residual.squareRoot(), withMean: row.with_mean)
  }

  /// How many products a line of them has for `count` rows: some more, whose values mean nothing.
  package static func lineLength(_ count: Int) -> Int { (count + 31) & ~31 }

  /// Writes the products of `rows` with `columns`, ``lineLength(_:)`` of `columns` apart, for as many rows as there are in
  /// `rows`, rounded up to 16.
  ///
  /// - Precondition: both begin at a multiple of 32; there is room in `products`.
  package func writeProducts(
    _ rows: Range<Int>, _ columns: Range<Int>, to products: UnsafeMutableBufferPointer<Float>
  ) {
    let groups = (rows.count + Self.groupRows - 1) / Self.groupRows
    let line = Self.lineLength(columns.count)
    precondition(
      rows.lowerBound % 32 == 0 && columns.lowerBound % 32 == 0 && rows.upperBound <= rowCount
        && columns.upperBound <= rowCount && products.count >= groups * Self.groupRows * line)
    guard let bytes = bytes.baseAddress, let scales = scales.baseAddress, let sums = sums.baseAddress,
      let target = products.baseAddress
    else { return }
    // SAFETY: rows are padded to a multiple of 32, and both ranges lie within them.
    embedscope_byte_products(
      bytes + rows.lowerBound * quads * 4, sums + rows.lowerBound, scales + rows.lowerBound, groups,
      bytes + columns.lowerBound * quads * 4, scales + columns.lowerBound, line / Self.groupRows, quads, target, line)
  }
}
