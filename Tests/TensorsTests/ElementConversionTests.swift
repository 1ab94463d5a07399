import ByteFiles
import Tensors
import TestSupport
import Testing

@Suite struct ElementConversionTests {
  private final class Owner: Sendable {}

  /// Every type against NumPy, torch and gguf, bit for bit; what is NaN in a block or in 8 bits need only be NaN.
  @Test func everyTypeAsTheReferences() throws {
    let fixture = try Fixture.decode(ElementFixture.self, "tensors/elements.json")
    #expect(Set(fixture.cases.map(\.type)) == Set(DType.allCases))
    for sample in fixture.cases {
      let expected = bytes(sample.floats).withUnsafeBytes { bytes in
        (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
      }
      let found = bytes(sample.stored).withUnsafeBytes { convert($0, sample.type, count: expected.count) }
      let anyNaN = sample.type.elementsPerBlock > 1 || sample.type.bytesPerBlock == 1
      let same = zip(found, expected).allSatisfy { value, bits in
        value.bitPattern == bits || anyNaN && value.isNaN && Float(bitPattern: bits).isNaN
      }
      #expect(same, "\(sample.type)")
    }
  }

  /// Thousands of blocks of random bytes, with scales of every kind.
  @Test func randomBlocksAsTheReference() throws {
    let fixture = try Fixture.decode(ElementFixture.self, "tensors/elements.json")
    #expect(Set(fixture.randomBlocks.map(\.type)) == Set(DType.allCases.filter { $0.elementsPerBlock > 1 }))
    for sample in fixture.randomBlocks {
      var random = SeededRandom(seed: sample.seed)
      let (size, count) = (sample.type.bytesPerBlock * sample.blocks, sample.type.elementsPerBlock * sample.blocks)
      let words = (0..<size / 8 + 1).map { _ in random.next().littleEndian }
      let found = words.withUnsafeBytes {
        convert(UnsafeRawBufferPointer(rebasing: $0[..<size]), sample.type, count: count)
      }
      let canonical = found.map { $0.isNaN ? Float.nan : $0 }
      #expect(canonical.withUnsafeBytes { Digest.sha256($0) } == sample.sha256, "\(sample.type)")
    }
  }

  /// Scale 0.5, minimum 1, and bytes 0x21, 0x43, …: low nibbles first.
  @Test func blocksByHand() {
    let half: [UInt8] = [0x00, 0x38]
    let one: [UInt8] = [0x00, 0x3C]
    let nibbles: [UInt8] = [0x21, 0x43] + [UInt8](repeating: 0xF0, count: 14)
    let q4_0 = (half + nibbles).withUnsafeBytes { convert($0, .q4_0, count: 32) }
    #expect(Array(q4_0[..<3]) == [-3.5, -2.5, -4])
    #expect(Array(q4_0[16..<19]) == [-3, -2, 3.5])
    let q4_1 = (half + one + nibbles).withUnsafeBytes { convert($0, .q4_1, count: 32) }
    #expect(Array(q4_1[..<3]) == [1.5, 2.5, 1])
    #expect(Array(q4_1[16..<19]) == [2, 3, 8.5])
    let q8_0 = (half + [UInt8](0..<31) + [0x80]).withUnsafeBytes { convert($0, .q8_0, count: 32) }
    #expect(q8_0 == (0..<31).map { Float($0) / 2 } + [-64])
  }

  @Test func rowsOfAMatrix() {
    let stored: [Int16] = [1, 2, 3, 4, 5, 6]
    stored.withUnsafeBytes { bytes in
      let tensor = Tensor(name: "m", dtype: .int16, shape: Shape([3, 2]), bytes: bytes, owner: Owner())
      #expect(tensor.rowCount == 3)
      #expect(tensor.columnCount == 2)
      #expect(tensor.row(1) == [3, 4])
      var values = [Float](repeating: 0, count: 4)
      values.withUnsafeMutableBufferPointer { tensor.readRows(1..<3, into: $0) }
      #expect(values == [3, 4, 5, 6])
      #expect(tensor.withUnsafeFloats { $0.count } == nil)
    }
  }

  @Test func rowsOfBlocks() {
    let block: [UInt8] = [0x00, 0x3C] + [UInt8](repeating: 7, count: 32)
    let other: [UInt8] = [0x00, 0x40] + [UInt8](repeating: 7, count: 32)
    (block + other).withUnsafeBytes { bytes in
      let tensor = Tensor(name: "q", dtype: .q8_0, shape: Shape([2, 32]), bytes: bytes, owner: Owner())
      #expect(tensor.row(0) == [Float](repeating: 7, count: 32))
      #expect(tensor.row(1) == [Float](repeating: 14, count: 32))
    }
  }

  @Test(
    arguments: [([], 1, 1), ([5], 1, 5), ([0, 3], 0, 3), ([3, 0], 3, 0), ([2, 3, 4], 6, 4)] as [([Int], Int, Int)])
  func rowsOfOtherShapes(dimensions: [Int], rows: Int, columns: Int) throws {
    let shape = Shape(dimensions)
    let stored = [UInt8](repeating: 9, count: try #require(shape.elementCount))
    stored.withUnsafeBytes { bytes in
      let tensor = Tensor(name: "t", dtype: .uint8, shape: shape, bytes: bytes, owner: Owner())
      #expect(tensor.rowCount == rows)
      #expect(tensor.columnCount == columns)
      if rows > 0 { #expect(tensor.row(rows - 1) == [Float](repeating: 9, count: columns)) }
    }
  }

  @Test func alignedFloatsAreNotCopied() {
    let stored: [Float] = [1, 2, 3]
    stored.withUnsafeBytes { bytes in
      let tensor = Tensor(name: "f", dtype: .float32, shape: Shape([3]), bytes: bytes, owner: Owner())
      #expect(tensor.withUnsafeFloats { UnsafeRawPointer($0.baseAddress) == bytes.baseAddress } == true)
    }
  }

  /// As in a file whose header leaves its data at an odd offset.
  @Test func unalignedFloatsAreStillRead() {
    let stored: [UInt8] = [0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0]
    stored.withUnsafeBytes { bytes in
      let odd = UnsafeRawBufferPointer(rebasing: bytes[1..<9])
      let tensor = Tensor(name: "u", dtype: .float32, shape: Shape([2]), bytes: odd, owner: Owner())
      #expect(tensor.withUnsafeFloats { $0.count } == nil)
      #expect(tensor.row(0) == [1, 2])
    }
  }

  private func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.utf8.map { UInt8($0 < 58 ? $0 - 48 : $0 - 87) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
