import Tensors
import Work

extension NeighborSearch {
  /// The nearest rows of each query, and the rows that are nobody's neighbours.
  public struct Result: Sendable {
    /// For each query its neighbours, the nearest first: k of them, or all where there are fewer.
    public var lists: [[Neighbor]]
    /// How many rows cannot be compared because they are zero in the space they are compared in; for angles only.
    ///
    /// Neither these nor ``nonFiniteRows`` hold rows that the first query leaves out.
    public var zeroRows: Int
    /// The rows that hold a NaN or an infinity.
    public var nonFiniteRows: [Int]
  }

  /// The `k` nearest rows to each of `rows`, which are not their own neighbours.
  ///
  /// - Precondition: `rows` lie within the matrix.
  public func nearest(toRows rows: [Int], k: Int) -> Result {
    nearest(to: rows.map { matrix.row($0).map(Double.init) }, excluding: rows.map { [$0] }, k: k)
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
    let shortlists = shortlists(queries.map(Screening.init), excluded, limit: limit)
    var result = Result(lists: [], zeroRows: 0, nonFiniteRows: [])
    let first = queries.firstIndex(where: \.hasNeighbors)
    for (index, query) in queries.enumerated() {
      guard query.hasNeighbors else {
        result.lists.append([])
        continue
      }
      let ids = Shortlist.merged(shortlists.map { $0[index] }, limit: limit)
      let compared = compare(ids, with: query)
      result.lists.append(nearest(compared, limit))
      if index == first { sort(compared.filter { $0.similarity.isNaN }.map(\.id), into: &result) }
    }
    return result
  }

  /// Screens every row in 32 bits, block by block on all cores: for each block a list for each query.
  private func shortlists(_ screenings: [Screening], _ excluded: [[Int]], limit: Int) -> [[Shortlist]] {
    matrix.mapRowBlocks { block in
      var lists = screenings.map { _ in Shortlist(limit: limit) }
      let skipped = excluded.map { $0.filter(block.rows.contains) }
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * block.rows.count) { room in
        let dots = UnsafeMutableBufferPointer(rebasing: room[..<block.rows.count])
        let squares = UnsafeMutableBufferPointer(rebasing: room[block.rows.count...])
        for (index, screening) in screenings.enumerated() {
          RowProducts.write(block.values, with: screening.values, dots: dots, squares: index == 0 ? squares : nil)
          for (place, id) in block.rows.enumerated() {
            if screening.isSurelyBelow(lists[index].limit, dot: dots[place], squares: squares[place]) { continue }
            if !skipped.isEmpty, !skipped[index].isEmpty, skipped[index].contains(id) { continue }
            lists[index].offer(id, screening.nearness(dot: dots[place], squares: squares[place], id: id))
          }
        }
      }
      return lists
    }
  }

  /// How near each of these rows is, in 64 bits; on all cores where there are many.
  private func compare(_ ids: [Int], with query: QueryVector) -> [Candidate] {
    let step = 512
    return ParallelLoop.map((ids.count + step - 1) / step) { part in
      ids[part * step..<min((part + 1) * step, ids.count)].map { id in
        Candidate(id: id, similarity: similarity(ofRow: id, to: query, norm: norms?[id]))
      }
    }.flatMap { $0 }
  }

  private func nearest(_ compared: [Candidate], _ limit: Int) -> [Neighbor] {
    var list = NearestList(limit: limit)
    for candidate in compared where !candidate.similarity.isNaN { list.offer(candidate.id, candidate.similarity) }
    return list.candidates.map { Neighbor(id: $0.id, score: metric.score($0.similarity)) }
  }

  /// Tells rows of zeros from those that are not finite.
  private func sort(_ incomparable: [Int], into result: inout Result) {
    for id in incomparable {
      if matrix.row(id).allSatisfy(\.isFinite) { result.zeroRows += 1 } else { result.nonFiniteRows.append(id) }
    }
  }
}

extension NeighborSearch {
  /// All rows that are nearer to `vector` than the row `other` is, the nearest first; nil where `other` cannot be compared.
  ///
  /// Rows as near as `other` are not among them. With the row that `vector` is left out, this is gensim's `closer_than`, and the
  /// number of rows plus one is its `rank`. Every row is compared in 64 bits.
  ///
  /// - Precondition: `other` lies within the matrix.
  public func closer(to vector: [Double], thanRow other: Int, excluding excluded: [Int] = []) -> [Neighbor]? {
    let query = query(vector)
    let limit = similarity(ofRow: other, to: query, norm: norms?[other])
    guard query.hasNeighbors, limit.isFinite else { return nil }
    let columns = matrix.columnCount
    let parts = matrix.mapRowBlocks { block -> [Candidate] in
      guard var row = block.values.baseAddress else { return [] }
      var found: [Candidate] = []
      for id in block.rows {
        let similarity = query.similarity(row, id: id, norm: norms?[id])
        // SAFETY: a block holds whole rows; after the last one the pointer is not read.
        row += columns
        if similarity > limit, !excluded.contains(id) { found.append(Candidate(id: id, similarity: similarity)) }
      }
      return found
    }
    return parts.flatMap { $0 }.sorted { $0.precedes($1) }
      .map { Neighbor(id: $0.id, score: metric.score($0.similarity)) }
  }
}
