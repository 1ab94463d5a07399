/// From an axis's numbers to pixels.
struct LinearScale: Sendable {
  /// The numbers shown; never empty.
  let domain: ClosedRange<Double>
  /// Where the domain's lower bound stands.
  let start: Double
  /// Where its upper bound stands.
  let end: Double

  /// The pixel of `value`; far outside the domain it stops a few thousand pixels away, so that no output overflows.
  func callAsFunction(_ value: Double) -> Double {
    let part = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return start + min(max(part, -4), 5) * (end - start)
  }
}
