import CVectorKernels
import Tensors
import Testing

/// Parts that make one matrix, by hand; Tests/WorkspaceTests compares whole files with the libraries that write them.
@Suite struct PackedNumbersTests {
  private final class Owner: Sendable {}

  /// A tensor of these elements, which live as long as `body` runs.
  private func with<Element>(
    _ elements: [Element], _ dtype: DType, _ dimensions: [Int], _ body: (Tensor) throws -> Void
  ) rethrows {
    try elements.withUnsafeBytes {
      try body(Tensor(name: "part", dtype: dtype, shape: Shape(dimensions), bytes: $0, owner: Owner()))
    }
  }

  /// Blocks of two rows and two columns, the last ones cut off: scales 1, 10 and 100, 1000.
  @Test func blocksThatDoNotComeOutEven() throws {
    try with([1, 2, 3, 4, 5, 6, 7, 8, 9] as [Int8], .int8, [3, 3]) { numbers in
      try with([1, 10, 100, 1000] as [Float], .float32, [2, 2]) { scales in
        let packed = try #require(
          PackedNumbers(
            .tiles(rows: 2, columns: 2), typeName: "blocks", valueType: .float32, rows: 3, columns: 3, numbers: numbers,
            scales: scales, biases: nil))
        let tensor = Tensor(name: "m", packed: packed)
        #expect(tensor.shape == Shape([3, 3]) && tensor.typeName == "blocks" && tensor.dtype == .float32)
        #expect((0..<3).map { tensor.row($0) } == [[1, 2, 30], [4, 5, 60], [700, 800, 9000]])
        #expect(tensor.withUnsafeFloats { $0.count } == nil && tensor.withUnsafeBytes { $0.count } == 0)
      }
    }
  }

  @Test func partsThatDoNotFitAreNone() {
    with([UInt32](repeating: 0, count: 8), .uint32, [2, 4]) { numbers in
      with([Float](repeating: 1, count: 2), .float32, [2, 1]) { scales in
        func packed(_ scheme: PackedNumbers.Scheme, rows: Int = 2, columns: Int = 32, biases: Tensor?) -> PackedNumbers?
        {
          PackedNumbers(
            scheme, typeName: "", valueType: .float32, rows: rows, columns: columns, numbers: numbers, scales: scales,
            biases: biases)
        }
        #expect(packed(.affine(bits: 4, groupSize: 32), biases: scales) != nil)
        #expect(packed(.affine(bits: 4, groupSize: 32), biases: nil) == nil)
        #expect(packed(.affine(bits: 4, groupSize: 32), rows: 3, biases: scales) == nil)
        #expect(packed(.affine(bits: 8, groupSize: 32), biases: scales) == nil)
        #expect(packed(.affine(bits: 4, groupSize: 64), columns: 64, biases: scales) == nil)
        #expect(packed(.affine(bits: 4, groupSize: 256), biases: scales) == nil)
        #expect(packed(.affine(bits: 4, groupSize: 32), columns: .max, biases: scales) == nil)
        #expect(packed(.fourBitFloats(groupSize: 32), biases: nil) != nil)
        #expect(packed(.fourBitFloats(groupSize: 32), biases: scales) == nil)
        #expect(packed(.tiles(rows: 1, columns: 32), biases: nil) == nil)
        #expect(packed(.tiles(rows: 0, columns: 1), columns: 4, biases: nil) == nil)
        #expect(packed(.tiles(rows: 1, columns: 4), columns: 4, biases: nil) != nil)
      }
    }
  }

  /// Ties go to the even neighbour; what is too small becomes a subnormal, what is too large infinite.
  @Test func roundingToHalves() {
    let cases: [(Float, Float)] = [
      (1 + 0x1p-11, 1), (1 + 0x3p-11, 1 + 0x1p-9), (-0x1p-25, -0.0), (0x1.8p-24, 0x1p-23), (0x1.8p-25, 0x1p-24),
      (65519, 65504), (65520, .infinity), (-.infinity, -.infinity), (0x1p-14, 0x1p-14), (0x1.ffffp-15, 0x1p-14),
    ]
    // 10 values: eight at once, where the processor has instructions for it, and two more.
    var values = cases.map(\.0)
    values.withUnsafeMutableBufferPointer { embedscope_round_to_half($0.baseAddress, $0.count) }
    #expect(values.map(\.bitPattern) == cases.map(\.1.bitPattern))
    for (value, rounded) in cases {
      var alone = [value]
      alone.withUnsafeMutableBufferPointer { embedscope_round_to_half($0.baseAddress, 1) }
      #expect(alone[0].bitPattern == rounded.bitPattern, "\(value)")
    }
  }

  @Test func roundingToBfloats() {
    let cases: [(Float, Float)] = [
      (1 + 0x1p-8, 1), (1 + 0x3p-8, 1 + 0x1p-6), (-.infinity, -.infinity), (.greatestFiniteMagnitude, .infinity),
      (-0.0, -0.0),
    ]
    var values = cases.map(\.0)
    values.withUnsafeMutableBufferPointer { embedscope_round_to_bfloat($0.baseAddress, $0.count) }
    #expect(values.map(\.bitPattern) == cases.map(\.1.bitPattern))
  }
}
