import Tensors

/// Exact search for the nearest rows of a matrix: every row is compared, in 64-bit arithmetic.
///
/// One pass over the matrix answers all queries of a call, on all cores. Scores are within about D·2⁻⁵³ of the true ones,
/// in the measure of the vectors' lengths; ties go to the lower id; the bits do not depend on the number of threads.
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
  /// The lengths of the rows, where they are known: the search need not measure them then.
  let norms: [Double]?

  /// A search in `matrix`; nothing is read yet.
  ///
  /// - Parameters:
  ///   - norms: The rows' lengths, for someone who searches again and again; without them each call measures them in its
  ///     one pass, which costs little.
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

  /// The nearest rows of each query, and the rows that are nobody's neighbours.
  public struct Result: Sendable {
    /// For each query its neighbours, the nearest first: k of them, or all where there are fewer.
    public var lists: [[Neighbor]]
    /// How many rows cannot be compared because they are zero (in the space they are compared in); for angles only.
    public var zeroRows: Int
    /// The rows that hold a NaN or an infinity.
    public var nonFiniteRows: [Int]
  }

  /// The `k` nearest rows to each of `vectors`, which hold D values each.
  ///
  /// A vector that is not finite, or is zero where angles count, has no neighbours: its list is empty.
  ///
  /// - Parameter excluded: For each vector the rows that are left out, such as those it was made from; empty for none.
  /// - Precondition: every vector holds D values; `excluded` is empty or has one list for each vector.
  public func nearest(to vectors: [[Double]], excluding excluded: [[Int]] = [], k: Int) -> Result {
    precondition(excluded.isEmpty || excluded.count == vectors.count, "\(excluded.count) exclusions")
    let queries = vectors.map(query)
    let limit = max(0, min(k, matrix.rowCount))
    let parts = scan(queries, excluded, make: { NearestList(limit: limit) }) { list, id, closeness in
      list.offer(id, closeness)
    }
    let lists = queries.indices.map { index in
      var list = NearestList(limit: limit)
      for part in parts { list.merge(part.collected[index]) }
      return list.candidates.map { Neighbor(id: $0.id, score: metric.score($0.closeness)) }
    }
    return Result(
      lists: lists, zeroRows: parts.reduce(0) { $0 + $1.zeroRows }, nonFiniteRows: parts.flatMap(\.nonFiniteRows))
  }

  /// The `k` nearest rows to each of `rows`, which are not their own neighbours.
  ///
  /// - Precondition: `rows` lie within the matrix.
  public func nearest(toRows rows: [Int], k: Int) -> Result {
    nearest(to: rows.map { matrix.row($0).map(Double.init) }, excluding: rows.map { [$0] }, k: k)
  }

  /// All rows that are nearer to `vector` than the row `other` is, the nearest first; nil where `other` cannot be compared.
  ///
  /// Rows as near as `other` are not among them. With the row that `vector` is left out, this is gensim's `closer_than`, and the
  /// number of rows plus one is its `rank`.
  ///
  /// - Precondition: `other` lies within the matrix.
  public func closer(to vector: [Double], thanRow other: Int, excluding excluded: [Int] = []) -> [Neighbor]? {
    let query = query(vector)
    let limit = closeness(ofRow: other, to: query, norm: norms?[other])
    guard query.hasNeighbors, limit.isFinite else { return nil }
    let parts = scan([query], [excluded], make: { [Candidate]() }) { found, id, closeness in
      if closeness > limit { found.append(Candidate(id: id, closeness: closeness)) }
    }
    return parts.flatMap { $0.collected[0] }.sorted { $0.precedes($1) }
      .map { Neighbor(id: $0.id, score: metric.score($0.closeness)) }
  }

  func query(_ vector: [Double]) -> QueryVector {
    precondition(vector.count == matrix.columnCount, "\(vector.count) values for rows of \(matrix.columnCount)")
    return QueryVector(vector, metric: metric, correction: correction)
  }

  /// How near the row `id` is to `query`; NaN where that is not defined.
  func closeness(ofRow id: Int, to query: QueryVector, norm: Double?) -> Double {
    matrix.withRows(id..<id + 1) { block in
      block.values.baseAddress.map { query.closeness($0, id: id, norm: norm) } ?? .nan
    }
  }

  /// Calls `body` with all rows in the space they are compared in, as 32-bit floats: where they are mapped, or in a copy.
  func withSinglePrecisionRows<Value>(_ body: (UnsafeBufferPointer<Float>) throws -> Value) rethrows -> Value {
    if correction == nil, let result = try matrix.tensor.withUnsafeFloats(body) { return result }
    let columns = matrix.columnCount
    let values = [Float](unsafeUninitializedCapacity: matrix.rowCount * columns) { buffer, count in
      // SAFETY: the blocks are all rows, and each writes its own.
      nonisolated(unsafe) let target = buffer
      _ = matrix.mapRowBlocks { block in
        let place = block.rows.lowerBound * columns
        let part = UnsafeMutableBufferPointer(rebasing: target[place..<place + block.values.count])
        if let correction { correction.write(block, to: part) } else { _ = part.initialize(from: block.values) }
      }
      count = matrix.rowCount * columns
    }
    return try values.withUnsafeBufferPointer(body)
  }
}
