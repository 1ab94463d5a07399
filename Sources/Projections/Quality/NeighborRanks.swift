import CVectorKernels
import EmbeddingAnalysis
import Tensors
import Work

/// The place of given rows in the order of all rows by their distance from one.
///
/// Nearness is a·b − |b|²/2, which differs from −|a − b|²/2 by what all b share: in 32 bits, or in 64 where 32 would hide the
/// differences.
struct NeighborRanks: Sendable {
  /// How many rows are ranked at a time: V products for each are held.
  static let tileSize = 128
  /// Squared distances of a smaller part of the rows' own squares have too few digits left in 32 bits.
  private static let tooNear = 0x1p-12

  private let rows: ComparableRows
  private let algebra: LinearAlgebra

  private static var rowsPerStrip: Int { 512 }

  init(_ matrix: EmbeddingMatrix, mapped: [Int32], metric: NeighborMetric) throws {
    rows = ComparableRows(matrix, mapped: mapped, metric: metric)
    algebra = try LinearAlgebra.load()
  }

  /// For each of `asked` the ranks, from 1, of the rows listed for it.
  func ranks(of lists: [[Int32]], for asked: [Int32]) -> [[Int]] {
    zip(lists, asked).contains { hidesDifferences(Int($1), $0) }
      ? ranks(of: lists, for: asked, in: Double.self) : ranks(of: lists, for: asked, in: Float.self)
  }

  /// Whether one of `list` is so near to `row` that 32 bits could not tell which of two is nearer.
  private func hidesDifferences(_ row: Int, _ list: [Int32]) -> Bool {
    let values = rows[row]
    return list.contains { other in
      let square = zip(values, rows[Int(other)]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      // Rows that are the same to the bit are told apart by nothing.
      return square > 0 && square < Self.tooNear * (rows.squares[row] + rows.squares[Int(other)])
    }
  }

  private func ranks<Element: RankedElement>(
    of lists: [[Int32]], for asked: [Int32], in type: Element.Type
  ) -> [[Int]] {
    let count = rows.matrix.rowCount
    let queries = asked.flatMap { rows[Int($0)].map(Element.init) }
    return withUnsafeTemporaryAllocation(of: Element.self, capacity: asked.count * count) { buffer in
      // SAFETY: each round writes columns of its own; together they write all.
      nonisolated(unsafe) let products = buffer
      fill(products, queries, asked.count)
      return ParallelLoop.map(asked.count) { index in
        let line = UnsafeMutableBufferPointer(rebasing: products[index * count..<(index + 1) * count])
        for row in 0..<count { line[row] -= Element(rows.squares[row] / 2) }
        line[Int(asked[index])] = -.infinity
        return Self.ranks(of: lists[index], in: line)
      }
    }
  }

  private func fill<Element: LinearAlgebraElement>(
    _ products: UnsafeMutableBufferPointer<Element>, _ queries: [Element], _ queryCount: Int
  ) {
    let (columns, count) = (rows.matrix.columnCount, rows.matrix.rowCount)
    // SAFETY: as in `ranks`.
    nonisolated(unsafe) let products = products
    queries.withUnsafeBufferPointer { queries in
      let left = MatrixView(queries, rowCount: queryCount, columnCount: columns)
      let target = MutableMatrixView(products, rowCount: queryCount, columnCount: count)
      ParallelLoop.run((count + Self.rowsPerStrip - 1) / Self.rowsPerStrip) { strip in
        let part = strip * Self.rowsPerStrip..<min((strip + 1) * Self.rowsPerStrip, count)
        withUnsafeTemporaryAllocation(of: Element.self, capacity: part.count * columns) { block in
          rows.write(part, to: block)
          algebra.multiply(
            left, MatrixView(UnsafeBufferPointer(block), rowCount: part.count, columnCount: columns).transposed,
            into: target.part(rows: 0..<queryCount, columns: part))
        }
      }
    }
  }

  /// One more than how many of `line` are nearer than each of `list`.
  private static func ranks<Element: RankedElement>(
    of list: [Int32], in line: UnsafeMutableBufferPointer<Element>
  ) -> [Int] {
    let line = UnsafeBufferPointer(line)
    return list.map { 1 + Element.count(of: line, above: line[Int($0)]) }
  }
}

/// A type of number that nearness is computed in.
private protocol RankedElement: LinearAlgebraElement {
  /// How many of `values` are greater than `limit`; a NaN is not.
  static func count(of values: UnsafeBufferPointer<Self>, above limit: Self) -> Int
}

// SAFETY: `values` tells its own length.
extension Float: RankedElement {
  fileprivate static func count(of values: UnsafeBufferPointer<Float>, above limit: Float) -> Int {
    values.baseAddress.map { embedscope_count_greater($0, values.count, limit) } ?? 0
  }
}

extension Double: RankedElement {
  fileprivate static func count(of values: UnsafeBufferPointer<Double>, above limit: Double) -> Int {
    values.baseAddress.map { embedscope_count_greater_double($0, values.count, limit) } ?? 0
  }
}
