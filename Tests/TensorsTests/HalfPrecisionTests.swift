import ByteFiles
import CVectorKernels
import Tensors
import TestSupport
import Testing

@Suite struct HalfPrecisionTests {
  private func half(_ bits: UInt16) -> Float { withUnsafeBytes(of: bits) { embedscope_half($0.baseAddress) } }

  @Test(
    arguments: [
      (0x3C00, 1.0), (0xC000, -2.0), (0x3555, 0.333251953125), (0x7BFF, 65504), (0x0400, 0x1p-14),
      (0x03FF, 0x1p-14 - 0x1p-24), (0x0001, 0x1p-24), (0x7C00, .infinity), (0xFC00, -.infinity),
    ] as [(UInt16, Float)])
  func halvesByHand(bits: UInt16, value: Float) {
    #expect(half(bits) == value)
  }

  @Test(arguments: [(0x3F80, 1.0), (0xC040, -3.0), (0x0001, 0x1p-133), (0x7F80, .infinity)] as [(UInt16, Float)])
  func bfloatsByHand(bits: UInt16, value: Float) {
    let floats = withUnsafeBytes(of: bits) { convert($0, .bfloat16, count: 1) }
    #expect(floats == [value])
  }

  /// Every half against the definition of the format, in exact double arithmetic.
  @Test func allHalvesByDefinition() {
    let wrong = (0...UInt16.max).filter { bits in
      let sign = bits & 0x8000 == 0 ? 1.0 : -1.0
      let exponent = Int(bits >> 10 & 0x1F)
      let fraction = Double(bits & 0x3FF)
      let found = half(bits)
      switch exponent {
      case 0: return Double(found) != sign * fraction * 0x1p-24 || found.sign != (sign < 0 ? .minus : .plus)
      case 31 where fraction == 0: return Double(found) != sign * .infinity
      case 31: return !found.isNaN || found.bitPattern & 0x007F_E000 != UInt32(fraction) << 13
      default:
        return Double(found) != sign * Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
      }
    }
    #expect(wrong.isEmpty)
  }

  /// Every half as NumPy converts it, bit for bit.
  @Test func allHalvesAsNumPy() throws {
    let fixture = try Fixture.decode(ElementFixture.self, "tensors/elements.json")
    let halves = (0...UInt16.max).map { $0 }
    let floats = halves.withUnsafeBytes { convert($0, .float16, count: 65536) }
    #expect(floats.withUnsafeBytes { Digest.sha256($0) } == fixture.sha256OfAllHalvesAsFloats)
  }
}

/// What Scripts/fixtures/elements.py writes.
struct ElementFixture: Decodable {
  struct Case: Decodable {
    let type: DType
    let stored: String
    let floats: String
  }
  /// Blocks of random bytes, and the hash of their values, in which every NaN is 0x7FC00000.
  struct RandomBlocks: Decodable {
    let type: DType
    let seed: UInt64
    let blocks: Int
    let sha256: String
  }
  let sha256OfAllHalvesAsFloats: String
  let cases: [Case]
  let randomBlocks: [RandomBlocks]
}

/// The floats that the stored elements in `bytes` stand for.
func convert(_ bytes: UnsafeRawBufferPointer, _ dtype: DType, count: Int) -> [Float] {
  [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
    ElementConversion.convert(bytes, dtype, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
    initialized = count
  }
}
