import Tensors

/// The direction that rows are compared with, in a space that is moved to another origin or has lost a direction.
struct DirectionFromCenter: Sendable {
  private let origin: [Double]
  /// The direction that is lost, of length 1; zeros for none.
  private let component: [Double]
  /// The centre as it is in that space.
  private let direction: [Double]
  private let norm: Double

  /// The direction of `center` from `origin`, without its part along `component`.
  init(_ center: [Double], origin: [Double], component: [Double]? = nil) {
    var direction = zip(center, origin).map { $0 - $1 }
    let component = component ?? center.map { _ in 0 }
    let amount = zip(direction, component).reduce(0) { $0 + $1.0 * $1.1 }
    for index in direction.indices { direction[index] -= amount * component[index] }
    self.origin = origin
    self.component = component
    self.direction = direction
    norm = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// 1 - cos of the angle between `row` and the direction; NaN where one of them is zero in this space, or not finite.
  func distance(_ row: UnsafeBufferPointer<Float>) -> Double {
    guard let start = row.baseAddress else { return .nan }
    let original = DotProducts.squares(start, count: row.count).squareRoot()
    let (dot, squares) = product(start, count: row.count)
    let length = squares.squareRoot()
    // What rounding leaves of a row that lies in what was taken out has no direction.
    guard original.isFinite, length > 1e-12 * original, length > 0, norm > 0 else { return .nan }
    return 1 - dot / (length * norm)
  }

  /// Of what `row` is in this space: its product with the direction, and the sum of its squares.
  private func product(_ row: UnsafePointer<Float>, count: Int) -> (dot: Double, squares: Double) {
    precondition(count == direction.count, "\(count) values in a space of \(direction.count)")
    return origin.withUnsafeBufferPointer { origin in
      component.withUnsafeBufferPointer { component in
        direction.withUnsafeBufferPointer { direction in
          let amount = component.baseAddress.map { DotProducts.dot(row, $0, count: count) } ?? 0
          var dots = SIMD4<Double>()
          var squares = SIMD4<Double>()
          // Four sums that are added at the end: the order depends on the length only.
          let whole = count & ~3
          for index in stride(from: 0, to: whole, by: 4) {
            let values =
              Self.four(row, index) - Self.four(origin, index) - amount * Self.four(component, index)
            dots += values * Self.four(direction, index)
            squares += values * values
          }
          var (dot, square) = (dots.sum(), squares.sum())
          for index in whole..<count {
            let value = Double(row[index]) - origin[index] - amount * component[index]
            dot += value * direction[index]
            square += value * value
          }
          return (dot, square)
        }
      }
    }
  }

  @inline(__always)
  private static func four(_ values: UnsafePointer<Float>, _ index: Int) -> SIMD4<Double> {
    SIMD4(Double(values[index]), Double(values[index + 1]), Double(values[index + 2]), Double(values[index + 3]))
  }

  @inline(__always)
  private static func four(_ values: UnsafeBufferPointer<Double>, _ index: Int) -> SIMD4<Double> {
    SIMD4(values[index], values[index + 1], values[index + 2], values[index + 3])
  }
}
