#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension NumberText {
  /// A number with three significant digits: `0.0207`, `1.43e−5`; “none” where there is no number.
  package static func short(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "none" }
    guard value != 0 else { return "0" }
    let exponent = Int(floor(log10(value.magnitude)))
    if (-4..<6).contains(exponent) { return decimal(value, fractionDigits: max(0, 2 - exponent)) }
    return decimal(value / pow(10, Double(exponent)), fractionDigits: 2) + "e" + integer(exponent)
  }

  /// A part of a whole in percent: `31.0 %`.
  package static func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "none" : decimal(100 * Double(part) / Double(whole), fractionDigits: 1) + " %"
  }

  /// A share from 0 to 1 in percent; “none” where there is none.
  package static func percent(_ share: Double?) -> String {
    share.map { decimal(100 * $0, fractionDigits: 1) + " %" } ?? "none"
  }

  /// A measure in a table: a count in full, a large number with four digits behind the point, a small one with three that
  /// count.
  package static func measure(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "not defined" }
    if value == value.rounded(), value.magnitude < 1e9 { return Int(value).grouped }
    return value.magnitude < 0.1 ? short(value) : decimal(value, fractionDigits: 4)
  }

  /// A number of bytes in decimal units, as disks and the model hub count: `412 bytes`, `3.6 MB`, `548 MB`, `1.2 GB`.
  package static func bytes(_ count: Int) -> String {
    if count.magnitude < 1000 { return "\(count) \(count == 1 ? "byte" : "bytes")" }
    var value = Double(count)
    for unit in ["kB", "MB", "GB", "TB", "PB", "EB"] {
      value /= 1000
      // 999.6 would be printed as 1000: that is 1.0 of the next unit.
      if value.magnitude >= 999.5, unit != "EB" { continue }
      return decimal(value, fractionDigits: value.magnitude < 9.95 ? 1 : 0) + " \(unit)"
    }
    return "\(count) bytes"
  }
}

extension Int {
  /// The number with a comma between thousands: `50,257`.
  package var grouped: String { NumberText.integer(self) }
}
