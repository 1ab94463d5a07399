import CVectorKernels

/// The mean and the population variance of a run of floats, computed in 64-bit arithmetic.
package struct RowMoments: Equatable, Sendable {
  /// The arithmetic mean; NaN for an empty run and for one that holds a NaN or an infinity.
  package let mean: Double
  /// The mean squared distance to the mean, divided by n (NumPy's `var`); NaN where the mean is.
  package let variance: Double

  /// The moments of `values`, in one pass.
  ///
  /// Every value is made a double first, and shifted by the run's first value: with d = x - x₀, the variance is
  /// (Σd² - (Σd)² / n) / n (the shifted-data algorithm of Chan, Golub and LeVeque 1983). What is subtracted can be at most
  /// n times what remains, because x₀ is one of the values itself, so that a row of 768 loses about 3 of a double's 16
  /// digits in the very worst case, an outlier that comes first. Sums of floats cannot overflow a double: a result
  /// that is not finite means that an input is not.
  package init(_ values: UnsafeBufferPointer<Float>) {
    guard let start = values.baseAddress, let first = values.first else {
      mean = .nan
      variance = .nan
      return
    }
    let shift = Double(first)
    var (sum, square) = (0.0, 0.0)
    // SAFETY: `start` and `values.count` are those of `values`.
    embedscope_moments(start, values.count, shift, &sum, &square)
    let n = Double(values.count)
    mean = shift + sum / n
    // Rounding may leave a tiny negative number where the true variance is next to nothing; `max` would hide a NaN.
    let spread = (square - sum * sum / n) / n
    variance = spread < 0 ? 0 : spread
  }
}
