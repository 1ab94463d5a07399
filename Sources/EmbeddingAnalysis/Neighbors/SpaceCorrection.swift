import Tensors

/// A matrix seen without its mean and without its strongest directions ("all but the top"; Mu and Viswanath 2018).
///
/// Row x becomes x' = (x - μ) - Σ ((x - μ)·u) u over the leading principal components u. No copy of the matrix is made: the
/// mean, the components, and a few numbers for each row say all that products and distances in that space need.
public struct SpaceCorrection: Sendable {
  /// μ, the mean of the rows that are finite: D values.
  public let mean: [Double]
  /// The components taken out, the strongest first, D values each, of length 1; the largest value of each is positive.
  public let components: [[Double]]
  /// The part of the rows' variance around the mean that the components hold, in [0, 1]; 0 where there is no variance.
  public let removedVariance: Double
  /// The length of each corrected row; 0 where nothing but rounding is left, NaN for a row that is not finite.
  let norms: [Double]
  /// x·u for each row and component, row after row.
  let coordinates: [Double]

  /// How many components are taken out where nothing else is asked for: D / 100, as the paper advises, and at least 1.
  public static func standardComponentCount(columns: Int) -> Int { max(1, columns / 100) }

  /// Measures `matrix`: three passes over it and an eigenproblem of order D.
  ///
  /// Throws where `componentCount` is negative or not less than D, and where OpenBLAS cannot be loaded.
  public init(of matrix: EmbeddingMatrix, componentCount: Int? = nil) throws {
    let columns = matrix.columnCount
    let count = componentCount ?? min(Self.standardComponentCount(columns: columns), columns - 1)
    guard count >= 0, count < columns else {
      throw EmbeddingAnalysisError.componentCount(count, columns: columns)
    }
    let covariance = RowCovariance(of: matrix)
    mean = covariance.mean
    if count > 0 {
      let algebra = try LinearAlgebra.load()
      let scatter = covariance.scatter(of: matrix, algebra)
      let eigen = try algebra.eigen(symmetric: scatter, order: columns)
      components = (0..<count).map { eigen.turnedVector(columns - 1 - $0) }
      let total = eigen.values.reduce(0) { $0 + max(0, $1) }
      removedVariance = total > 0 ? eigen.values.suffix(count).reduce(0) { $0 + max(0, $1) } / total : 0
    } else {
      components = []
      removedVariance = 0
    }
    (norms, coordinates) = Self.measure(matrix, mean: mean, components: components)
  }

  /// `vector` as it is in the corrected space.
  public func corrected(_ vector: [Double]) -> [Double] {
    precondition(vector.count == mean.count, "\(vector.count) values for a space of \(mean.count)")
    var result = zip(vector, mean).map { $0 - $1 }
    for component in components {
      let amount = zip(result, component).reduce(0) { $0 + $1.0 * $1.1 }
      for index in result.indices { result[index] -= amount * component[index] }
    }
    return result
  }

  /// The rows in `rows` of `block` as they are in the corrected space, rounded to 32 bits.
  func write(_ block: RowBlock, to target: UnsafeMutableBufferPointer<Float>) {
    for row in block.rows {
      let values = corrected(block[row: row].map(Double.init))
      let start = (row - block.rows.lowerBound) * block.columnCount
      for (index, value) in values.enumerated() { target[start + index] = Float(value) }
    }
  }

  private static func measure(
    _ matrix: EmbeddingMatrix, mean: [Double], components: [[Double]]
  ) -> (norms: [Double], coordinates: [Double]) {
    let meanNorm = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let blocks = matrix.mapRowBlocks { block -> (norms: [Double], coordinates: [Double]) in
      var norms: [Double] = []
      var coordinates: [Double] = []
      var rest = [Double](repeating: 0, count: block.columnCount)
      for row in block.rows {
        let values = block[row: row]
        guard let start = values.baseAddress else { continue }
        let length = DotProducts.squares(start, count: values.count)
        coordinates += components.map { DotProducts.dot(start, $0, count: values.count) }
        let norm = remainder(values, mean, components, into: &rest)
        // What is left of a row that lies in what was taken out is rounding, and has no direction.
        norms.append(!length.isFinite ? .nan : norm <= 1e-12 * (length.squareRoot() + meanNorm) ? 0 : norm)
      }
      return (norms, coordinates)
    }
    return (blocks.flatMap(\.norms), blocks.flatMap(\.coordinates))
  }

  /// The length of the corrected `row`, which is written to `rest`.
  private static func remainder(
    _ row: UnsafeBufferPointer<Float>, _ mean: [Double], _ components: [[Double]], into rest: inout [Double]
  ) -> Double {
    rest.withUnsafeMutableBufferPointer { rest in
      mean.withUnsafeBufferPointer { mean in
        for index in 0..<rest.count { rest[index] = Double(row[index]) - mean[index] }
      }
      for component in components {
        component.withUnsafeBufferPointer { component in
          var amount = 0.0
          for index in 0..<rest.count { amount += rest[index] * component[index] }
          for index in 0..<rest.count { rest[index] -= amount * component[index] }
        }
      }
      return rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }
}
