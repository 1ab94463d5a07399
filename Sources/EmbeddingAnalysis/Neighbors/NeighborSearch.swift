import Tensors

/// Exact search for the nearest rows of a matrix.
///
/// One pass over the matrix answers all queries of a call, on all cores: products in 32 bits, whose rounding is bounded, leave
/// the few rows that can be among the nearest, and these are compared in 64 bits. Scores are within about D·2⁻⁵³ of the
/// true ones, in the measure of the vectors' lengths; ties go to the lower id; the bits do not depend on the number of threads.
///
/// ```swift
/// let search = NeighborSearch(matrix)
/// let found = search.nearest(toRows: [2002], k: 3).lists[0]   // [Neighbor(id: 1998, score: 0.83…), …]
/// ```
public struct NeighborSearch: Sendable {
  /// What is searched.
  public let matrix: EmbeddingMatrix
  /// What near means.
  public let metric: NeighborMetric
  /// The space in which rows are compared; nil for the rows as they are.
  public let correction: SpaceCorrection?
  /// The lengths of the rows, where they are known.
  let norms: [Double]?

  /// A search in `matrix`; nothing is read yet.
  ///
  /// - Parameters:
  ///   - norms: The rows' lengths, where they are known; without them a search measures those it needs.
  ///   - correction: The space in which rows are compared, made from the same matrix.
  public init(
    _ matrix: EmbeddingMatrix, metric: NeighborMetric = .cosine, norms: RowNorms? = nil,
    correction: SpaceCorrection? = nil
  ) {
    self.matrix = matrix
    self.metric = metric
    self.correction = correction
    self.norms = correction?.norms ?? norms?.values
  }

  /// The same search, with the lengths of the rows in its space known.
  init(_ other: NeighborSearch, norms: [Double]) {
    matrix = other.matrix
    metric = other.metric
    correction = other.correction
    self.norms = norms
  }

  func query(_ vector: [Double]) -> QueryVector {
    precondition(vector.count == matrix.columnCount, "\(vector.count) values for rows of \(matrix.columnCount)")
    return QueryVector(vector, metric: metric, correction: correction)
  }

  /// How near the row `id` is to `query`; NaN where that is not defined.
  func similarity(ofRow id: Int, to query: QueryVector, norm: Double?) -> Double {
    matrix.withRows(id..<id + 1) { block in
      block.values.baseAddress.map { query.similarity($0, id: id, norm: norm) } ?? .nan
    }
  }

  /// The rows in the space they are compared in: the matrix itself, or a corrected copy in 32 bits.
  func rowsInSpace() throws -> EmbeddingMatrix {
    if correction == nil { return matrix }
    let columns = matrix.columnCount
    let copy = Tensor.owned(matrix.name, rows: matrix.rowCount, columns: columns) { values in
      // SAFETY: each round writes the rows of its own block.
      nonisolated(unsafe) let values = values
      _ = mapSpaceBlocks { block in
        let place = block.rows.lowerBound * columns
        _ = UnsafeMutableBufferPointer(rebasing: values[place..<place + block.values.count])
          .update(from: block.values)
      }
    }
    return try EmbeddingMatrix(copy)
  }

  /// The results of `body` for all blocks of rows in the space they are compared in, in order; the blocks run on all cores.
  func mapSpaceBlocks<Value: Sendable>(_ body: @Sendable (RowBlock) -> Value) -> [Value] {
    guard let correction else { return matrix.mapRowBlocks(body) }
    return matrix.mapRowBlocks { block in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: block.values.count) { corrected in
        correction.write(block, to: corrected)
        return body(
          RowBlock(rows: block.rows, columnCount: block.columnCount, values: UnsafeBufferPointer(corrected)))
      }
    }
  }
}
