public import EmbeddingAnalysis
import Tensors

/// The directions in which the rows of a matrix differ most, and every row's place along them: exact PCA over all rows.
///
/// The same as scikit-learn's `PCA(svd_solver="covariance_eigh")`: columns are centred, not scaled. Each direction's
/// loading of largest magnitude is positive (of equal ones the first), as `svd_flip` has it there.
///
/// ```swift
/// let pca = try PrincipalComponents(of: matrix, count: 2)
/// pca.varianceRatios        // [0.062, 0.021]: parts of the variance that the two show
/// pca.coordinates           // V × 2 numbers, row after row
/// ```
public struct PrincipalComponents: Sendable {
  /// How many directions were asked for.
  public let count: Int
  /// The mean of each of the D columns.
  public let mean: [Float]
  /// The directions, D loadings each, of length 1; zeros beyond the D-th.
  public let directions: [Float]
  /// The variance along each direction, divided by V − 1, falling.
  public let variances: [Double]
  /// The variance of all columns together.
  public let totalVariance: Double
  /// Every row's places along the directions, `count` for each row; NaN for rows that are not finite.
  public let coordinates: [Float]
  /// The rows that hold a NaN or an infinity: they are left out, and have no place.
  public let nonFiniteRows: [Int]

  /// What part of the variance each direction shows; 0 where there is none.
  public var varianceRatios: [Double] { variances.map { totalVariance > 0 ? $0 / totalVariance : 0 } }

  /// Reads `matrix` three times, on all cores: for the means, for the covariances and for the places.
  ///
  /// Costs V·D² multiplications and an eigenproblem of order D; holds D² numbers and a few megabytes. Throws where
  /// OpenBLAS cannot be loaded.
  ///
  /// - Precondition: `count` is at least 1.
  public init(of matrix: EmbeddingMatrix, count: Int = 2) throws {
    precondition(count >= 1, "\(count) principal components")
    let algebra = try LinearAlgebra.load()
    let centred = CentredRows(matrix)
    let covariance = centred.crossProducts(algebra)
    let order = matrix.columnCount
    let finiteRows = matrix.rowCount - centred.nonFiniteRows.count
    let scale = Double(centred.scale)
    let divisor = Double(max(finiteRows - 1, 1)) * scale * scale
    totalVariance = (0..<order).reduce(0.0) { $0 + covariance[$1 * order + $1] } / divisor
    let eigen = try Self.largest(min(count, order), of: covariance, order: order, algebra)
    variances = eigen.values.map { max($0 / divisor, 0) } + [Double](repeating: 0, count: count - eigen.values.count)
    directions = eigen.vectors.map { Float($0) } + [Float](repeating: 0, count: (count - eigen.values.count) * order)
    let products = centred.products(with: directions, count: count, algebra)
    coordinates = scale == 1 ? products : products.map { Float(Double($0) / scale) }
    mean = centred.mean
    nonFiniteRows = centred.nonFiniteRows
    self.count = count
  }

  /// The `count` largest eigenvalues, falling, and their vectors with the sign rule applied.
  private static func largest(
    _ count: Int, of covariance: [Double], order: Int, _ algebra: LinearAlgebra
  ) throws -> (values: [Double], vectors: [Double]) {
    // LAPACK in 32 bits takes a third of the time. Scaled, so that no square leaves the range of a Float.
    let scale = covariance.reduce(0.0) { max($0, $1.magnitude) }
    guard scale > 0 else { return ([Double](repeating: 0, count: count), axes(count, order)) }
    let eigen = try algebra.eigen(symmetric: covariance.map { Float($0 / scale) }, order: order)
    let vectors = (0..<count).map { eigen.turnedVector(order - 1 - $0).map { Double($0) } }
    return (vectors.map { quotient($0, covariance, order) }, Array(vectors.joined()))
  }

  /// The first `count` axes: directions for rows that do not differ.
  private static func axes(_ count: Int, _ order: Int) -> [Double] {
    (0..<count).flatMap { axis in (0..<order).map { $0 == axis ? 1.0 : 0 } }
  }

  /// Rayleigh's quotient: the eigenvalue to twice the digits of its vector.
  private static func quotient(_ vector: [Double], _ covariance: [Double], _ order: Int) -> Double {
    var (products, squares) = (0.0, 0.0)
    for row in 0..<order {
      var sum = 0.0
      for column in 0..<order { sum += covariance[row * order + column] * vector[column] }
      products += sum * vector[row]
      squares += vector[row] * vector[row]
    }
    return products / squares
  }
}
