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
  /// Costs one pass over the stored bytes, and allocates only where the elements do not lie in order.
  ///
  /// - Precondition: `rows` lies within 0..<``rowCount``; `target` holds `rows.count` × ``columnCount`` values; rows of a
  ///   quantised type are whole blocks.
  public func readRows(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= rowCount, "\(name): rows \(rows) of \(shape)")
    precondition(
      target.count == rows.count * columnCount, "\(name): \(target.count) values for rows \(rows) of \(shape)")
    if let packed { return packed.readRows(rows, into: target) }
    if let strides { return gatherRows(rows, strides, into: target) }
    guard let bytesPerRow = dtype.byteCount(elements: columnCount) else {
      preconditionFailure("\(name): rows of \(shape) are not whole blocks of \(dtype)")
    }
    withUnsafeBytes { bytes in
      let range = rows.lowerBound * bytesPerRow..<rows.upperBound * bytesPerRow
      ElementConversion.convert(UnsafeRawBufferPointer(rebasing: bytes[range]), dtype, into: target)
    }
  }

  /// Writes the values of the elements `range` of a plain tensor, counted without regard to rows.
  ///
  /// - Precondition: the tensor holds them, in order, in a type without blocks; `target` holds as many.
  func readElements(_ range: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
    withUnsafeBytes { bytes in
      let range = range.lowerBound * dtype.bytesPerBlock..<range.upperBound * dtype.bytesPerBlock
      ElementConversion.convert(UnsafeRawBufferPointer(rebasing: bytes[range]), dtype, into: target)
    }
  }

  /// The same for elements that do not lie in order: they are brought together first, as they are stored.
  private func gatherRows(_ rows: Range<Int>, _ strides: [Int], into target: UnsafeMutableBufferPointer<Float>) {
    let (size, step, columns) = (dtype.bytesPerBlock, strides.last ?? 1, columnCount)
    let starts = rows.map { firstElement(ofRow: $0, strides) }
    withUnsafeTemporaryAllocation(byteCount: target.count * size, alignment: 8) { gathered in
      withUnsafeBytes { bytes in
        // Column by column, because neighbours in a column are the ones that lie side by side where those in a row do not.
        for column in 0..<columns {
          for (place, start) in starts.enumerated() {
            let (from, to) = ((start + column * step) * size, (place * columns + column) * size)
            UnsafeMutableRawBufferPointer(rebasing: gathered[to..<to + size])
              .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[from..<from + size]))
          }
        }
      }
      ElementConversion.convert(UnsafeRawBufferPointer(gathered), dtype, into: target)
    }
  }

  /// How many elements after the tensor's first one a row begins.
  private func firstElement(ofRow row: Int, _ strides: [Int]) -> Int {
    var (rest, start) = (row, 0)
    for (length, stride) in zip(shape.dimensions, strides).dropLast().reversed() {
      start += rest % length * stride
      rest /= length
    }
    return start
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
  /// The result is nil for other types, for elements that do not lie in order, and for the rare file whose header leaves its floats unaligned: read such rows
  /// with ``readRows(_:into:)``.
  package func withUnsafeFloats<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result? {
    guard dtype == .float32, strides == nil, packed == nil else { return nil }
    return try withUnsafeBytes { bytes in
      guard Int(bitPattern: bytes.baseAddress) % MemoryLayout<Float>.alignment == 0 else { return nil }
      // SAFETY: aligned, read-only and initialised; these mapped bytes are never bound to another type.
      return try body(bytes.assumingMemoryBound(to: Float.self))
    }
  }
}
