#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// From an axis's numbers to pixels.
struct AxisScale: Sendable {
  /// The numbers shown; never empty, and above 0 where the axis is logarithmic.
  let domain: ClosedRange<Double>
  /// Where the domain's lower bound stands.
  let start: Double
  /// Where its upper bound stands.
  let end: Double
  /// Whether equal factors are equal lengths.
  var isLogarithmic = false

  /// The pixel of `value`; far outside the domain it stops a few thousand pixels away, so that no output overflows.
  ///
  /// There stands also what a logarithmic axis has no place for.
  func callAsFunction(_ value: Double) -> Double {
    start + min(max(part(of: value), -4), 5) * (end - start)
  }

  /// How far `value` lies on the way from the lower bound, 0, to the upper one, 1.
  private func part(of value: Double) -> Double {
    guard isLogarithmic else { return (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound) }
    guard value > 0 else { return value.isNaN ? value : -.infinity }
    return log10(value / domain.lowerBound) / log10(domain.upperBound / domain.lowerBound)
  }

  /// The number that stands at `part` of the axis's length.
  func value(at part: Double) -> Double {
    isLogarithmic
      ? domain.lowerBound * pow(domain.upperBound / domain.lowerBound, part)
      : domain.lowerBound + part * (domain.upperBound - domain.lowerBound)
  }
}
