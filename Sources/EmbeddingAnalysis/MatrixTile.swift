import Work

/// A square part of a matrix at a level of reduction: what a view that can be zoomed is put together of.
///
/// At level 0 a cell is one value, at level l the mean of 2ˡ × 2ˡ of them (fewer at the right and lower edges).
public struct MatrixTile: Equatable, Sendable {
  /// How many cells a tile has on each side, at most.
  public static let side = 256

  public let rowCount: Int
  public let columnCount: Int
  /// The cells, row after row; NaN where no value is finite.
  public let cells: [Float]

  /// The highest level of a matrix of `rows` × `columns`: all of it is one tile.
  public static func highestLevel(rows: Int, columns: Int) -> Int {
    var level = 0
    while (max(rows, columns) - 1) >> level >= side { level += 1 }
    return level
  }

  /// Reads the part of `matrix` that the tile stands for, on all cores; nil where there is no such tile.
  public init?(of matrix: EmbeddingMatrix, level: Int, row: Int, column: Int) {
    guard
      (0...Self.highestLevel(rows: matrix.rowCount, columns: matrix.columnCount)).contains(level),
      let rows = Self.span(row, level, limit: matrix.rowCount),
      let columns = Self.span(column, level, limit: matrix.columnCount)
    else { return nil }
    let block = 1 << level
    let height = (rows.count - 1) / block + 1
    let width = (columns.count - 1) / block + 1
    let lines = ParallelLoop.map(height) { line -> [Float] in
      let start = rows.lowerBound + line * block
      let values = start..<min(start + block, rows.upperBound)
      return Self.means(of: matrix, rows: values, columns: columns, block: block, width: width)
    }
    rowCount = height
    columnCount = width
    cells = lines.flatMap { $0 }
  }

  /// The values along one side that the tile `place` stands for; nil where it lies outside.
  private static func span(_ place: Int, _ level: Int, limit: Int) -> Range<Int>? {
    let count = side << level
    guard place >= 0, place <= (limit - 1) / count else { return nil }
    return place * count..<min((place + 1) * count, limit)
  }

  private static func means(
    of matrix: EmbeddingMatrix, rows: Range<Int>, columns: Range<Int>, block: Int, width: Int
  ) -> [Float] {
    var sums = [Double](repeating: 0, count: width)
    var counts = [Int](repeating: 0, count: width)
    matrix.forEachRowBlock(of: rows) { part in
      for row in part.rows {
        let values = part[row: row]
        for cell in 0..<width {
          let start = columns.lowerBound + cell * block
          for column in start..<min(start + block, columns.upperBound) where values[column].isFinite {
            sums[cell] += Double(values[column])
            counts[cell] += 1
          }
        }
      }
    }
    return zip(sums, counts).map { $1 == 0 ? .nan : Float($0 / Double($1)) }
  }
}
