/// 16-bit floats made 32-bit ones by integer arithmetic, so that they need no instruction newer than SSE2.
///
/// Both are exact for all 65,536 bit patterns: every 16-bit value is a 32-bit value, and a NaN keeps its payload as it does
/// in NumPy. Written without a branch: a loop over either becomes vector code.
package enum HalfPrecision {
  /// The value of an IEEE 754 half: 1 sign bit, 5 exponent bits with bias 15, 10 fraction bits.
  @inline(__always)
  package static func float(half bits: UInt16) -> Float {
    let magnitude = Int32(truncatingIfNeeded: bits & 0x7FFF)
    let sign = UInt32(bits & 0x8000) << 16
    // The fields moved to where a 32-bit float has them, and the exponent's bias raised from 15 to 127.
    let normal = magnitude << 13 &+ 112 << 23
    // An exponent of all ones (infinity, NaN) must stay all ones.
    let infinite: Int32 = magnitude > 0x7BFF ? 112 << 23 : 0
    // An exponent of zero means fraction × 2^-24, without the hidden bit: the product below is exact.
    let subnormal = (Float(magnitude) * 0x1p-24).bitPattern
    let result = magnitude < 0x0400 ? subnormal : UInt32(bitPattern: normal &+ infinite)
    return Float(bitPattern: result | sign)
  }

  /// The value of a bfloat16: the upper half of a 32-bit float.
  @inline(__always)
  package static func float(bfloat bits: UInt16) -> Float {
    Float(bitPattern: UInt32(bits) << 16)
  }
}
