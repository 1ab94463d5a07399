#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Numbers as people read them, without a locale, so that every machine writes the same.
package enum NumberText {
  /// A number with a comma between thousands: `50,257`.
  package static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude).utf8)
    var result: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(UInt8(ascii: ",")) }
      result.append(digit)
    }
    return (number < 0 ? "−" : "") + String(decoding: result, as: UTF8.self)
  }

  /// A number with a fixed number of decimals: `−0.02`.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "not finite" }
    let scale = pow(10, Double(decimals))
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && scaled > 0 ? "−" : ""
    return decimals == 0 ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// A number with three significant digits: `0.0207`, `1.43e−5`; “none” where there is no number.
  package static func short(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "none" }
    guard value != 0 else { return "0" }
    let exponent = Int(floor(log10(value.magnitude)))
    if (-4..<6).contains(exponent) { return fixed(value, decimals: max(0, 2 - exponent)) }
    return fixed(value / pow(10, Double(exponent)), decimals: 2) + "e" + (exponent < 0 ? "−" : "")
      + String(exponent.magnitude)
  }

  /// A part of a whole in percent: `31.0 %`.
  package static func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "none" : fixed(100 * Double(part) / Double(whole), decimals: 1) + " %"
  }

  /// A number of bytes in the decimal units that the model hub uses: `548.1 MB`.
  package static func bytes(_ count: Int) -> String {
    var value = Double(count)
    for unit in ["bytes", "kB", "MB", "GB", "TB"] {
      if value < 999.95 || unit == "TB" { return fixed(value, decimals: unit == "bytes" ? 0 : 1) + " " + unit }
      value /= 1000
    }
    return "\(count) bytes"
  }
}

extension Int {
  /// The number with a comma between thousands: `50,257`.
  package var grouped: String { NumberText.grouped(self) }
}
