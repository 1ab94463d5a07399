import EmbeddingAnalysis
import Tensors
import Work

/// The place of given rows in the order of all rows by their distance from one.
struct NeighborRanks: Sendable {
  /// How many rows are ranked at a time: V products for each are held.
  static let tileSize = 128

  private let matrix: EmbeddingMatrix
  private let algebra: LinearAlgebra
  /// What makes a product a nearness: a factor and a summand for each row; NaN for rows that count for nothing.
  private let factors: [Float]
  private let summands: [Float]

  private static var rowsPerStrip: Int { 512 }

  init(_ matrix: EmbeddingMatrix, mapped: [Int32], metric: NeighborMetric) throws {
    self.matrix = matrix
    algebra = try LinearAlgebra.load()
    let norms = RowNorms(of: matrix).values
    var (factors, summands) = (
      [Float](repeating: .nan, count: norms.count), [Float](repeating: .nan, count: norms.count)
    )
    for row in mapped.lazy.map(Int.init) {
      switch metric {
      case .cosine: (factors[row], summands[row]) = (Float(1 / norms[row]), 0)
      case .dot: (factors[row], summands[row]) = (1, 0)
      case .euclidean: (factors[row], summands[row]) = (2, Float(-norms[row] * norms[row]))
      }
    }
    (self.factors, self.summands) = (factors, summands)
  }

  /// For each of `rows` the ranks, from 1, of the rows listed for it.
  func ranks(of lists: [[Int32]], for rows: [Int32]) -> [[Int]] {
    let (columns, count) = (matrix.columnCount, matrix.rowCount)
    var queries: [Float] = []
    queries.reserveCapacity(rows.count * columns)
    for row in rows { queries += matrix.row(Int(row)) }
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * count) { buffer in
      // SAFETY: each round writes columns of its own; together they write all.
      nonisolated(unsafe) let products = buffer
      fill(products, queries, rows.count)
      return ParallelLoop.map(rows.count) { index in
        let line = UnsafeMutableBufferPointer(rebasing: products[index * count..<(index + 1) * count])
        for row in 0..<count { line[row] = line[row] * factors[row] + summands[row] }
        line[Int(rows[index])] = -.infinity
        return Self.ranks(of: lists[index], in: line)
      }
    }
  }

  private func fill(_ products: UnsafeMutableBufferPointer<Float>, _ queries: [Float], _ queryCount: Int) {
    let (columns, count) = (matrix.columnCount, matrix.rowCount)
    // SAFETY: as in `ranks`.
    nonisolated(unsafe) let products = products
    queries.withUnsafeBufferPointer { queries in
      let left = MatrixView(queries, rowCount: queryCount, columnCount: columns)
      let target = MutableMatrixView(products, rowCount: queryCount, columnCount: count)
      ParallelLoop.run((count + Self.rowsPerStrip - 1) / Self.rowsPerStrip) { strip in
        let rows = strip * Self.rowsPerStrip..<min((strip + 1) * Self.rowsPerStrip, count)
        matrix.forEachRowBlock(of: rows) { block in
          algebra.multiply(
            left, MatrixView(block.values, rowCount: block.rows.count, columnCount: columns).transposed,
            into: target.part(rows: 0..<queryCount, columns: block.rows))
        }
      }
    }
  }

  /// One more than how many of `line` are nearer than each of `list`.
  private static func ranks(of list: [Int32], in line: UnsafeMutableBufferPointer<Float>) -> [Int] {
    guard let start = UnsafePointer(line.baseAddress) else { return [] }
    let whole = line.count & ~3
    return stride(from: 0, to: list.count, by: 4).flatMap { first -> [Int] in
      // Four at a time, so that a line is read a quarter as often.
      let chosen = list[first..<min(first + 4, list.count)].map { start[Int($0)] }
      let limits = chosen + [Float](repeating: .infinity, count: 4 - chosen.count)
      var (a, b, c, d) = (SIMD4<Int32>(), SIMD4<Int32>(), SIMD4<Int32>(), SIMD4<Int32>())
      let (la, lb, lc, ld) = (
        SIMD4(repeating: limits[0]), SIMD4(repeating: limits[1]), SIMD4(repeating: limits[2]),
        SIMD4(repeating: limits[3])
      )
      for index in stride(from: 0, to: whole, by: 4) {
        // SAFETY: below `whole`, four values are left; a mask is -1 in each lane where it holds.
        let values = UnsafeRawPointer(start + index).loadUnaligned(as: SIMD4<Float>.self)
        a &-= unsafeBitCast(values .> la, to: SIMD4<Int32>.self)
        b &-= unsafeBitCast(values .> lb, to: SIMD4<Int32>.self)
        c &-= unsafeBitCast(values .> lc, to: SIMD4<Int32>.self)
        d &-= unsafeBitCast(values .> ld, to: SIMD4<Int32>.self)
      }
      let counts = [a, b, c, d].map { Int($0.wrappedSum()) }
      return chosen.indices.map { place in
        var rank = counts[place] + 1
        for index in whole..<line.count where start[index] > limits[place] { rank += 1 }
        return rank
      }
    }
  }
}
