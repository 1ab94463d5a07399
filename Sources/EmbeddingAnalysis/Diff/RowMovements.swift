import Tensors
import Work

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// How far rows of one matrix are from their partners in another, in 64-bit arithmetic.
///
/// The values of a pair depend on its two rows alone, so that their bits do not depend on the number of threads.
public struct RowMovements: Sendable, Equatable {
  /// The angle between the two rows, in degrees, in [0, 180]; NaN where one is zero or not finite.
  ///
  /// It is 2·atan2(|x̂ - ŷ|, |x̂ + ŷ|) with x̂ and ŷ of length 1 (Kahan), which is as exact for the small angles of
  /// a quantised matrix as for large ones; the arc cosine is not.
  public let angles: [Double]
  /// The length of the difference; NaN where a row is not finite.
  public let distances: [Double]
  /// The lengths of the first matrix's rows; NaN for one that is not finite.
  public let normsOfA: [Double]
  /// The lengths of the second's.
  public let normsOfB: [Double]
  /// Whether the two rows are the same: their stored bytes where both matrices have one type, else their values.
  public let isIdentical: [Bool]
  /// Whether ``isIdentical`` compares stored bytes.
  public let comparesBytes: Bool

  /// Measures the rows `pairs` of `a` and `b`, on all cores.
  ///
  /// - Precondition: the rows lie within the matrices, which have one number of columns.
  public init(_ a: EmbeddingMatrix, _ b: EmbeddingMatrix, pairs: [(a: Int, b: Int)]) {
    precondition(a.columnCount == b.columnCount, "rows of \(a.columnCount) and of \(b.columnCount) values")
    let comparesBytes = a.typeName == b.typeName
    let step = 256
    let parts = ParallelLoop.map((pairs.count + step - 1) / step) { block in
      pairs[block * step..<min((block + 1) * step, pairs.count)].map { pair in
        let same = comparesBytes ? a.hasSameBytes(row: pair.a, as: b, row: pair.b) : nil
        return a.withRows(pair.a..<pair.a + 1) { x in
          b.withRows(pair.b..<pair.b + 1) { y in RowMovement(x.values, y.values, isIdentical: same) }
        }
      }
    }
    let moves = parts.flatMap { $0 }
    angles = moves.map(\.angle)
    distances = moves.map(\.distance)
    normsOfA = moves.map(\.normOfA)
    normsOfB = moves.map(\.normOfB)
    isIdentical = moves.map(\.isIdentical)
    self.comparesBytes = comparesBytes
  }
}

/// What is between two rows.
private struct RowMovement: Sendable {
  var angle: Double
  var distance: Double
  var normOfA: Double
  var normOfB: Double
  var isIdentical: Bool

  init(_ x: UnsafeBufferPointer<Float>, _ y: UnsafeBufferPointer<Float>, isIdentical same: Bool?) {
    var squares = (x: 0.0, y: 0.0, difference: 0.0)
    var isEqual = true
    for index in 0..<min(x.count, y.count) {
      let (a, b) = (Double(x[index]), Double(y[index]))
      squares.x += a * a
      squares.y += b * b
      squares.difference += (a - b) * (a - b)
      if a != b { isEqual = false }
    }
    normOfA = RowNorms.norm(squares: squares.x)
    normOfB = RowNorms.norm(squares: squares.y)
    distance = RowNorms.norm(squares: squares.difference)
    isIdentical = same ?? isEqual
    angle = normOfA > 0 && normOfB > 0 ? Self.angle(x, normOfA, y, normOfB) : .nan
    // Equal values have no angle between them, whatever the divisions round to.
    if isEqual, angle.isFinite { angle = 0 }
  }

  private static func angle(
    _ x: UnsafeBufferPointer<Float>, _ normOfX: Double, _ y: UnsafeBufferPointer<Float>, _ normOfY: Double
  ) -> Double {
    var squares = (difference: 0.0, sum: 0.0)
    for index in 0..<min(x.count, y.count) {
      let (a, b) = (Double(x[index]) / normOfX, Double(y[index]) / normOfY)
      squares.difference += (a - b) * (a - b)
      squares.sum += (a + b) * (a + b)
    }
    return 2 * atan2(squares.difference.squareRoot(), squares.sum.squareRoot()) * 180 / .pi
  }
}
