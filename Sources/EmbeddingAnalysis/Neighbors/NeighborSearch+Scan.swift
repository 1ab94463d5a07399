import Tensors

extension NeighborSearch {
  /// What one block of rows gave.
  struct Part<Collected: Sendable>: Sendable {
    /// One for each query.
    var collected: [Collected]
    var zeroRows = 0
    var nonFiniteRows: [Int] = []
  }

  /// Compares every row with every query, block by block on all cores, and gives the parts in the order of the rows.
  func scan<Collected: Sendable>(
    _ queries: [QueryVector], _ excluded: [[Int]], make: @Sendable () -> Collected,
    _ take: @Sendable (inout Collected, Int, Double) -> Void
  ) -> [Part<Collected>] {
    matrix.mapRowBlocks { block in
      var part = Part(collected: queries.map { _ in make() })
      for (index, query) in queries.enumerated() where query.hasNeighbors {
        let skipped = excluded.isEmpty ? [] : excluded[index].filter(block.rows.contains)
        var missing: [Int] = []
        compare(block, query, skipped, &missing) { take(&part.collected[index], $0, $1) }
        if index == 0 { part.sort(missing, in: block) }
      }
      return part
    }
  }

  /// Calls `take` with each row of the block and how near it is; rows for which that is not defined are `missing`.
  @inline(__always)
  private func compare(
    _ block: RowBlock, _ query: QueryVector, _ skipped: [Int], _ missing: inout [Int],
    _ take: (Int, Double) -> Void
  ) {
    guard var row = block.values.baseAddress else { return }
    for id in block.rows {
      let closeness = query.closeness(row, id: id, norm: norms?[id])
      // SAFETY: a block holds whole rows; after the last one the pointer is not read.
      row += block.columnCount
      if closeness.isNaN {
        missing.append(id)
      } else if skipped.isEmpty || !skipped.contains(id) {
        take(id, closeness)
      }
    }
  }
}

extension NeighborSearch.Part {
  /// Tells rows of zeros from those that are not finite.
  fileprivate mutating func sort(_ missing: [Int], in block: RowBlock) {
    for id in missing {
      if block[row: id].allSatisfy(\.isFinite) { zeroRows += 1 } else { nonFiniteRows.append(id) }
    }
  }
}
