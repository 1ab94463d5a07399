/// The value below which a share of numbers lies, as `numpy.percentile` takes it by default: on the straight line between the
/// two numbers nearest to it in order.
package enum Percentile {
  /// The `percent`th percentile of the numbers in `values` that are finite; nil where there is none.
  ///
  /// - Precondition: `percent` lies within 0...100.
  package static func of(_ values: [Double], percent: Double) -> Double? {
    precondition((0...100).contains(percent), "\(percent) percent")
    let sorted = values.filter(\.isFinite).sorted()
    guard let last = sorted.last else { return nil }
    let place = percent / 100 * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    let (low, high, share) = (sorted[index], sorted[index + 1], place - Double(index))
    // The end that is nearer is where NumPy starts from.
    return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share)
  }
}
