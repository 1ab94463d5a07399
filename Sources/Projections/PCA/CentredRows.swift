import EmbeddingAnalysis
import Tensors

/// The rows of a matrix less their mean, block by block.
///
/// Blocks depend on the shape alone, and their sums are added in order, in 64-bit arithmetic.
struct CentredRows: Sendable {
  let matrix: EmbeddingMatrix
  let mean: [Float]
  let nonFiniteRows: [Int]

  private var columns: Int { matrix.columnCount }
  /// About eight megabytes of values.
  private var rowsPerBlock: Int { max(1, min(4096, (1 << 21) / columns)) }
  /// A block is filled by this many rows at a time.
  private static var rowsPerStrip: Int { 128 }

  /// Reads the matrix once, for the means of its columns.
  init(_ matrix: EmbeddingMatrix) {
    self.matrix = matrix
    let sums = matrix.mapRowBlocks { ColumnSums($0) }
    var total = [Double](repeating: 0, count: matrix.columnCount)
    for block in sums {
      for column in total.indices { total[column] += Double(block.means[column]) * Double(block.count) }
    }
    let count = Double(max(sums.reduce(0) { $0 + $1.count }, 1))
    mean = total.map { Float($0 / count) }
    nonFiniteRows = sums.flatMap(\.nonFiniteRows)
  }

  /// The D × D sums of products of centred columns; rows that are not finite are left out.
  func crossProducts(_ algebra: LinearAlgebra) -> [Double] {
    let columns = columns
    var total = [Double](repeating: 0, count: columns * columns)
    var products = [Float](repeating: 0, count: columns * columns)
    forEachBlock { rows, block in
      products.withUnsafeMutableBufferPointer { products in
        algebra.crossProducts(
          of: MatrixView(block, rowCount: rows.count, columnCount: columns),
          into: MutableMatrixView(products, rowCount: columns, columnCount: columns))
        total.withUnsafeMutableBufferPointer { total in
          // SAFETY: each round adds to one row of its own.
          nonisolated(unsafe) let (products, total) = (products, total)
          ParallelLoop.run((columns + 31) / 32) { part in
            for index in part * 32 * columns..<min((part + 1) * 32, columns) * columns {
              total[index] += Double(products[index])
            }
          }
        }
      }
    }
    return total
  }

  /// Every centred row times `count` directions of D loadings: V × `count` numbers; NaN for rows that are not finite.
  func products(with directions: [Float], count: Int, _ algebra: LinearAlgebra) -> [Float] {
    let columns = columns
    let nonFinite = Set(nonFiniteRows)
    return [Float](unsafeUninitializedCapacity: matrix.rowCount * count) { results, written in
      directions.withUnsafeBufferPointer { directions in
        let turned = MatrixView(directions, rowCount: count, columnCount: columns).transposed
        // SAFETY: each round writes the places of its own rows; together they write all.
        nonisolated(unsafe) let results = results
        let strip = Self.rowsPerStrip * 4
        ParallelLoop.run((matrix.rowCount + strip - 1) / strip) { index in
          let rows = index * strip..<min((index + 1) * strip, matrix.rowCount)
          withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * columns) { block in
            fill(block, with: rows, nonFinite)
            algebra.multiply(
              MatrixView(UnsafeBufferPointer(block), rowCount: rows.count, columnCount: columns), turned,
              into: MutableMatrixView(
                UnsafeMutableBufferPointer(rebasing: results[rows.lowerBound * count..<rows.upperBound * count]),
                rowCount: rows.count, columnCount: count))
          }
        }
      }
      written = matrix.rowCount * count
      for row in nonFiniteRows {
        for index in row * count..<(row + 1) * count { results[index] = .nan }
      }
    }
  }

  /// Calls `body` with block after block of centred rows, in order; a block is filled on all cores.
  private func forEachBlock(_ body: (Range<Int>, UnsafeBufferPointer<Float>) -> Void) {
    let nonFinite = Set(nonFiniteRows)
    let size = min(rowsPerBlock, matrix.rowCount)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: size * columns) { block in
      for start in stride(from: 0, to: matrix.rowCount, by: size) {
        let rows = start..<min(start + size, matrix.rowCount)
        // SAFETY: each round writes rows of its own; together they write all of `rows`.
        nonisolated(unsafe) let values = block
        ParallelLoop.run((rows.count + Self.rowsPerStrip - 1) / Self.rowsPerStrip) { strip in
          let first = start + strip * Self.rowsPerStrip
          let part = first..<min(first + Self.rowsPerStrip, rows.upperBound)
          fill(
            UnsafeMutableBufferPointer(
              rebasing: values[(first - start) * columns..<(part.upperBound - start) * columns]),
            with: part, nonFinite)
        }
        body(rows, UnsafeBufferPointer(rebasing: block[..<(rows.count * columns)]))
      }
    }
  }

  /// Writes the centred `rows` to `target`, zeros for those that are not finite.
  private func fill(_ target: UnsafeMutableBufferPointer<Float>, with rows: Range<Int>, _ nonFinite: Set<Int>) {
    mean.withUnsafeBufferPointer { mean in
      matrix.forEachRowBlock(of: rows) { block in
        for row in block.rows {
          let values = block[row: row]
          let start = (row - rows.lowerBound) * columns
          // SAFETY: `values` and `mean` have `columns` elements, `target` as many for each of `rows`.
          if !nonFinite.isEmpty, nonFinite.contains(row) {
            for column in 0..<columns { target[start &+ column] = 0 }
          } else {
            for column in 0..<columns { target[start &+ column] = values[column] - mean[column] }
          }
        }
      }
    }
  }
}

/// The means of a block's columns, over its finite rows.
private struct ColumnSums: Sendable {
  var means: [Float]
  var count: Int
  var nonFiniteRows: [Int] = []

  init(_ block: RowBlock) {
    var fold = RowFold(rule: .mean, columns: block.columnCount)
    fold.add(block.values)
    if !fold.isFinite {
      fold = RowFold(rule: .mean, columns: block.columnCount)
      for row in block.rows {
        if block[row: row].allSatisfy(\.isFinite) { fold.add(block[row: row]) } else { nonFiniteRows.append(row) }
      }
    }
    count = block.rows.count - nonFiniteRows.count
    means = count > 0 ? fold.values : [Float](repeating: 0, count: block.columnCount)
  }
}
