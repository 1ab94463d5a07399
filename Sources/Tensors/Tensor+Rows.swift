/// A tensor read as rows of 32-bit floats.
///
/// A row is a run along the innermost dimension: a matrix [V, D] has V rows of D values, a vector is one row.
extension Tensor {
  /// The number of values in a row: the innermost dimension, or 1 for a scalar.
  public var columnCount: Int { shape.dimensions.last ?? 1 }

  /// The number of rows: the product of the other dimensions.
  public var rowCount: Int { shape.dimensions.dropLast().reduce(1, *) }

  /// Writes the values of `rows` to `target`, converted to 32-bit floats, row after row.
  ///
  /// Costs one pass over the stored bytes and allocates nothing.
  ///
  /// - Precondition: `rows` lies within 0..<``rowCount``; `target` holds `rows.count` × ``columnCount`` values; rows of a
  ///   quantised type are whole blocks.
  public func readRows(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= rowCount, "\(name): rows \(rows) of \(shape)")
    precondition(
      target.count == rows.count * columnCount, "\(name): \(target.count) values for rows \(rows) of \(shape)")
    guard let bytesPerRow = dtype.byteCount(elements: columnCount) else {
      preconditionFailure("\(name): rows of \(shape) are not whole blocks of \(dtype)")
    }
    withUnsafeBytes { bytes in
      let range = rows.lowerBound * bytesPerRow..<rows.upperBound * bytesPerRow
      ElementConversion.convert(UnsafeRawBufferPointer(rebasing: bytes[range]), dtype, into: target)
    }
  }

  /// The values of one row.
  ///
  /// - Precondition: `index` lies within 0..<``rowCount``.
  public func row(_ index: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: columnCount) { buffer, count in
      readRows(index..<(index + 1), into: UnsafeMutableBufferPointer(rebasing: buffer[..<columnCount]))
      count = columnCount
    }
  }

  /// Calls `body` with all the values where they are mapped, when they are 32-bit floats at an address that fits them.
  ///
  /// The result is nil for other types, and for the rare file whose header leaves its floats unaligned: read such rows
  /// with ``readRows(_:into:)``.
  package func withUnsafeFloats<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result? {
    guard dtype == .float32 else { return nil }
    return try withUnsafeBytes { bytes in
      guard Int(bitPattern: bytes.baseAddress) % MemoryLayout<Float>.alignment == 0 else { return nil }
      // SAFETY: aligned, read-only and initialised; these mapped bytes are never bound to another type.
      return try body(bytes.assumingMemoryBound(to: Float.self))
    }
  }
}
