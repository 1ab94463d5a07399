/// Products of a row of floats with a vector of floats, summed in 32-bit arithmetic: as fast as memory is read.
///
/// A sum of n products is within n·2⁻²⁴ of the true one, relative to the product of the lengths, while nothing overflows or
/// underflows; see ``DotProducts`` for exact ones.
package enum SingleDotProducts {
  /// Σ row·vector and Σ row², in one pass.
  ///
  /// - Precondition: `row` and `vector` hold `count` values.
  @inline(__always)
  package static func dotAndSquares(
    _ row: UnsafePointer<Float>, _ vector: UnsafePointer<Float>, count: Int
  ) -> (dot: Float, squares: Float) {
    var dots = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
    var squares = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
    var index = 0
    // SAFETY: `index + 16 <= count` keeps every load inside both.
    while index &+ 16 <= count {
      let (a, b, c, d) = (four(row, index), four(row, index &+ 4), four(row, index &+ 8), four(row, index &+ 12))
      dots.0 += a * four(vector, index)
      dots.1 += b * four(vector, index &+ 4)
      dots.2 += c * four(vector, index &+ 8)
      dots.3 += d * four(vector, index &+ 12)
      squares.0 += a * a
      squares.1 += b * b
      squares.2 += c * c
      squares.3 += d * d
      index &+= 16
    }
    var dot = ((dots.0 + dots.1) + (dots.2 + dots.3)).sum()
    var square = ((squares.0 + squares.1) + (squares.2 + squares.3)).sum()
    while index < count {
      dot += row[index] * vector[index]
      square += row[index] * row[index]
      index &+= 1
    }
    return (dot, square)
  }

  /// Σ row·vector.
  ///
  /// - Precondition: `row` and `vector` hold `count` values.
  @inline(__always)
  package static func dot(_ row: UnsafePointer<Float>, _ vector: UnsafePointer<Float>, count: Int) -> Float {
    var dots = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
    var index = 0
    // SAFETY: as above.
    while index &+ 16 <= count {
      dots.0 += four(row, index) * four(vector, index)
      dots.1 += four(row, index &+ 4) * four(vector, index &+ 4)
      dots.2 += four(row, index &+ 8) * four(vector, index &+ 8)
      dots.3 += four(row, index &+ 12) * four(vector, index &+ 12)
      index &+= 16
    }
    var dot = ((dots.0 + dots.1) + (dots.2 + dots.3)).sum()
    while index < count {
      dot += row[index] * vector[index]
      index &+= 1
    }
    return dot
  }

  @inline(__always)
  private static func four(_ values: UnsafePointer<Float>, _ index: Int) -> SIMD4<Float> {
    UnsafeRawPointer(values + index).loadUnaligned(as: SIMD4<Float>.self)
  }
}
