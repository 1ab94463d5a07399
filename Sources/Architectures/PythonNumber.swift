/// A number from a configuration, which Python prints as it was written: `0` stays whole, `0.1` a float.
package enum PythonNumber: Equatable, Sendable, CustomStringConvertible {
  case integer(Int)
  case float(Double)

  /// The number's value.
  package var value: Double {
    switch self {
    case .integer(let value): Double(value)
    case .float(let value): value
    }
  }

  /// The number as Python's `repr` writes it: `0`, `0.1`, `1e-05`, `1e+16`, `inf`.
  package var description: String {
    switch self {
    case .integer(let value): String(value)
    case .float(let value): Self.describe(value)
    }
  }

  /// Python and Swift find the same shortest digits, but set the point differently: Python writes an exponent, of two
  /// digits at least, below 1e-4 and from 1e16 on.
  private static func describe(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    let sign = value.sign == .minus ? "-" : ""
    if value.isInfinite { return sign + "inf" }
    let (digits, point) = decimalDigits(value.magnitude)
    // `point` counts the digits before the decimal point: 0.00012 has the digits 12 and the point -3.
    guard (-3...16).contains(point) else {
      let fraction = digits.count > 1 ? "." + String(decoding: digits.dropFirst(), as: UTF8.self) : ""
      let exponent = point - 1
      let padding = abs(exponent) < 10 ? "0" : ""
      let first = String(decoding: digits.prefix(1), as: UTF8.self)
      return "\(sign)\(first)\(fraction)e\(exponent < 0 ? "-" : "+")\(padding)\(abs(exponent))"
    }
    if point <= 0 {
      return sign + "0." + String(repeating: "0", count: -point) + String(decoding: digits, as: UTF8.self)
    }
    let whole = String(decoding: digits.prefix(point), as: UTF8.self)
    let zeros = String(repeating: "0", count: max(0, point - digits.count))
    let fraction = digits.count > point ? String(decoding: digits.dropFirst(point), as: UTF8.self) : "0"
    return sign + whole + zeros + "." + fraction
  }

  /// The shortest digits that read back to `value`, without zeros at either end, and where the decimal point stands.
  private static func decimalDigits(_ value: Double) -> (digits: [UInt8], point: Int) {
    guard value != 0 else { return ([UInt8(ascii: "0")], 1) }
    let parts = Array(value.description.utf8).split(separator: UInt8(ascii: "e"))
    let mantissa = parts[0]
    let exponent = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 : 0
    let wholeCount = mantissa.firstIndex(of: UInt8(ascii: ".")).map { $0 - mantissa.startIndex } ?? mantissa.count
    var digits = mantissa.filter { $0 != UInt8(ascii: ".") }
    var point = wholeCount + exponent
    while digits.first == UInt8(ascii: "0") {
      digits.removeFirst()
      point -= 1
    }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, point)
  }
}
