/// A value of a matrix that is no finite number.
public struct NonFiniteValue: Sendable, Equatable {
  /// The row.
  public let row: Int
  /// The column.
  public let column: Int
  /// NaN or an infinity.
  public let value: Float

  /// The first value of each row of `matrix` that holds one, by row.
  public static func firstOfEachRow(of matrix: EmbeddingMatrix) -> [NonFiniteValue] {
    matrix.mapRowBlocks { block in
      block.rows.compactMap { row -> NonFiniteValue? in
        let values = block[row: row]
        guard let column = values.firstIndex(where: { !$0.isFinite }) else { return nil }
        return NonFiniteValue(row: row, column: column, value: values[column])
      }
    }.flatMap { $0 }
  }

  /// `NaN`, `+∞` or `−∞`.
  public var kind: String { value.isNaN ? "NaN" : value > 0 ? "+∞" : "−∞" }
}
