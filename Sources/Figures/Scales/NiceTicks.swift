#if canImport(Glibc)
import Glibc
import SafeText
#elseif canImport(Darwin)
import Darwin
#endif

/// A tick: where it stands and what is written there.
package struct Tick: Sendable, Equatable {
  /// The value on the axis.
  package var value: Double
  /// The value as text; all labels of an axis have the same number of places.
  package var label: String
}

/// Ticks at 1, 2, 2.5 or 5 times a power of ten, chosen as matplotlib's MaxNLocator chooses them.
package enum NiceTicks {
  /// A distance between ticks: `tenths` / 10 × 10^`exponent`.
  private struct Step {
    var tenths: Int
    var exponent: Int

    /// The exponent of a multiple's digits.
    var digitExponent: Int { exponent - 1 }
    var value: Double { NiceTicks.value(digits: tenths, exponent: digitExponent) }
  }

  /// The ticks inside `domain` that make at most `maximumIntervals` intervals, and at least two ticks where the domain has
  /// a length; `integersOnly` keeps to whole numbers.
  package static func ticks(
    in domain: ClosedRange<Double>, maximumIntervals: Int, integersOnly: Bool = false
  ) -> [Tick] {
    let length = domain.upperBound - domain.lowerBound
    guard length.isFinite, length > 0, length > 1e-13 * max(abs(domain.lowerBound), abs(domain.upperBound)) else {
      return []
    }
    let rawStep = length / Double(max(maximumIntervals, 1))
    let magnitude = Int(log10(rawStep).rounded(.down))
    // From the smallest step that is large enough downwards, until two ticks fit.
    let steps = [-1, 0, 1].flatMap { shift in
      [10, 20, 25, 50].map { Step(tenths: $0, exponent: magnitude + shift) }
    }
    let candidates = steps.filter { !integersOnly || ($0.exponent >= 0 && ($0.tenths != 25 || $0.exponent >= 1)) }
    guard !candidates.isEmpty else { return ticks(in: domain, step: Step(tenths: 10, exponent: 0)) }
    let first = candidates.firstIndex { $0.value >= rawStep * (1 - 1e-12) } ?? candidates.count - 1
    for index in stride(from: first, through: 0, by: -1) {
      let found = ticks(in: domain, step: candidates[index])
      if found.count >= 2 || index == 0 { return found }
    }
    return []
  }

  private static func ticks(in domain: ClosedRange<Double>, step: Step) -> [Tick] {
    let tolerance = 1e-10
    let first = (domain.lowerBound / step.value - tolerance).rounded(.up)
    let last = (domain.upperBound / step.value + tolerance).rounded(.down)
    guard first <= last, last - first < 1000, let low = Int(exactly: first), let high = Int(exactly: last),
      max(low.magnitude, high.magnitude) < 1 << 52
    else { return [] }
    let digits = (low...high).map { $0 * step.tenths }
    return zip(digits, labels(digits, exponent: step.digitExponent)).map {
      Tick(value: value(digits: $0, exponent: step.digitExponent), label: $1)
    }
  }

  /// The texts of `digits` × 10^`exponent`, alike in places and in notation.
  private static func labels(_ digits: [Int], exponent: Int) -> [String] {
    var digits = digits
    var exponent = exponent
    while digits.contains(where: { $0 != 0 }), digits.allSatisfy({ $0 % 10 == 0 }) {
      digits = digits.map { $0 / 10 }
      exponent += 1
    }
    let largest = digits.map(\.magnitude).max() ?? 0
    let power = exponent + String(largest).utf8.count - 1
    guard power >= 7 || exponent < -6 && power < -3 else {
      return digits.map { NumberText.decimal(digits: $0, exponent: exponent, fractionDigits: max(-exponent, 0)) }
    }
    return digits.map { number in
      guard number != 0 else { return "0" }
      let places = max(power - exponent, 0)
      return NumberText.decimal(digits: number, exponent: -places, fractionDigits: places)
        + "×10" + NumberText.superscript(power)
    }
  }

  /// `digits` × 10^`exponent`, rounded once.
  private static func value(digits: Int, exponent: Int) -> Double {
    exponent < 0
      ? Double(digits) / NumberText.powerOfTen(-exponent) : Double(digits) * NumberText.powerOfTen(exponent)
  }
}
