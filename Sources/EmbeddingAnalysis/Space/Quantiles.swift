/// Quantiles as `numpy.quantile` gives them by default: between two values, in proportion.
public enum Quantiles {
  /// The quantile of the numbers in `values` that are finite at `share`; nil where there is none.
  package static func ofFinite(_ values: [Double], at share: Double) -> Double? {
    of(values.filter(\.isFinite), at: [share])?.first
  }

  /// The quantiles of `values` that are not NaN at each of `shares`, which lie in [0, 1]; nil where no value is left.
  ///
  /// `of([1, 2, 4], at: [0.25, 0.5])` is [1.5, 2].
  public static func of(_ values: some Collection<Double>, at shares: [Double]) -> [Double]? {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard let last = sorted.last else { return nil }
    return shares.map { share in
      let place = share * Double(sorted.count - 1)
      let lower = Int(place.rounded(.down))
      guard lower + 1 < sorted.count else { return last }
      let part = place - Double(lower)
      let difference = sorted[lower + 1] - sorted[lower]
      // From the nearer end, as NumPy does it.
      return part < 0.5 ? sorted[lower] + difference * part : sorted[lower + 1] - difference * (1 - part)
    }
  }
}
