/// Rows that training left where they were: the same to the bit, and what is as near to them as they are to each other.
///
/// Rows that start alike and that no text ever asks for stay alike, whatever is done to all of them. Rows that are the same by
/// chance, such as those of two words with one vector, lie apart from each other: they are none.
public enum IdenticalRows {
  /// The fewest rows that count.
  static let fewest = 3
  /// How far, by 1 - cos, rows of other groups may be from those of the largest one.
  static let reach = 0.01

  /// The ids, rising, of at least three such rows; empty where there are fewer.
  ///
  /// Rows of zeros, and those that are not finite, are none.
  public static func untouched(of matrix: EmbeddingMatrix) -> [Int] {
    let groups = DuplicateRows.groups(of: matrix).filter { group in
      let row = matrix.row(group[0])
      return row.allSatisfy(\.isFinite) && row.contains { $0 != 0 }
    }
    guard let largest = groups.max(by: { ($0.count, -$0[0]) < ($1.count, -$1[0]) }),
      let center = Vectors.unit(matrix.row(largest[0]).map(Double.init))
    else { return [] }
    let alike = groups.filter { group in
      Vectors.unit(matrix.row(group[0]).map(Double.init)).map { 1 - Vectors.dot($0, center) <= reach } ?? false
    }.joined()
    guard alike.count >= fewest else { return [] }
    let direction = DirectionFromCenter(
      ReferenceDistances.mean(
        alike.map { matrix.row($0).map(Double.init) }, columns: matrix.columnCount),
      origin: [Double](repeating: 0, count: matrix.columnCount))
    let farthest = alike.reduce(0.0) { max($0, matrix.row($1).withUnsafeBufferPointer(direction.distance)) }
    return matrix.mapRowBlocks { block in
      block.rows.filter { direction.distance(block[row: $0]) <= farthest }
    }.flatMap { $0 }
  }
}
