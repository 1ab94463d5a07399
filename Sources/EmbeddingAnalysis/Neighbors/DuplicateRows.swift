/// Rows of a matrix that are the same to the bit, such as those of tokens that training never touched.
public enum DuplicateRows {
  /// The groups of two rows and more that have the same 32-bit floats, each in rising order, by their first rows.
  ///
  /// Reads the matrix once, on all cores, and the rows of each group once more. 0 and -0 differ, and so do NaNs of different
  /// bits.
  public static func groups(of matrix: EmbeddingMatrix) -> [[Int]] {
    let hashes = matrix.mapRowBlocks { block in block.rows.map { hash(block[row: $0]) } }.flatMap { $0 }
    let order = hashes.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    var groups: [[Int]] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, hashes[order[end]] == hashes[order[start]] { end += 1 }
      if end - start > 1 { groups += exactGroups(Array(order[start..<end]), of: matrix) }
      start = end
    }
    return groups.sorted { $0[0] < $1[0] }
  }

  /// The rows of one hash, which may by chance be several groups.
  private static func exactGroups(_ rows: [Int], of matrix: EmbeddingMatrix) -> [[Int]] {
    var groups: [(values: [UInt32], rows: [Int])] = []
    for row in rows {
      let values = matrix.row(row).map(\.bitPattern)
      if let index = groups.firstIndex(where: { $0.values == values }) {
        groups[index].rows.append(row)
      } else {
        groups.append((values, [row]))
      }
    }
    return groups.map(\.rows).filter { $0.count > 1 }
  }

  /// Two sums of products in 64 bits (after Bernstein's and Knuth's multiplicative hashes).
  private static func hash(_ row: UnsafeBufferPointer<Float>) -> UInt64 {
    var even: UInt64 = 0xCBF2_9CE4_8422_2325
    var odd: UInt64 = 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 1 < row.count {
      even = (even ^ UInt64(row[index].bitPattern)) &* 0x0000_0100_0000_01B3
      odd = (odd ^ UInt64(row[index + 1].bitPattern)) &* 0xFF51_AFD7_ED55_8CCD
      index += 2
    }
    if index < row.count { even = (even ^ UInt64(row[index].bitPattern)) &* 0x0000_0100_0000_01B3 }
    return even ^ (odd << 31 | odd >> 33)
  }
}
