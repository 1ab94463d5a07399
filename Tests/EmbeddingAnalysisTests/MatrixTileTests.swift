import EmbeddingAnalysis
import Tensors
import Testing

/// Parts of a matrix at levels of reduction, and the mean cosine of each row.
@Suite struct MatrixTileTests {
  private func matrix(_ rows: Int, _ columns: Int, _ value: (Int, Int) -> Float) throws -> EmbeddingMatrix {
    let values = (0..<rows).flatMap { row in (0..<columns).map { value(row, $0) } }
    return try EmbeddingMatrix(
      .owned("wte", rows: rows, columns: columns) { _ = $0.update(fromContentsOf: values) })
  }

  @Test func levelZeroHoldsTheValues() throws {
    let matrix = try matrix(300, 5) { Float($0 * 10 + $1) }
    let tile = try #require(MatrixTile(of: matrix, level: 0, row: 1, column: 0))
    #expect(tile.rowCount == 44 && tile.columnCount == 5)
    #expect(tile.cells == (256..<300).flatMap { row in (0..<5).map { Float(row * 10 + $0) } })
  }

  @Test func higherLevelsHoldMeansOfRows() throws {
    let matrix = try matrix(300, 5) { Float($0 * 10 + $1) }
    #expect(MatrixTile.highestLevel(rows: 300) == 1)
    #expect(MatrixTile.highestLevel(rows: 256) == 0)
    let tile = try #require(MatrixTile(of: matrix, level: 1, row: 0, column: 0))
    #expect(tile.rowCount == 150 && tile.columnCount == 5)
    // Rows 0 and 1: 0 and 10, 1 and 11, …
    #expect(tile.cells.prefix(5) == [5, 6, 7, 8, 9])
  }

  @Test func columnsBeyondATileAreInTheNext() throws {
    let matrix = try matrix(2, 300) { Float($0 * 1000 + $1) }
    let tile = try #require(MatrixTile(of: matrix, level: 0, row: 0, column: 1))
    #expect(tile.rowCount == 2 && tile.columnCount == 44)
    #expect(tile.cells.first == 256 && tile.cells.last == 1299)
  }

  @Test func valuesThatAreNotFiniteAreLeftOut() throws {
    let matrix = try matrix(300, 2) { row, column in row < 2 && column == 0 ? .nan : row == 0 ? .infinity : 3 }
    let tile = try #require(MatrixTile(of: matrix, level: 1, row: 0, column: 0))
    #expect(tile.cells[0].isNaN)
    #expect(tile.cells[1] == 3)
  }

  @Test func thereIsNoTileOutside() throws {
    let matrix = try matrix(300, 4) { _, _ in 0 }
    for (level, row, column) in [(2, 0, 0), (-1, 0, 0), (0, 2, 0), (0, -1, 0), (0, 0, 1), (1, 1, 0), (0, Int.max, 0)] {
      #expect(MatrixTile(of: matrix, level: level, row: row, column: column) == nil)
    }
  }

  @Test func meanCosineOfARowIsThatOfItsPairs() throws {
    let rows: [[Float]] = [[1, 0], [0, 2], [3, 3], [0, 0]]
    let values = RowMeanCosine(of: try matrix(4, 2) { rows[$0][$1] }).values
    let half = 0.5.squareRoot()
    #expect(zip(values, [half / 2, half / 2, half]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(values[3].isNaN)
  }
}
