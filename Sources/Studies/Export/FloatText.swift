/// 32-bit floats as text: the shortest decimal that gives the same float back, whether it is rounded at once or to 64 bits first.
///
/// Nine digits tell any two floats apart. Of the decimals with the fewest digits between the two halfway points beside a float
/// the one nearest to it is written: `0.1`, `-1.25e-07`.
package enum FloatText {
  /// The most bytes that ``write(_:to:)`` writes.
  package static let mostBytes = 26

  /// Writes `value` and returns how many bytes that took; `nan` and `inf` for what is not finite.
  ///
  /// - Precondition: `target` has room for ``mostBytes``.
  package static func write(_ value: Float, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var count = 0
    if value.sign == .minus, !value.isNaN {
      target[0] = UInt8(ascii: "-")
      count = 1
    }
    let size = value.magnitude
    if let decimal = decimal(size) { return count + write(decimal, to: target + count) }
    return count + write(plain: size, to: target + count)
  }

  /// `digits` × 10^-`scale`, where `digits` has nine of them, the last `zeros` of which are 0.
  private struct Decimal {
    var digits: UInt64
    var scale: Int
    var zeros: Int
  }

  /// The powers of ten that 64-bit floats hold exactly.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  private static let wholePowers = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  ]

  /// The shortest decimal, where 64-bit arithmetic finds it for sure; nil for the rare value that lies too near to a limit, and
  /// for zero and very small or large ones.
  private static func decimal(_ value: Float) -> Decimal? {
    guard value >= 1e-13, value < 1e9 else { return nil }
    let bits = value.bitPattern
    // As many places as make nine digits of it: log10(2) times the binary exponent, or one less.
    let exponent = Int(bits >> 23) - 127
    var scale = min(22, 8 - (exponent * 78_913) >> 18)
    if scale >= 0, Double(value) * powers[scale] >= 1e9 { scale -= 1 }
    guard scale >= 0 else { return nil }
    let power = powers[scale]
    let step = Double(bitPattern: UInt64(exponent + 1023 - 24) << 52)
    let below = bits & 0x7F_FFFF == 0 ? step / 2 : step
    // The sums are exact, and products are off by 2^-53 of themselves, less than the margin: no whole number may be nearer.
    let (low, middle, high) = ((Double(value) - below) * power, Double(value) * power, (Double(value) + step) * power)
    let margin = 1e-6
    var (first, last) = (Int(low + margin) + 1, Int(high - margin))
    guard Int(low - margin) + 1 == first, Int(high + margin) == last, first <= last else { return nil }
    // One digit less, as long as a number of that length lies in between.
    var length = 0
    while (first + 9) / 10 <= last / 10, length < 9 {
      first = (first + 9) / 10
      last /= 10
      length += 1
    }
    // Of two that are equally near, the even one.
    let exact = middle / powers[length]
    var nearest = Int(exact + 0.5)
    if nearest & 1 == 1, Double(nearest) - exact == 0.5 { nearest -= 1 }
    let digits = UInt64(truncatingIfNeeded: max(first, min(last, nearest)) &* wholePowers[length])
    // What rounding up makes a tenth digit of is a 0.
    if digits >= 1_000_000_000 { return Decimal(digits: digits / 10, scale: scale - 1, zeros: length - 1) }
    if digits >= 100_000_000 { return Decimal(digits: digits, scale: scale, zeros: length) }
    return Decimal(digits: digits &* 10, scale: scale + 1, zeros: length + 1)
  }

  /// Writes a decimal with a point, or below 0.0001 with an exponent.
  private static func write(_ decimal: Decimal, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let places = 9 - decimal.zeros
    // How many digits stand before the point; below 1 there are zeros behind it first.
    let whole = 9 - decimal.scale
    if whole < -3 {
      write(decimal.digits, to: target + 1)
      target[0] = target[1]
      target[1] = UInt8(ascii: ".")
      let count = places == 1 ? 1 : places + 1
      return count + write(exponent: 1 - whole, to: target + count)
    }
    if whole <= 0 {
      let zeros = 2 - whole
      UnsafeMutableRawPointer(target).storeBytes(of: zerosAndPoint, as: UInt64.self)
      write(decimal.digits, to: target + zeros)
      return zeros + places
    }
    write(decimal.digits, to: target + 1)
    for place in 0..<whole { target[place] = target[place + 1] }
    target[whole] = UInt8(ascii: ".")
    return max(places, whole + 1) + 1
  }

  private static func write(exponent: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
    target[0] = UInt8(ascii: "e")
    target[1] = UInt8(ascii: "-")
    target[2] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: exponent / 10)
    target[3] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: exponent % 10)
    return 4
  }

  /// `0.000000`, the first character in the lowest byte.
  private static let zerosAndPoint: UInt64 = UInt64(littleEndian: 0x3030_3030_3030_2E30)

  /// Writes nine digits: the first, then all others at once, by halves of halves of one 64-bit number.
  @inline(__always)
  private static func write(_ digits: UInt64, to target: UnsafeMutablePointer<UInt8>) {
    let first = digits / 100_000_000
    let rest = digits &- first &* 100_000_000
    // Each step divides every part by a power of ten, leaves the quotient where it is, and puts the remainder above it.
    let upper = rest / 10_000
    let fours = upper | (rest &- upper &* 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
    let ones = tens | (pairs &- tens &* 10) << 8
    target[0] = UInt8(truncatingIfNeeded: first) &+ UInt8(ascii: "0")
    UnsafeMutableRawPointer(target + 1).storeBytes(
      of: (ones | 0x3030_3030_3030_3030).littleEndian, as: UInt64.self)
  }

  /// The same by the standard library; with the digits of a 64-bit float where rounding twice would give another value.
  private static func write(plain value: Float, to target: UnsafeMutablePointer<UInt8>) -> Int {
    guard !value.isNaN else { return copy("nan", to: target) }
    let text = value.description
    let isSame = Double(text).map { Float($0) == value } ?? false
    return copy(isSame ? text : Double(value).description, to: target)
  }

  private static func copy(_ text: String, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var count = 0
    for byte in text.utf8.prefix(mostBytes - 1) {
      target[count] = byte
      count += 1
    }
    return count
  }
}
