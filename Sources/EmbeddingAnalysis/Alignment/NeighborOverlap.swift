import Tensors
package import Work

/// How many of its nearest words each word has in both models.
///
/// Neighbours are looked for among the shared words alone, by cosine. Two lists of k drawn at random from n - 1 words have
/// k²/(n - 1) in common.
package struct NeighborOverlap: Sendable {
  /// k, the length of the lists: what was asked for, but no more than there are other words.
  package let k: Int
  /// For each word, how many words are in both its lists.
  package let common: [Int]
  /// What two lists at random have in common.
  package let expected: Double
  /// The neighbours in the first model, as positions among the shared words.
  package let a: NeighborGraph
  /// The neighbours in the second model.
  package let b: NeighborGraph

  /// The overlap of the lists of `k` in both sides of `rows`.
  ///
  /// - Throws: what `progress` throws; errors of ``NeighborGraph``.
  package init(_ rows: PairedRows, k: Int, progress: WorkProgress) throws {
    let size = max(0, min(k, rows.count - 1))
    let a = try Self.graph(of: rows.a, k: k, progress.part(0, of: 2))
    let b = try Self.graph(of: rows.b, k: k, progress.part(1, of: 2))
    self.k = size
    self.a = a
    self.b = b
    expected = rows.count > 1 ? Double(size * size) / Double(rows.count - 1) : 0
    common = (0..<rows.count).map { word in
      Set(a.neighbors(of: word).map(\.id)).intersection(b.neighbors(of: word).map(\.id)).count
    }
  }

  /// The mean of |A ∩ B| / |A ∪ B| over all words, in [0, 1].
  package var meanJaccard: Double {
    guard k > 0, !common.isEmpty else { return 0 }
    return common.reduce(0.0) { $0 + Double($1) / Double(2 * k - $1) } / Double(common.count)
  }

  private static func graph(
    of side: PairedRows.Side, k: Int, _ progress: WorkProgress
  ) throws -> NeighborGraph {
    let words = Tensor.owned("shared words", rows: side.rowCount, columns: side.columnCount) {
      _ = $0.update(fromContentsOf: side.values)
    }
    let matrix = try EmbeddingMatrix(words)
    return try NeighborGraph(of: NeighborSearch(matrix), k: k, progress: progress)
  }
}
