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
      if index == first { sort(compared.filter { $0.closeness.isNaN }.map(\.id), into: &result) }
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
        Candidate(id: id, closeness: closeness(ofRow: id, to: query, norm: norms?[id]))
      }
    }.flatMap { $0 }
  }

  private func nearest(_ compared: [Candidate], _ limit: Int) -> [Neighbor] {
    var list = NearestList(limit: limit)
    for candidate in compared where !candidate.closeness.isNaN { list.offer(candidate.id, candidate.closeness) }
    return list.candidates.map { Neighbor(id: $0.id, score: metric.score($0.closeness)) }
  }

  /// Tells rows of zeros from those that are not finite.
  private func sort(_ incomparable: [Int], into result: inout Result) {
    for id in incomparable {
      if matrix.row(id).allSatisfy(\.isFinite) { result.zeroRows += 1 } else { result.nonFiniteRows.append(id) }
    }
  }
}
