import Tensors
import Work

/// Products of blocks of rows, rounded within known bounds.
protocol GraphProducts: Sendable {
  /// The bounds that hold for these products.
  var bounds: GraphBounds { get }
  /// How many rows and columns a block has whose products are formed and looked through at a time.
  var side: Int { get }
  /// Writes the products of `rows` with `columns`, each row's ``ByteRows/lineLength(_:)`` of `columns` after the one before;
  /// there is room for as many rows as there are, rounded up to 16.
  ///
  /// - Precondition: both begin at a multiple of 32.
  func write(_ rows: Range<Int>, _ columns: Range<Int>, to products: UnsafeMutableBufferPointer<Float>)
}

extension GraphProducts {
  /// Calls `body` with the products of `rows` with `columns` and how far apart the rows' are.
  func withProducts<Value>(
    _ rows: Range<Int>, _ columns: Range<Int>, _ body: (_ products: UnsafePointer<Float>, _ line: Int) -> Value?
  ) -> Value? {
    let line = ByteRows.lineLength(columns.count)
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: ((rows.count + 15) & ~15) * line) { room in
      write(rows, columns, to: room)
      return room.baseAddress.flatMap { body(UnsafePointer($0), line) }
    }
  }

  /// How many rows may be among the k nearest of a row, as the products tell: the mean for a few rows, evenly spread.
  func candidatesPerRow(k: Int, isCompared: [Bool]) -> Double {
    let rows = isCompared.indices.filter { isCompared[$0] }
    let count = min(8, rows.count)
    let found = ParallelLoop.map(count) { candidates(of: rows[$0 * rows.count / count], isCompared.count, k: k) }
    return Double(found.reduce(0, +)) / Double(max(count, 1))
  }

  private func candidates(of row: Int, _ count: Int, k: Int) -> Int {
    let first = row & ~31
    var lowers = NearestList(limit: k)
    var uppers: [Float] = []
    uppers.reserveCapacity(count)
    for columns in LinearAlgebra.tiles(of: count, side: 2048) {
      _ = withProducts(first..<row + 1, columns) { products, line -> Void? in
        let products = products + (row - first) * line
        for id in columns {
          let upper = id == row ? .nan : bounds.upper(products[id - columns.lowerBound], row, id)
          uppers.append(upper)
          // The bound of a row that is not compared is NaN.
          if upper.isFinite { lowers.offer(id, Double(bounds.lower(upper, row, id))) }
        }
        return nil
      }
    }
    return uppers.count { Double($0) >= lowers.farthest }
  }
}

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
