import Tensors
public import Work

/// The exact k nearest neighbours of every row of a matrix.
///
/// Each list is the one that ``NeighborSearch`` gives for that row, to the bit.
///
/// ```swift
/// let graph = try NeighborGraph(of: NeighborSearch(matrix), k: 10)
/// graph.neighbors(of: 2002)            // [Neighbor(id: 1998, score: 0.83…), …]
/// ```
public struct NeighborGraph: Sendable {
  /// What near means.
  public let metric: NeighborMetric
  /// V, the number of rows.
  public let rowCount: Int
  /// How many neighbours each row has room for: what was asked for, but no more than there are other rows.
  public let k: Int
  /// The neighbours' rows, [V, k], the nearest first; -1 where a row has fewer.
  public let ids: [Int32]
  /// How near they are, [V, k]: cosine similarities, distances or scalar products; NaN where a row has fewer.
  public let scores: [Double]
  /// The rows that have no neighbours and are nobody's, because they are zero and angles are compared.
  public let zeroRows: [Int]
  /// The rows that have no neighbours and are nobody's, because they hold a NaN or an infinity.
  public let nonFiniteRows: [Int]

  /// Finds the neighbours of all rows of the matrix that `search` is in.
  ///
  /// Half of all products are formed, tile by tile on all cores: of bytes where the processor is quick at them and they tell
  /// enough, else in 32 bits. Whatever their rounding could hide is computed again in 64 bits. Beside the result and 16 bytes for
  /// each row and neighbour, bytes take a quarter of the matrix in 32-bit floats and a kilobyte for each row; 32 bits take a copy of
  /// the matrix where it is corrected.
  ///
  /// - Parameters:
  ///   - k: How many neighbours each row gets: at least 1.
  ///   - progress: Told on this thread how far the search is; what it throws ends it.
  /// - Throws: what `progress` throws; ``EmbeddingAnalysisError`` for too many rows; an error where OpenBLAS is missing.
  public init(of search: NeighborSearch, k: Int, progress: WorkProgress = .none)
    throws
  {
    try self.init(of: search, k: k, allowsBytes: ByteRows.areFast, progress: progress)
  }

  /// Throws where the result and what it is made with, 28 bytes for each row and neighbour, are more than `memory` holds.
  static func checkSize(rows: Int, k: Int, memory: UInt64) throws {
    let (pairs, overflow) = rows.multipliedReportingOverflow(by: max(k, 0))
    let needed = overflow ? .max : UInt64(pairs).multipliedReportingOverflow(by: 28).partialValue
    guard overflow || pairs > Int.max / 28 || needed > memory else { return }
    throw EmbeddingAnalysisError.tooLarge(neighbors: k, rows: rows, bytes: needed, memory: memory)
  }

  /// - Parameter allowsBytes: Whether products of bytes may tell which rows are compared; the result is the same.
  init(
    of search: NeighborSearch, k: Int, allowsBytes: Bool,
    progress: WorkProgress = .none
  ) throws {
    precondition(k >= 1, "\(k) neighbours")
    let rows = search.matrix.rowCount
    guard rows <= Int32.max else { throw EmbeddingAnalysisError.tooManyRows(rows) }
    try Self.checkSize(rows: rows, k: min(k, rows - 1), memory: MachineMemory.bytes)
    metric = search.metric
    rowCount = rows
    self.k = min(k, rows - 1)
    let measured = GraphRows(search)
    zeroRows = measured.zeroRows
    nonFiniteRows = measured.nonFiniteRows
    guard self.k > 0 else {
      (ids, scores) = ([], [])
      return
    }
    (ids, scores) = try GraphBuilder(search, k: self.k, measured, allowsBytes: allowsBytes).build(progress)
  }

  /// The neighbours of row `index`, the nearest first.
  ///
  /// - Precondition: `index` lies within 0..<``rowCount``.
  public func neighbors(of index: Int) -> [Neighbor] {
    precondition((0..<rowCount).contains(index), "row \(index) of \(rowCount)")
    return (index * k..<(index + 1) * k).filter { ids[$0] >= 0 }.map { Neighbor(id: Int(ids[$0]), score: scores[$0]) }
  }

  /// Whether the row has any neighbours.
  func hasNeighbors(_ index: Int) -> Bool { k > 0 && ids[index * k] >= 0 }
}

extension NeighborGraph {
  /// The nearest `k` of each row: the graph that looking for `k` gives, to the bit, without looking again.
  ///
  /// - Precondition: `k` is at least 1. Where there are no more than `k` neighbours, it is this graph.
  public func prefix(_ k: Int) -> NeighborGraph {
    precondition(k >= 1, "\(k) neighbours")
    return k < self.k ? NeighborGraph(self, prefix: k) : self
  }

  private init(_ graph: NeighborGraph, prefix k: Int) {
    metric = graph.metric
    rowCount = graph.rowCount
    self.k = k
    let kept = (0..<graph.rowCount).lazy.map { $0 * graph.k..<$0 * graph.k + k }
    ids = kept.flatMap { graph.ids[$0] }
    scores = kept.flatMap { graph.scores[$0] }
    zeroRows = graph.zeroRows
    nonFiniteRows = graph.nonFiniteRows
  }
}
