import CVectorKernels

/// A matrix that several tensors of a file hold together: small numbers, and the scales that make values of them.
///
/// A class, so that a ``Tensor`` that holds one stays small. The values are computed row by row as they are read.
package final class PackedNumbers: Sendable {
  /// How a value follows from a number.
  package enum Scheme: Equatable, Sendable {
    /// MLX: scale · number + bias in 32 bits, for groups of a row; whole numbers of `bits` each.
    case affine(bits: Int, groupSize: Int)
    /// MLX: scale · number, for groups of a row; floats of 4 bits, two a byte.
    case fourBitFloats(groupSize: Int)
    /// Scale · number, for tiles of so many rows and columns; numbers of a plain type.
    case tiles(rows: Int, columns: Int)
  }

  package let scheme: Scheme
  /// What a person is told: `MLX 4-bit (groups of 64)`.
  package let typeName: String
  /// The type that values are rounded to: float32, float16 or bfloat16.
  package let valueType: DType
  /// The small numbers: [rows, columns], or as many bytes a row as the scheme needs.
  package let numbers: Tensor
  /// [rows, groups], or one for each tile; bytes stand for powers of two.
  package let scales: Tensor
  /// [rows, groups] with ``Scheme/affine(bits:groupSize:)``, else nil.
  package let biases: Tensor?
  let rows: Int
  let columns: Int

  /// The matrix [rows, columns] that these parts are; nil where their sizes do not fit each other or the scheme.
  package init?(
    _ scheme: Scheme, typeName: String, valueType: DType, rows: Int, columns: Int, numbers: Tensor, scales: Tensor,
    biases: Tensor?
  ) {
    self.scheme = scheme
    self.typeName = typeName
    self.valueType = valueType
    self.rows = rows
    self.columns = columns
    self.numbers = numbers
    self.scales = scales
    self.biases = biases
    guard hasFittingParts else { return nil }
  }

  /// What the kernels rely on: each part holds as many bytes as they read, in order.
  private var hasFittingParts: Bool {
    let parts = [numbers, scales] + (biases.map { [$0] } ?? [])
    guard rows > 0, columns > 0, parts.allSatisfy({ $0.strides == nil && $0.packed == nil }),
      [.float32, .float16, .bfloat16].contains(valueType)
    else { return false }
    switch scheme {
    case .affine(let bits, let groupSize):
      return (1...8).contains(bits) && [32, 64, 128].contains(groupSize) && hasGroups(of: groupSize)
        && biases?.shape == scales.shape && holdsNumbers(bits: bits)
    case .fourBitFloats(let groupSize):
      return [16, 32].contains(groupSize) && hasGroups(of: groupSize) && biases == nil && holdsNumbers(bits: 4)
    case .tiles(let tileRows, let tileColumns):
      guard tileRows > 0, tileColumns > 0, numbers.dtype.elementsPerBlock == 1 else { return false }
      let tiles = ((rows - 1) / tileRows + 1).multipliedReportingOverflow(by: (columns - 1) / tileColumns + 1)
      return numbers.shape.dimensions == [rows, columns] && !tiles.overflow
        && scales.shape.elementCount == tiles.partialValue && biases == nil
    }
  }

  private func hasGroups(of size: Int) -> Bool {
    columns % size == 0 && scales.shape.dimensions == [rows, columns / size]
  }

  private func holdsNumbers(bits: Int) -> Bool {
    let (wanted, overflow) = columns.multipliedReportingOverflow(by: bits)
    return numbers.shape.dimensions.count == 2 && numbers.rowCount == rows && !overflow && wanted % 8 == 0
      && numbers.dtype.byteCount(elements: numbers.columnCount) == wanted / 8
  }

  // MARK: Reading

  /// Writes the values of `wanted` to `target`, row after row.
  func readRows(_ wanted: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
    switch scheme {
    case .affine(let bits, let groupSize): readAffine(wanted, bits: bits, groupSize: groupSize, into: target)
    case .fourBitFloats(let groupSize): readFloats(wanted, groupSize: groupSize, into: target)
    case .tiles(let rows, let columns): readTiles(wanted, (rows, columns), into: target)
    }
  }

  private func readAffine(
    _ wanted: Range<Int>, bits: Int, groupSize: Int, into target: UnsafeMutableBufferPointer<Float>
  ) {
    let groups = wanted.count * (columns / groupSize)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * groups) { factors in
      scales.readRows(wanted, into: UnsafeMutableBufferPointer(rebasing: factors[..<groups]))
      biases?.readRows(wanted, into: UnsafeMutableBufferPointer(rebasing: factors[groups...]))
      guard let start = factors.baseAddress else { return }
      withNumbers(wanted) { bytes in
        // SAFETY: `init` checked that these rows have so many groups, scales and biases; target is as long as the rows.
        embedscope_convert_mlx_affine(
          bytes, start, start + groups, groups, groupSize, UInt32(bits), target.baseAddress)
      }
    }
  }

  private func readFloats(_ wanted: Range<Int>, groupSize: Int, into target: UnsafeMutableBufferPointer<Float>) {
    let groups = wanted.count * (columns / groupSize)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: groups) { factors in
      let perRow = columns / groupSize
      readScales(wanted.lowerBound * perRow..<wanted.upperBound * perRow, into: factors)
      withNumbers(wanted) { bytes in
        // SAFETY: as above.
        embedscope_convert_e2m1_groups(bytes, factors.baseAddress, groups, groupSize, target.baseAddress)
      }
    }
    round(target)
  }

  private func readTiles(
    _ wanted: Range<Int>, _ tile: (rows: Int, columns: Int), into target: UnsafeMutableBufferPointer<Float>
  ) {
    numbers.readRows(wanted, into: target)
    guard let start = target.baseAddress, !wanted.isEmpty else { return }
    let across = (columns - 1) / tile.columns + 1
    let tileRows = wanted.lowerBound / tile.rows..<(wanted.upperBound - 1) / tile.rows + 1
    withUnsafeTemporaryAllocation(of: Float.self, capacity: tileRows.count * across) { factors in
      readScales(tileRows.lowerBound * across..<tileRows.upperBound * across, into: factors)
      for (place, row) in wanted.enumerated() {
        let values = start + place * columns
        let first = (row / tile.rows - tileRows.lowerBound) * across
        for (number, begin) in stride(from: 0, to: columns, by: tile.columns).enumerated() {
          let factor = factors[first + number]
          // SAFETY: columns of one row, which lies in `target`.
          for column in begin..<min(begin + tile.columns, columns) { values[column] *= factor }
        }
      }
    }
    round(target)
  }

  private func readScales(_ range: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
    scales.readElements(range, into: target)
    guard scales.dtype == .uint8 else { return }
    // Unlike the type E8M0, a byte of 255 stands for infinity, in MLX and in transformers.
    for place in target.indices {
      target[place] = Float(sign: .plus, exponent: Int(target[place]) - 127, significand: 1)
    }
  }

  private func withNumbers(_ wanted: Range<Int>, _ body: (UnsafeRawPointer?) -> Void) {
    let size = numbers.dtype.bytesPerBlock * numbers.columnCount
    numbers.withUnsafeBytes { body($0.baseAddress.map { $0 + wanted.lowerBound * size }) }
  }

  private func round(_ values: UnsafeMutableBufferPointer<Float>) {
    switch valueType {
    case .float16: embedscope_round_to_half(values.baseAddress, values.count)
    case .bfloat16: embedscope_round_to_bfloat(values.baseAddress, values.count)
    default: break
    }
  }
}
