import Tensors

/// How far every row of a matrix is from rows that training never touched: the indicators of "Fishing for Magikarp" (Land
/// and Bartolo 2024, arXiv:2405.05417), in 64-bit arithmetic.
///
/// With c the mean of the reference rows, μ the mean of all rows and u the first principal component of all rows, they are
/// 1 - cos(x, c), 1 - cos(x - μ, c - μ), 1 - cos(x - (x·u)u, c - (c·u)u) and |x - c|. Rows like c are suspicious, so that
/// small values count.
///
/// The authors' code works in 32 bits and takes at least 10⁻⁶ for the product of the lengths, which puts a row of zeros at
/// distance 1; here it has none (NaN), as it has no direction.
public struct ReferenceDistances: Sendable, Equatable {
  /// 1 - cos(x, c), in [0, 2]; NaN where x is zero or not finite, or c is zero.
  public let cosine: [Double]
  /// 1 - cos(x - μ, c - μ).
  public let centeredCosine: [Double]
  /// 1 - cos of what is left without the first principal component; empty for rows of one value.
  public let cosineWithoutFirstComponent: [Double]
  /// |x - c|.
  public let euclidean: [Double]
  /// For each reference row, 1 - cos(x, c') with c' the mean of the other ones: how well they go together.
  public let leaveOneOut: [Double]

  /// Measures all rows of `matrix` against the mean of the rows `reference`: four passes, and an eigenproblem of order D.
  ///
  /// Rows of the reference that are not finite are not counted into the mean; nor are rows of the matrix into μ and u.
  ///
  /// - Precondition: the rows lie within the matrix.
  /// - Throws: an error where OpenBLAS cannot be loaded.
  public init(of matrix: EmbeddingMatrix, reference: [Int]) throws {
    let rows = reference.map { matrix.row($0).map(Double.init) }.filter { $0.allSatisfy(\.isFinite) }
    let center = Self.mean(rows, columns: matrix.columnCount)
    let space = try SpaceCorrection(of: matrix, componentCount: matrix.columnCount > 1 ? 1 : 0)
    let origin = [Double](repeating: 0, count: matrix.columnCount)
    let plain = DirectionFromCenter(center, origin: origin)
    let centered = DirectionFromCenter(center, origin: space.mean)
    let rest = space.components.first.map { DirectionFromCenter(center, origin: origin, component: $0) }
    let parts = matrix.mapRowBlocks { block in
      var part = Part()
      for row in block.rows {
        let values = block[row: row]
        part.cosine.append(plain.distance(values))
        part.centered.append(centered.distance(values))
        if let rest { part.rest.append(rest.distance(values)) }
        part.euclidean.append(
          values.baseAddress.map {
            RowNorms.norm(squares: DotProducts.squaredDistance($0, center, count: values.count))
          } ?? .nan)
      }
      return part
    }
    cosine = parts.flatMap(\.cosine)
    centeredCosine = parts.flatMap(\.centered)
    cosineWithoutFirstComponent = parts.flatMap(\.rest)
    euclidean = parts.flatMap(\.euclidean)
    leaveOneOut = Self.leaveOneOut(rows)
  }

  /// The first of them alone, in one pass: all others are empty.
  ///
  /// - Precondition: as there.
  public init(cosinesOf matrix: EmbeddingMatrix, reference: [Int]) {
    let rows = reference.map { matrix.row($0).map(Double.init) }.filter { $0.allSatisfy(\.isFinite) }
    let origin = [Double](repeating: 0, count: matrix.columnCount)
    let direction = DirectionFromCenter(Self.mean(rows, columns: matrix.columnCount), origin: origin)
    cosine = matrix.mapRowBlocks { block in block.rows.map { direction.distance(block[row: $0]) } }.flatMap { $0 }
    (centeredCosine, cosineWithoutFirstComponent, euclidean, leaveOneOut) = ([], [], [], [])
  }

  private struct Part: Sendable {
    var cosine: [Double] = []
    var centered: [Double] = []
    var rest: [Double] = []
    var euclidean: [Double] = []
  }

  static func mean(_ rows: [[Double]], columns: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: columns)
    for row in rows { for column in 0..<columns { sums[column] += row[column] } }
    return rows.isEmpty ? sums : sums.map { $0 / Double(rows.count) }
  }

  private static func leaveOneOut(_ rows: [[Double]]) -> [Double] {
    guard rows.count > 1, let columns = rows.first?.count else { return rows.map { _ in .nan } }
    let mean = mean(rows, columns: columns)
    return rows.map { row in
      // The mean of the others, but for a factor that no angle depends on.
      let others = (0..<columns).map { mean[$0] * Double(rows.count) - row[$0] }
      let product = zip(row, others).reduce(0) { $0 + $1.0 * $1.1 }
      let lengths = [row, others].map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
      return 1 - product / (lengths[0] * lengths[1])
    }
  }
}
