import Work

/// A part of a matrix at a level of reduction: what a view that can be zoomed is put together of.
///
/// At level 0 a cell is one value, at level l the mean of the values of 2ˡ rows (fewer at the lower edge) in one column. Columns
/// stay apart at every level: a matrix has a hundred times more rows than columns, and a dimension is what the eye follows.
public struct MatrixTile: Equatable, Sendable {
  /// How many cells a tile has on each side, at most.
  public static let side = 256

  public let rowCount: Int
  public let columnCount: Int
  /// The cells, row after row; NaN where no value is finite.
  public let cells: [Float]

  /// The highest level of a matrix of `rows`: all of them are in one row of tiles.
  public static func highestLevel(rows: Int) -> Int {
    var level = 0
    while (rows - 1) >> level >= side { level += 1 }
    return level
  }

  /// Reads the part of `matrix` that the tile stands for, on all cores; nil where there is no such tile.
  public init?(of matrix: EmbeddingMatrix, level: Int, row: Int, column: Int) {
    guard
      (0...Self.highestLevel(rows: matrix.rowCount)).contains(level),
      let rows = Self.span(row, of: Self.side << level, limit: matrix.rowCount),
      let columns = Self.span(column, of: Self.side, limit: matrix.columnCount)
    else { return nil }
    let block = 1 << level
    rowCount = (rows.count - 1) / block + 1
    columnCount = columns.count
    cells = ParallelLoop.map(rowCount) { line in
      let start = rows.lowerBound + line * block
      return Self.means(of: matrix, rows: start..<min(start + block, rows.upperBound), columns: columns)
    }.flatMap { $0 }
  }

  /// The values along one side that the tile `place` of `count` stands for; nil where it lies outside.
  private static func span(_ place: Int, of count: Int, limit: Int) -> Range<Int>? {
    guard place >= 0, place <= (limit - 1) / count else { return nil }
    return place * count..<min((place + 1) * count, limit)
  }

  private static func means(of matrix: EmbeddingMatrix, rows: Range<Int>, columns: Range<Int>) -> [Float] {
    var sums = [Double](repeating: 0, count: columns.count)
    var counts = [Int](repeating: 0, count: columns.count)
    matrix.forEachRowBlock(of: rows) { part in
      for row in part.rows {
        let values = part[row: row]
        for column in columns where values[column].isFinite {
          sums[column - columns.lowerBound] += Double(values[column])
          counts[column - columns.lowerBound] += 1
        }
      }
    }
    return zip(sums, counts).map { $1 == 0 ? .nan : Float($0 / Double($1)) }
  }
}
