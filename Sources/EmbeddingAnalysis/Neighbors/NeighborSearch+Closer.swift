extension NeighborSearch {
  /// All rows that are nearer to `vector` than the row `other` is, the nearest first; nil where `other` cannot be compared.
  ///
  /// Rows as near as `other` are not among them. With the row that `vector` is left out, this is gensim's `closer_than`, and the
  /// number of rows plus one is its `rank`. Every row is compared in 64 bits.
  ///
  /// - Precondition: `other` lies within the matrix.
  public func closer(to vector: [Double], thanRow other: Int, excluding excluded: [Int] = []) -> [Neighbor]? {
    let query = query(vector)
    let limit = closeness(ofRow: other, to: query, norm: norms?[other])
    guard query.hasNeighbors, limit.isFinite else { return nil }
    let columns = matrix.columnCount
    let parts = matrix.mapRowBlocks { block -> [Candidate] in
      guard var row = block.values.baseAddress else { return [] }
      var found: [Candidate] = []
      for id in block.rows {
        let closeness = query.closeness(row, id: id, norm: norms?[id])
        // SAFETY: a block holds whole rows; after the last one the pointer is not read.
        row += columns
        if closeness > limit, !excluded.contains(id) { found.append(Candidate(id: id, closeness: closeness)) }
      }
      return found
    }
    return parts.flatMap { $0 }.sorted { $0.precedes($1) }
      .map { Neighbor(id: $0.id, score: metric.score($0.closeness)) }
  }
}
