/// Numbers as people read them: thousands set apart, a real minus sign.
package enum NumberText {
  /// `50257` as `50,257`.
  package static func integer(_ number: Int) -> String {
    decimal(digits: number, exponent: 0, fractionDigits: 0)
  }

  /// `number` rounded to `fractionDigits` (at most 15) places: `−0.0312`; a number beyond 10¹⁵ is written by its digits.
  package static func decimal(_ number: Double, fractionDigits: Int) -> String {
    guard number.isFinite else { return number.isNaN ? "not a number" : number < 0 ? "−∞" : "∞" }
    let places = min(max(fractionDigits, 0), 15)
    let scaled = (number * powerOfTen(places)).rounded(.toNearestOrAwayFromZero)
    guard let digits = Int(exactly: scaled), abs(scaled) < 1e17 else {
      return "\(number)".replacingMinus
    }
    return decimal(digits: digits, exponent: -places, fractionDigits: places)
  }

  /// `digits` × 10^`exponent`, exactly, with `fractionDigits` places; more places than the number has are zeros.
  package static func decimal(digits: Int, exponent: Int, fractionDigits: Int) -> String {
    var text = Array(String(digits.magnitude).utf8)
    if exponent >= 0 {
      if digits != 0 { text += [UInt8](repeating: UInt8(ascii: "0"), count: exponent + fractionDigits) }
    } else if fractionDigits + exponent >= 0 {
      text += [UInt8](repeating: UInt8(ascii: "0"), count: fractionDigits + exponent)
    } else {
      text.removeLast(min(-exponent - fractionDigits, text.count))
    }
    if text.count <= fractionDigits {
      text = [UInt8](repeating: UInt8(ascii: "0"), count: fractionDigits + 1 - text.count) + text
    }
    let wholeCount = text.count - fractionDigits
    var result: [UInt8] = []
    for (position, digit) in text.enumerated() {
      if position == wholeCount { result.append(UInt8(ascii: ".")) }
      if position > 0, position < wholeCount, (wholeCount - position) % 3 == 0 { result.append(UInt8(ascii: ",")) }
      result.append(digit)
    }
    return (digits < 0 ? "−" : "") + String(decoding: result, as: UTF8.self)
  }

  /// `number` in raised figures: `⁻⁵`.
  package static func superscript(_ number: Int) -> String {
    let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return (number < 0 ? "⁻" : "")
      + String(String(number.magnitude).compactMap { $0.wholeNumberValue.map { raised[$0] } })
  }

  /// 10^`exponent`, exact up to 10²².
  package static func powerOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<max(exponent, 0) { power *= 10 }
    return power
  }
}

extension String {
  fileprivate var replacingMinus: String { String(map { $0 == "-" ? "−" : $0 }) }
}
