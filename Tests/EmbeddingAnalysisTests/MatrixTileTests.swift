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

  @Test func higherLevelsHoldMeansOfSquares() throws {
    let matrix = try matrix(300, 5) { Float($0 * 10 + $1) }
    #expect(MatrixTile.highestLevel(rows: 300, columns: 5) == 1)
    let tile = try #require(MatrixTile(of: matrix, level: 1, row: 0, column: 0))
    #expect(tile.rowCount == 150 && tile.columnCount == 3)
    // Rows 0 and 1, columns 0 and 1: 0, 1, 10, 11; the last column stands alone: 4, 14.
    #expect(tile.cells[0] == 5.5 && tile.cells[2] == 9)
  }

  @Test func valuesThatAreNotFiniteAreLeftOut() throws {
    let matrix = try matrix(300, 4) { $0 == 0 ? .nan : $0 == 1 && $1 < 2 ? .infinity : 3 }
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
