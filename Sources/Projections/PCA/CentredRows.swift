import EmbeddingAnalysis
import Tensors
import Work

/// The rows of a matrix less their mean, block by block.
///
/// Blocks depend on the shape alone, and their sums are added in order, in 64-bit arithmetic.
struct CentredRows: Sendable {
  let matrix: EmbeddingMatrix
  let mean: [Float]
  /// What values are multiplied by, a power of two, so that no product of theirs overflows or vanishes; 1 for all that are neither
  /// huge nor tiny.
  let scale: Float
  let nonFiniteRows: [Int]
  private let nonFinite: Set<Int>

  private var columns: Int { matrix.columnCount }
  /// About eight megabytes of values.
  private var rowsPerBlock: Int { max(1, min(4096, (1 << 21) / columns)) }
  /// So many that their products take at most a quarter of the matrix.
  private var blocksAtOnce: Int { max(1, min(16, matrix.rowCount / (4 * columns))) }

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
    let largest = sums.reduce(0) { max($0, $1.largest) }
    scale = largest > 0x1p40 || largest < 0x1p-40 ? Self.inverse(of: largest) : 1
    nonFiniteRows = sums.flatMap(\.nonFiniteRows)
    nonFinite = Set(nonFiniteRows)
  }

  /// The power of two that brings `size` near to 1, as far as there is one.
  private static func inverse(of size: Float) -> Float {
    size > 0 ? Float(sign: .plus, exponent: max(-126, min(126, -Int(size.exponent))), significand: 1) : 1
  }

  /// The D × D sums of products of centred columns times ``scale``; rows that are not finite are left out.
  ///
  /// Some blocks at a time run on all cores, each for itself, and their sums are added in order.
  func crossProducts(_ algebra: LinearAlgebra) -> [Double] {
    let columns = columns
    let size = columns * columns
    let blocks = (matrix.rowCount + rowsPerBlock - 1) / rowsPerBlock
    var total = [Double](repeating: 0, count: size)
    var products = [Float](repeating: 0, count: size * min(blocks, blocksAtOnce))
    for first in stride(from: 0, to: blocks, by: blocksAtOnce) {
      let count = min(blocksAtOnce, blocks - first)
      products.withUnsafeMutableBufferPointer { products in
        // SAFETY: each round writes the products of its own block.
        nonisolated(unsafe) let products = products
        ParallelLoop.run(count) { index in
          let target = UnsafeMutableBufferPointer(rebasing: products[index * size..<(index + 1) * size])
          writeProducts(ofBlock: first + index, to: target, algebra)
        }
        total.withUnsafeMutableBufferPointer { total in
          // SAFETY: each round adds to rows of its own.
          nonisolated(unsafe) let total = total
          ParallelLoop.run((columns + 31) / 32) { part in
            for row in part * 32..<min((part + 1) * 32, columns) {
              for block in 0..<count {
                for place in row * columns...row * columns + row {
                  total[place] += Double(products[block * size + place])
                }
              }
            }
          }
        }
      }
    }
    for row in 0..<columns {
      for column in row + 1..<max(row + 1, columns) { total[row * columns + column] = total[column * columns + row] }
    }
    return total
  }

  /// The lower triangle of the products of a block's centred columns, strip by strip: a core's cache holds what it has just centred.
  private func writeProducts(
    ofBlock index: Int, to target: UnsafeMutableBufferPointer<Float>, _ algebra: LinearAlgebra
  ) {
    let rows = index * rowsPerBlock..<min((index + 1) * rowsPerBlock, matrix.rowCount)
    let height = 512
    withUnsafeTemporaryAllocation(of: Float.self, capacity: min(height, rows.count) * columns) { strip in
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
        let part = first..<min(first + height, rows.upperBound)
        fill(strip, with: part)
        algebra.lowerCrossProducts(
          of: MatrixView(UnsafeBufferPointer(strip), rowCount: part.count, columnCount: columns),
          into: MutableMatrixView(target, rowCount: columns, columnCount: columns), adding: first > rows.lowerBound)
      }
    }
  }

  /// Every centred row, times ``scale``, times `count` directions of D loadings: V × `count` numbers; NaN for rows that are not finite.
  func products(with directions: [Float], count: Int, _ algebra: LinearAlgebra) -> [Float] {
    let columns = columns
    return [Float](unsafeUninitializedCapacity: matrix.rowCount * count) { results, written in
      directions.withUnsafeBufferPointer { directions in
        let turned = MatrixView(directions, rowCount: count, columnCount: columns).transposed
        // SAFETY: each round writes the places of its own rows; together they write all.
        nonisolated(unsafe) let results = results
        let strip = 512
        ParallelLoop.run((matrix.rowCount + strip - 1) / strip) { index in
          let rows = index * strip..<min((index + 1) * strip, matrix.rowCount)
          withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * columns) { block in
            fill(block, with: rows)
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

  /// Writes the centred `rows`, times ``scale``, to `target`, zeros for those that are not finite.
  private func fill(_ target: UnsafeMutableBufferPointer<Float>, with rows: Range<Int>) {
    let scale = scale
    mean.withUnsafeBufferPointer { mean in
      matrix.forEachRowBlock(of: rows) { block in
        for row in block.rows {
          let values = block[row: row]
          let start = (row - rows.lowerBound) * columns
          // SAFETY: `values` and `mean` have `columns` elements, `target` as many for each of `rows`.
          if !nonFinite.isEmpty, nonFinite.contains(row) {
            for column in 0..<columns { target[start &+ column] = 0 }
          } else {
            for column in 0..<columns { target[start &+ column] = values[column] * scale - mean[column] * scale }
          }
        }
      }
    }
  }
}

/// The means of a block's columns, over its finite rows.
private struct ColumnSums: Sendable {
  var means: [Float]
  /// The largest magnitude.
  var largest: Float
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
    largest = count > 0 ? max(fold.maximum, -fold.minimum) : 0
    means = count > 0 ? fold.values : [Float](repeating: 0, count: block.columnCount)
  }
}
