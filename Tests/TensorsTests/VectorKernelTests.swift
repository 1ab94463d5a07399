import CVectorKernels
import Testing

@testable import Tensors

/// The kernels in C, beside the same in plain loops and 64 bits.
@Suite struct VectorKernelTests {
  private func noise(_ count: Int, seed: UInt64) -> [Float] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in Float(random.next() >> 40) * 0x1p-23 - 1 }
  }

  @Test(arguments: [1, 3, 15, 16, 31, 32, 33, 64, 100, 576]) func rowProductsAreWithinTheirBound(width: Int) {
    let (rows, vector) = (noise(5 * width, seed: 1), noise(width, seed: 2))
    var (dots, squares) = ([Float](repeating: 0, count: 5), [Float](repeating: 0, count: 5))
    rows.withUnsafeBufferPointer { rows in
      dots.withUnsafeMutableBufferPointer { dots in
        squares.withUnsafeMutableBufferPointer { RowProducts.write(rows, with: vector, dots: dots, squares: $0) }
      }
    }
    var alone = dots
    rows.withUnsafeBufferPointer { rows in
      alone.withUnsafeMutableBufferPointer { RowProducts.write(rows, with: vector, dots: $0, squares: nil) }
    }
    for row in 0..<5 {
      let values = rows[row * width..<(row + 1) * width].map(Double.init)
      let (dot, square) = (
        zip(values, vector).reduce(0) { $0 + $1.0 * Double($1.1) }, values.reduce(0) { $0 + $1 * $1 }
      )
      let size = vector.reduce(square) { $0 + Double($1 * $1) }
      #expect(abs(Double(dots[row]) - dot) <= Double(width + 1) * 0x1p-24 * size)
      #expect(abs(Double(alone[row]) - dot) <= Double(width + 1) * 0x1p-24 * size)
      #expect(abs(Double(squares[row]) - square) <= Double(width + 1) * 0x1p-24 * square)
    }
  }

  /// Widths that do and do not fill fours, counts that do and do not fill groups.
  @Test(arguments: [(70, 50), (33, 4), (16, 1), (97, 576)]) func bytesAreAsFarOffAsTheySay(count: Int, width: Int) {
    var values = noise(count * width, seed: 3)
    // One value dwarfs the others of its row, and a row is the mean.
    values[5 * width] = 1000
    let mean = noise(width, seed: 4).map(Double.init)
    for column in 0..<width { values[7 * width + column] = Float(mean[column]) }
    let rows = ByteRows(rowCount: count, columnCount: width)
    let measured = values.withUnsafeBufferPointer { values in
      (0..<count).map { row in
        rows.pack(UnsafeBufferPointer(rebasing: values[row * width..<(row + 1) * width]), mean: mean, asRow: row)
      }
    }
    let without = (0..<count).map { row in (0..<width).map { Double(values[row * width + $0]) - mean[$0] } }
    for row in 0..<count {
      let length = without[row].reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(measured[row].length - length) <= 1e-12 * length)
      let withMean = zip(without[row], mean).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(measured[row].withMean - withMean) <= 1e-12 * (length + 1) * Double(width))
    }
    #expect(measured[7].length == 0 && measured[7].residual == 0)
    let first = count > 64 ? 32 : 0
    let line = ByteRows.lineLength(count - first)
    let products = [Float](unsafeUninitializedCapacity: 32 * line) { buffer, filled in
      rows.writeProducts(0..<min(count, 32), first..<count, to: buffer)
      filled = 32 * line
    }
    for row in 0..<min(count, 32) {
      for other in first..<count {
        let truth = zip(without[row], without[other]).reduce(0) { $0 + $1.0 * $1.1 }
        let (a, b) = (measured[row], measured[other])
        let error = a.residual * b.length + a.length * b.residual + a.residual * b.residual
        let rounding = 4 * 0x1p-24 * (a.length + a.residual) * (b.length + b.residual)
        #expect(abs(Double(products[row * line + other - first]) - truth) <= error * 1.000_001 + rounding)
      }
    }
  }

  @Test func theInstructionGivesWhatPlainLoopsGive() {
    var random = SeededRandom(seed: 5)
    // 32 rows and 64 others of 37 fours, the extremes among them.
    let quads = 37
    func rows(_ groups: Int) -> [Int8] {
      (0..<groups * quads * 64).map { index in
        index % 7 == 0 ? 127 : index % 11 == 0 ? -127 : Int8(truncatingIfNeeded: Int(random.next() % 255) - 127)
      }
    }
    let (a, b) = (rows(2), rows(4))
    let sums = (0..<32).map { row -> Int32 in
      (0..<quads * 4).reduce(0) { $0 + Int32(a[row / 16 * quads * 64 + $1 / 4 * 64 + row % 16 * 4 + $1 % 4]) }
    }
    let scales = noise(64, seed: 6)
    var (quick, plain) = ([Float](repeating: 0, count: 32 * 64), [Float](repeating: 1, count: 32 * 64))
    embedscope_byte_products(a, sums, scales, 2, b, scales, 4, quads, &quick, 64)
    embedscope_byte_products_anywhere(a, scales, 2, b, scales, 4, quads, &plain, 64)
    #expect(quick == plain)
  }

  /// Every pair that reaches a threshold is found, with both of its bounds, and no other.
  @Test(arguments: [1, 15, 16, 17, 40]) func pairsAreFound(count: Int) {
    let rows = count + 3
    let terms = noise(7 * rows, seed: 7)
    let bounds = PairBounds(rowCount: rows) { term, row in
      // A row whose factor is NaN is found by nobody, but finds others.
      term == .alpha && row == 4 ? .nan : Double(terms[term.rawValue * rows + row])
    }
    let (products, thresholds) = (noise(count, seed: 8), noise(rows, seed: 9))
    let pairs = PairBounds.Pairs(room: count)
    var found: [Int: (Float, Float)] = [:]
    bounds.forEachPair(of: 1, with: 3..<rows, products: products, thresholds: thresholds, pairs) {
      found[$0] = ($1, $2)
    }
    for other in 3..<rows {
      let (ofRow, ofOther) = (bounds.upper(products[other - 3], 1, other), bounds.upper(products[other - 3], other, 1))
      #expect((found[other] != nil) == (ofRow >= thresholds[1] || ofOther >= thresholds[other]))
      // Products and sums may be rounded once or twice.
      if let (a, b) = found[other] {
        #expect((a.isNaN && ofRow.isNaN) || abs(a - ofRow) < 1e-5)
        #expect(abs(b - ofOther) < 1e-5)
      }
    }
    #expect(count < 15 || (found.count > 0 && found.count < count))
  }
}
