package import Tensors
import Work

/// Representational similarity: whether pairs of words that are alike in one model are alike in the other.
///
/// It is Spearman's ρ, in [-1, 1], between the cosines of all n(n-1)/2 pairs of words in the two models (Kriegeskorte et al.
/// 2008). Cosines are counted in 65,536 equal bins over [-1, 1], and pairs in one bin share the bin's mean rank: this is
/// Spearman's ρ of cosines rounded to 0.00003. The baseline is exact: mean 0, and the standard deviation over all n! ways to
/// pair the words (Mantel 1967), from sums over the same pairs.
package enum RepresentationalSimilarity {
  private static let binCount = 1 << 16
  private static let side = 1024

  /// The similarity of the two sides of `rows`; nil for fewer than four words and where all cosines of a side are equal.
  package static func measure(_ rows: PairedRows, algebra: LinearAlgebra) -> BaselinedMeasure {
    let n = rows.count
    guard n > 3 else { return BaselinedMeasure(value: nil, shuffled: []) }
    let pairs = PairedRows(a: rows.a.normalized(), b: rows.b.normalized())
    let tiles = self.tiles(n)
    let counts = ParallelLoop.map(tiles.count) { histogram(pairs, tiles[$0], algebra) }
    let ranksA = CenteredRanks(total: sum(counts.map(\.a)))
    let ranksB = CenteredRanks(total: sum(counts.map(\.b)))
    let parts = ParallelLoop.map(tiles.count) { products(pairs, tiles[$0], ranksA, ranksB, algebra) }
    var total = Products(n: n)
    for (part, tile) in zip(parts, tiles) { total.add(part, tile) }
    return total.measure(n: n)
  }

  /// A tile of pairs: rows and columns, those below the diagonal alone.
  private struct Tile: Sendable {
    var rows: Range<Int>
    var columns: Range<Int>

    /// The columns of `row` in this tile that lie before it.
    func columns(before row: Int) -> Range<Int> {
      columns.lowerBound..<max(columns.lowerBound, min(columns.upperBound, row))
    }
  }

  private static func tiles(_ n: Int) -> [Tile] {
    let spans = LinearAlgebra.tiles(of: n, side: side)
    return spans.indices.flatMap { row in (0...row).map { Tile(rows: spans[row], columns: spans[$0]) } }
  }

  private static func sum(_ counts: [[Int]]) -> [Int] {
    var total = [Int](repeating: 0, count: binCount)
    for part in counts { for bin in part.indices { total[bin] += part[bin] } }
    return total
  }

  /// Calls `body` with the bins of all pairs of a tile: for each row, its position, and the bins of its columns.
  private static func forEachRow(
    _ side: PairedRows.Side, _ tile: Tile, _ algebra: LinearAlgebra, _ body: (Int, ArraySlice<UInt16>) -> Void
  ) {
    let (height, width) = (tile.rows.count, tile.columns.count)
    var cosines = [Float](repeating: 0, count: height * width)
    side.values.withUnsafeBufferPointer { values in
      let view = MatrixView(values, rowCount: side.rowCount, columnCount: side.columnCount)
      cosines.withUnsafeMutableBufferPointer { cosines in
        algebra.multiply(
          view.rows(tile.rows), view.rows(tile.columns).transposed,
          into: MutableMatrixView(cosines, rowCount: height, columnCount: width))
      }
    }
    let scale = Float(binCount / 2)
    let bins = cosines.map { cosine -> UInt16 in
      // Rounding can carry a cosine a little past its bounds.
      UInt16(min(max((cosine + 1) * scale, 0), Float(binCount - 1)))
    }
    for row in tile.rows {
      let start = (row - tile.rows.lowerBound) * width
      body(row, bins[start..<start + tile.columns(before: row).count])
    }
  }

  private static func histogram(
    _ pairs: PairedRows, _ tile: Tile, _ algebra: LinearAlgebra
  ) -> (a: [Int], b: [Int]) {
    var a = [Int](repeating: 0, count: binCount)
    var b = a
    forEachRow(pairs.a, tile, algebra) { _, bins in for bin in bins { a[Int(bin)] += 1 } }
    forEachRow(pairs.b, tile, algebra) { _, bins in for bin in bins { b[Int(bin)] += 1 } }
    return (a, b)
  }

  private static func products(
    _ pairs: PairedRows, _ tile: Tile, _ ranksA: CenteredRanks, _ ranksB: CenteredRanks, _ algebra: LinearAlgebra
  ) -> TileProducts {
    var result = TileProducts(rows: tile.rows.count, columns: tile.columns.count)
    var binsOfA: [ArraySlice<UInt16>] = []
    forEachRow(pairs.a, tile, algebra) { _, bins in binsOfA.append(bins) }
    var next = 0
    forEachRow(pairs.b, tile, algebra) { _, bins in
      let own = binsOfA[next]
      var column = 0
      for (binA, binB) in zip(own, bins) {
        let a = ranksA.values[Int(binA)]
        let b = ranksB.values[Int(binB)]
        result.products += a * b
        result.squaresA += a * a
        result.squaresB += b * b
        result.rowSumsA[next] += a
        result.rowSumsB[next] += b
        result.columnSumsA[column] += a
        result.columnSumsB[column] += b
        column += 1
      }
      next += 1
    }
    return result
  }

  /// For each bin, the mean rank of its pairs, less the mean of all ranks.
  private struct CenteredRanks: Sendable {
    let values: [Double]

    init(total: [Int]) {
      let middle = (Double(total.reduce(0, +)) + 1) / 2
      var before = 0
      values = total.map { count in
        defer { before += count }
        return Double(before) + (Double(count) + 1) / 2 - middle
      }
    }
  }

  /// What one tile adds; ranks are centred.
  private struct TileProducts: Sendable {
    var products = 0.0
    var squaresA = 0.0
    var squaresB = 0.0
    var rowSumsA: [Double]
    var rowSumsB: [Double]
    var columnSumsA: [Double]
    var columnSumsB: [Double]

    init(rows: Int, columns: Int) {
      rowSumsA = Array(repeating: 0, count: rows)
      rowSumsB = rowSumsA
      columnSumsA = Array(repeating: 0, count: columns)
      columnSumsB = columnSumsA
    }
  }

  /// Sums over all pairs, tile after tile in a fixed order.
  private struct Products {
    var products = 0.0
    var squaresA = 0.0
    var squaresB = 0.0
    /// For each word, the sum over all pairs it is in.
    var wordSumsA: [Double]
    var wordSumsB: [Double]

    init(n: Int) {
      wordSumsA = Array(repeating: 0, count: n)
      wordSumsB = wordSumsA
    }

    mutating func add(_ part: TileProducts, _ tile: Tile) {
      products += part.products
      squaresA += part.squaresA
      squaresB += part.squaresB
      for (offset, row) in tile.rows.enumerated() {
        wordSumsA[row] += part.rowSumsA[offset]
        wordSumsB[row] += part.rowSumsB[offset]
      }
      for (offset, column) in tile.columns.enumerated() {
        wordSumsA[column] += part.columnSumsA[offset]
        wordSumsB[column] += part.columnSumsB[offset]
      }
    }

    func measure(n: Int) -> BaselinedMeasure {
      let norm = (squaresA * squaresB).squareRoot()
      guard norm > 0 else { return BaselinedMeasure(value: nil, shuffled: []) }
      return BaselinedMeasure(
        value: min(max(products / norm, -1), 1), baselineMean: 0, baselineDeviation: variance(n).squareRoot() / norm)
    }

    /// Mantel's variance of Σ a·b over all pairings of the words, where the a and the b of all pairs sum to 0.
    private func variance(_ n: Int) -> Double {
      let n = Double(n)
      // Sums over ordered pairs (i, j), i ≠ j, of which each pair is two.
      let (a2, b2) = (2 * squaresA, 2 * squaresB)
      let a3 = wordSumsA.reduce(0) { $0 + $1 * $1 } - a2
      let b3 = wordSumsB.reduce(0) { $0 + $1 * $1 } - b2
      let (a4, b4) = (-4 * a3 - 2 * a2, -4 * b3 - 2 * b2)
      let ordered =
        2 * a2 * b2 / (n * (n - 1)) + 4 * a3 * b3 / (n * (n - 1) * (n - 2))
        + a4 * b4 / (n * (n - 1) * (n - 2) * (n - 3))
      return max(0, ordered) / 4
    }
  }
}
