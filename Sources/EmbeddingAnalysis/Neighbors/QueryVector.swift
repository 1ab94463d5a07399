import Tensors

/// A vector whose neighbours are looked for, with what a comparison with a row needs of it.
///
/// How near a row is to it is computed in one way, whatever the call: alone, among several, or for the graph of all rows. The
/// results have the same bits.
struct QueryVector: Sendable {
  let metric: NeighborMetric
  let correction: SpaceCorrection?
  /// What rows are multiplied with: the vector in the corrected space where there is one, but for distances as it was given.
  let values: [Double]
  /// The vector's length in the space.
  let norm: Double
  /// What the mean adds to each product.
  let offset: Double
  /// The vector's coordinates along the components that are taken out.
  private let coordinates: [Double]

  init(_ vector: [Double], metric: NeighborMetric, correction: SpaceCorrection?) {
    self.metric = metric
    self.correction = correction
    let inSpace = correction?.corrected(vector) ?? vector
    values = metric == .euclidean ? vector : inSpace
    let length = inSpace.reduce(0) { $0 + $1 * $1 }.squareRoot()
    norm = correction == nil ? length : QueryVector.withoutRounding(length, vector, correction)
    offset = zip(correction?.mean ?? [], inSpace).reduce(0) { $0 + $1.0 * $1.1 }
    coordinates = (correction?.components ?? []).map { zip(vector, $0).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  private static func withoutRounding(_ length: Double, _ vector: [Double], _ correction: SpaceCorrection?) -> Double {
    let size = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let mean = (correction?.mean ?? []).reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length <= 1e-12 * (size + mean) ? 0 : length
  }

  /// Whether the vector can have neighbours: it is finite, and not zero where angles count.
  var hasNeighbors: Bool { norm.isFinite && (metric != .cosine || norm > 0) }

  /// How near the row `id` with the values at `row` is; NaN where that is not defined.
  ///
  /// - Parameter norm: The length of the row in the space; nil measures it.
  @inline(__always)
  func similarity(_ row: UnsafePointer<Float>, id: Int, norm rowNorm: Double?) -> Double {
    values.withUnsafeBufferPointer { values in
      guard let vector = values.baseAddress else { return .nan }
      switch metric {
      case .dot:
        return finite(DotProducts.dot(row, vector, count: values.count) - offset)
      case .euclidean:
        var square = DotProducts.squaredDistance(row, vector, count: values.count)
        if correction != nil { square = max(0, square - removed(id)) }
        return finite(-square)
      case .cosine:
        let product: (dot: Double, norm: Double)
        if let rowNorm {
          product = (DotProducts.dot(row, vector, count: values.count) - offset, rowNorm)
        } else {
          let sums = DotProducts.dotAndSquares(row, vector, count: values.count)
          product = (sums.dot, sums.squares.squareRoot())
        }
        let cosine = product.dot / (product.norm * norm)
        // A row of zeros gives 0/0, or, where only rounding is left of it, anything over 0. Rounding can carry a cosine
        // a little past 1.
        return cosine.isFinite && product.norm > 0 ? min(1, max(-1, cosine)) : .nan
      }
    }
  }

  /// The squared distance along the components that are taken out.
  @inline(__always)
  func removed(_ id: Int) -> Double {
    guard let correction else { return 0 }
    var square = 0.0
    for (index, coordinate) in coordinates.enumerated() {
      let distance = correction.coordinates[id * coordinates.count + index] - coordinate
      square += distance * distance
    }
    return square
  }

  @inline(__always)
  private func finite(_ value: Double) -> Double { value.isFinite ? value : .nan }
}
