import Tensors

/// The products of a block of rows with another one, looked through for candidates of both.
struct GraphTile {
  let candidates: GraphCandidates
  let rows: Range<Int>
  let columns: Range<Int>
  /// The products, row after row, each ``line`` after the one before.
  let products: UnsafePointer<Float>
  let line: Int

  /// Offers every pair whose upper bound reaches a threshold to the row, to the column, or to both.
  ///
  /// On the diagonal each pair is looked at once, and no row is its own neighbour.
  func offerPairs() {
    guard let thresholds = candidates.thresholds.baseAddress else { return }
    let pairs = PairBounds.Pairs(room: columns.count)
    for row in rows {
      let others = rows == columns ? row + 1..<columns.upperBound : columns
      let start = products + (row - rows.lowerBound) * line + (others.lowerBound - columns.lowerBound)
      candidates.bounds.pairs.forEachPair(of: row, with: others, products: start, thresholds: thresholds, pairs) {
        candidates.offer(row, $0, $1)
        candidates.offer($0, row, $2)
      }
    }
  }
}
