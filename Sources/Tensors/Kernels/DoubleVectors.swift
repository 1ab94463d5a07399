/// Arithmetic on vectors of doubles, whose sums are formed in an order that depends on the length only.
package enum DoubleVectors {
  /// Σ a·b, within about n·2⁻⁵³ of the true sum, relative to the sum of the terms' magnitudes.
  ///
  /// - Precondition: both hold `count` values.
  @inline(__always)
  package static func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int) -> Double {
    var sums = (SIMD4<Double>(), SIMD4<Double>())
    var index = 0
    let (rawA, rawB) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
    // SAFETY: `index + 8 <= count` keeps every load inside both.
    while index &+ 8 <= count {
      let offset = index &* 8
      sums.0 +=
        rawA.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
        * rawB.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
      sums.1 +=
        rawA.loadUnaligned(fromByteOffset: offset &+ 32, as: SIMD4<Double>.self)
        * rawB.loadUnaligned(fromByteOffset: offset &+ 32, as: SIMD4<Double>.self)
      index &+= 8
    }
    var sum = (sums.0 + sums.1).sum()
    while index < count {
      sum += a[index] * b[index]
      index &+= 1
    }
    return sum
  }

  /// target += factor · values.
  ///
  /// - Precondition: both hold `count` values and do not overlap.
  @inline(__always)
  package static func add(
    _ values: UnsafePointer<Double>, times factor: Double, to target: UnsafeMutablePointer<Double>, count: Int
  ) {
    let (raw, rawTarget) = (UnsafeRawPointer(values), UnsafeMutableRawPointer(target))
    var index = 0
    // SAFETY: `index + 4 <= count` keeps every load and store inside both.
    while index &+ 4 <= count {
      let offset = index &* 8
      let sum =
        rawTarget.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self) + factor
        * raw.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
      rawTarget.storeBytes(of: sum, toByteOffset: offset, as: SIMD4<Double>.self)
      index &+= 4
    }
    while index < count {
      target[index] += factor * values[index]
      index &+= 1
    }
  }
}
