import SafeText

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Ticks of a logarithmic axis: at powers of ten, or, where it spans few of them, also at their double and fivefold.
package enum LogarithmicTicks {
  /// The ticks inside `domain`, which lies above 0, that make at most `maximumIntervals` intervals.
  package static func ticks(in domain: ClosedRange<Double>, maximumIntervals: Int) -> [Tick] {
    guard domain.lowerBound > 0, domain.upperBound.isFinite, domain.lowerBound < domain.upperBound else { return [] }
    // A power that a rounded logarithm puts a hair outside still counts.
    let exponents =
      Int(
        (log10(domain.lowerBound) - 1e-9).rounded(.up))...max(
        Int((log10(domain.lowerBound) - 1e-9).rounded(.up)), Int((log10(domain.upperBound) + 1e-9).rounded(.down)))
    for digits in [[1, 2, 5], [1, 5], [1]] {
      let all = (exponents.lowerBound - 1...exponents.upperBound).flatMap { exponent in
        digits.map { (digit: $0, exponent: exponent) }
      }
      let inside = all.filter { domain.contains(value($0), within: 1e-9) }
      if inside.count >= 2, inside.count <= maximumIntervals + 1 { return labelled(inside) }
    }
    let powers = exponents.filter { domain.contains(value((1, $0)), within: 1e-9) }
    guard powers.count >= 2 else {
      // Less than a decade and no two round numbers in it: as on any other axis.
      return NiceTicks.ticks(in: domain, maximumIntervals: maximumIntervals)
    }
    let every = max(1, (powers.count + maximumIntervals) / (maximumIntervals + 1))
    return labelled(powers.filter { ($0 - powers[0]) % every == 0 }.map { (1, $0) })
  }

  private typealias Power = (digit: Int, exponent: Int)

  private static func value(_ power: Power) -> Double { Double(power.digit) * pow(10, Double(power.exponent)) }

  /// All in one notation: as they are, or as powers of ten where one of them would be long.
  private static func labelled(_ powers: [Power]) -> [Tick] {
    let isShort = powers.allSatisfy { (-4...5).contains($0.exponent) }
    return powers.map { power in
      let label =
        isShort
        ? NumberText.decimal(digits: power.digit, exponent: power.exponent, fractionDigits: max(-power.exponent, 0))
        : (power.digit == 1 ? "" : "\(power.digit)×") + "10" + NumberText.superscript(power.exponent)
      return Tick(value: value(power), label: label)
    }
  }
}

extension ClosedRange<Double> {
  /// Whether `value` lies in the range, or outside by no more than `part` of it.
  fileprivate func contains(_ value: Double, within part: Double) -> Bool {
    value >= lowerBound * (1 - part) && value <= upperBound * (1 + part)
  }
}
