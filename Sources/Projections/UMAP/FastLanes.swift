/// Powers and reciprocals of four numbers at a time, to about five digits: what a layout needs, at a tenth of the time
/// that the library takes.
enum FastLanes {
  typealias Lanes = SIMD4<Float>

  /// `base` to the power of `exponent`.
  ///
  /// - Precondition: `base` is positive and not subnormal, and the result within 2^±120.
  @inline(__always)
  static func power(_ base: Lanes, _ exponent: Float) -> Lanes { exp2(log2(base) * exponent) }

  /// The number 1.5 · 2²³: added to a small number it leaves its nearest integer in the last bits.
  private static let shifter: Float = 12_582_912

  /// The binary logarithm: the exponent's bits, and a series for the rest, which lies between √½ and √2.
  @inline(__always)
  private static func log2(_ value: Lanes) -> Lanes {
    // SAFETY of the bit casts: vectors of four 32-bit lanes, of which every bit pattern is a value.
    let bits = unsafeBitCast(value, to: SIMD4<UInt32>.self)
    let shifted = bits &- 0x3F35_04F3
    let whole = (shifted &>> 23) & 0x1FF
    // Signed: the ninth bit of the exponent counts −512.
    let signed = (whole ^ 0x100) &- 0x100
    let exponent =
      unsafeBitCast(signed &+ 0x4B40_0000, to: Lanes.self) - shifter
    let rest = unsafeBitCast((shifted & 0x007F_FFFF) &+ 0x3F35_04F3, to: Lanes.self)
    // log2(1 + x) / x, fitted at Chebyshev's points for √½ … √2: to 0.000002.
    let x = rest - 1
    var series = x * 0.172_128_73 - 0.269_506_27
    series = series * x + 0.295_633_6
    series = series * x - 0.359_350_65
    series = series * x + 0.480_629_15
    series = series * x - 0.721_364_04
    series = series * x + 1.442_696_43
    return exponent + x * series
  }

  /// Two to the power of `value`: its integer goes to the exponent's bits, the rest through a polynomial.
  @inline(__always)
  private static func exp2(_ value: Lanes) -> Lanes {
    let shifted = value + shifter
    let rest = value - (shifted - shifter)
    // Fitted at Chebyshev's points for −½ … ½: to 0.000003.
    var series = rest * 0.009_676_04 + 0.055_922_04
    series = series * rest + 0.240_221_07
    series = series * rest + 0.693_121_03
    series = series * rest + 1.000_000_08
    // SAFETY: as above.
    let exponent = (unsafeBitCast(shifted, to: SIMD4<UInt32>.self) &- 0x4B40_0000) &<< 23
    return unsafeBitCast(unsafeBitCast(series, to: SIMD4<UInt32>.self) &+ exponent, to: Lanes.self)
  }

  /// One over each of `value`, which is positive and not subnormal: a guess from the bits, and Newton's method three times.
  ///
  /// The standard library divides vectors lane by lane.
  @inline(__always)
  static func reciprocal(_ value: Lanes) -> Lanes {
    // SAFETY: as above.
    var guess = unsafeBitCast(0x7EF3_11C7 &- unsafeBitCast(value, to: SIMD4<UInt32>.self), to: Lanes.self)
    guess = guess * (2 - value * guess)
    guess = guess * (2 - value * guess)
    return guess * (2 - value * guess)
  }
}
