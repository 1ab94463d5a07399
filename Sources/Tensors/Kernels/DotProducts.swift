/// Products of a row of floats with a vector of doubles, summed in 64-bit arithmetic.
///
/// A product of two floats is exact in a double, and sums are formed in an order that depends on the length only: a result
/// is within n·2⁻⁵³ of the true one, relative to the sum of the terms' magnitudes, and has the same bits on every run.
package enum DotProducts {
  /// Σ row·vector and Σ row², in one pass.
  ///
  /// - Precondition: `row` and `vector` hold `count` values.
  @inline(__always)
  package static func dotAndSquares(
    _ row: UnsafePointer<Float>, _ vector: UnsafePointer<Double>, count: Int
  ) -> (dot: Double, squares: Double) {
    var dots = (SIMD4<Double>(), SIMD4<Double>())
    var squares = (SIMD4<Double>(), SIMD4<Double>())
    var index = 0
    // SAFETY: `index + 8 <= count` keeps every load inside both.
    while index &+ 8 <= count {
      let (a, b) = wide(row, index)
      let (c, d) = doubles(vector, index)
      dots.0 += a * c
      dots.1 += b * d
      squares.0 += a * a
      squares.1 += b * b
      index &+= 8
    }
    var dot = (dots.0 + dots.1).sum()
    var square = (squares.0 + squares.1).sum()
    while index < count {
      let value = Double(row[index])
      dot += value * vector[index]
      square += value * value
      index &+= 1
    }
    return (dot, square)
  }

  /// Σ row·vector, the same bits as in ``dotAndSquares(_:_:count:)``.
  ///
  /// - Precondition: as there.
  @inline(__always)
  package static func dot(_ row: UnsafePointer<Float>, _ vector: UnsafePointer<Double>, count: Int) -> Double {
    var dots = (SIMD4<Double>(), SIMD4<Double>())
    var index = 0
    // SAFETY: as above.
    while index &+ 8 <= count {
      let (a, b) = wide(row, index)
      let (c, d) = doubles(vector, index)
      dots.0 += a * c
      dots.1 += b * d
      index &+= 8
    }
    var dot = (dots.0 + dots.1).sum()
    while index < count {
      dot += Double(row[index]) * vector[index]
      index &+= 1
    }
    return dot
  }

  /// Σ row², the same bits as in ``dotAndSquares(_:_:count:)``.
  ///
  /// - Precondition: `row` holds `count` values.
  @inline(__always)
  package static func squares(_ row: UnsafePointer<Float>, count: Int) -> Double {
    var squares = (SIMD4<Double>(), SIMD4<Double>())
    var index = 0
    // SAFETY: as above.
    while index &+ 8 <= count {
      let (a, b) = wide(row, index)
      squares.0 += a * a
      squares.1 += b * b
      index &+= 8
    }
    var square = (squares.0 + squares.1).sum()
    while index < count {
      square += Double(row[index]) * Double(row[index])
      index &+= 1
    }
    return square
  }

  /// Σ (row - vector)²: no digits are lost where the two are nearly equal.
  ///
  /// - Precondition: as for ``dotAndSquares(_:_:count:)``.
  @inline(__always)
  package static func squaredDistance(
    _ row: UnsafePointer<Float>, _ vector: UnsafePointer<Double>, count: Int
  ) -> Double {
    var squares = (SIMD4<Double>(), SIMD4<Double>())
    var index = 0
    // SAFETY: as above.
    while index &+ 8 <= count {
      let (a, b) = wide(row, index)
      let (c, d) = doubles(vector, index)
      squares.0 += (a - c) * (a - c)
      squares.1 += (b - d) * (b - d)
      index &+= 8
    }
    var square = (squares.0 + squares.1).sum()
    while index < count {
      let distance = Double(row[index]) - vector[index]
      square += distance * distance
      index &+= 1
    }
    return square
  }

  @inline(__always)
  private static func wide(_ row: UnsafePointer<Float>, _ index: Int) -> (SIMD4<Double>, SIMD4<Double>) {
    let raw = UnsafeRawPointer(row + index)
    return (
      SIMD4<Double>(raw.loadUnaligned(as: SIMD4<Float>.self)),
      SIMD4<Double>(raw.loadUnaligned(fromByteOffset: 16, as: SIMD4<Float>.self))
    )
  }

  @inline(__always)
  private static func doubles(_ vector: UnsafePointer<Double>, _ index: Int) -> (SIMD4<Double>, SIMD4<Double>) {
    let raw = UnsafeRawPointer(vector + index)
    return (
      raw.loadUnaligned(as: SIMD4<Double>.self), raw.loadUnaligned(fromByteOffset: 32, as: SIMD4<Double>.self)
    )
  }
}
