import Tensors

/// The mean of a matrix's rows and the directions in which they vary, the strongest first.
public struct PrincipalAxes: Sendable {
  /// The mean of the rows that are finite: D values.
  public let mean: [Double]
  /// How many rows are finite: all numbers here are of these.
  public let rowCount: Int
  /// The variance along each axis, falling: the D eigenvalues of the rows' covariance matrix, divided by the number of
  /// rows; what rounding makes negative is 0.
  public let variances: [Double]
  /// The variance of each dimension as it is stored: the diagonal of that matrix.
  public let columnVariances: [Double]
  /// The eigenvectors, D values after D values, in the order of ``variances``; the largest value of each is positive.
  let vectors: [Double]

  /// Measures `matrix`: two passes over it, products of D × D values in 64-bit arithmetic, and an eigenproblem of order D.
  ///
  /// Throws where OpenBLAS cannot be loaded.
  public init(of matrix: EmbeddingMatrix) throws {
    let covariance = RowCovariance(of: matrix)
    let algebra = try LinearAlgebra.load()
    let columns = matrix.columnCount
    let scale = 1 / Double(max(1, covariance.count))
    let scatter = covariance.scatter(of: matrix, algebra).map { $0 * scale }
    let eigen = try algebra.eigen(symmetric: scatter, order: columns)
    mean = covariance.mean
    rowCount = covariance.count
    columnVariances = (0..<columns).map { max(0, scatter[$0 * columns + $0]) }
    variances = eigen.values.reversed().map { max(0, $0) }
    vectors = (0..<columns).reversed().flatMap { eigen.turnedVector($0) }
  }

  /// The axis of this rank, of length 1.
  public func axis(_ index: Int) -> ArraySlice<Double> { vectors[index * mean.count..<(index + 1) * mean.count] }
}
