import CVectorKernels

/// Products of rows of floats with a vector of floats, summed in 32-bit arithmetic: as fast as memory is read.
///
/// A sum of n products is within n·2⁻²⁴ of the true one, relative to the product of the lengths, while nothing overflows or
/// underflows; see ``DotProducts`` for exact ones.
package enum RowProducts {
  /// Writes Σ row·vector for every row in `rows` to `dots`, and Σ row² to `squares`.
  ///
  /// - Precondition: `rows` holds one row of `vector.count` values after another; there is room for a number for each.
  package static func write(
    _ rows: UnsafeBufferPointer<Float>, with vector: [Float], dots: UnsafeMutableBufferPointer<Float>,
    squares: UnsafeMutableBufferPointer<Float>?
  ) {
    guard !vector.isEmpty else { return }
    let count = rows.count / vector.count
    precondition(dots.count >= count && squares?.count ?? count >= count, "room for \(dots.count) of \(count) products")
    guard let start = rows.baseAddress, let target = dots.baseAddress else { return }
    // SAFETY: there are `count` rows of this width, and room for so many products, as checked above.
    embedscope_row_products(start, count, vector.count, vector, target, squares?.baseAddress)
  }
}
