import Tensors
import Work

/// Builds the graph of all rows: products of blocks of rows, candidates, and the nearest of them.
struct GraphBuilder {
  private let search: NeighborSearch
  private let k: Int
  private let rows: GraphRows
  /// Whether products may be formed of bytes.
  private let allowsBytes: Bool

  init(_ search: NeighborSearch, k: Int, _ rows: GraphRows, allowsBytes: Bool) {
    self.search = search
    self.k = k
    self.rows = rows
    self.allowsBytes = allowsBytes
  }

  private static let stage = "looking for neighbours"

  /// The ids and scores of all rows' neighbours, [V, k].
  func build(_ progress: WorkProgress) throws -> (ids: [Int32], scores: [Double]) {
    guard rows.fitsSinglePrecision else { return try buildByRows(progress) }
    let surplus = SurplusDuplicates(of: search.matrix, k: k)
    let isCompared = rows.norms.indices.map { row in
      !rows.norms[row].isNaN && (search.metric != .cosine || rows.norms[row] > 0) && surplus.representative[row] == nil
    }
    let candidates = try candidates(isCompared, progress)
    var lists = result(rows: rows.norms.count) { isCompared[$0] ? candidates.nearest($0) : [] }
    for (row, representative) in surplus.representative {
      for place in 0..<k {
        lists.ids[row * k + place] = lists.ids[representative * k + place]
        lists.scores[row * k + place] = lists.scores[representative * k + place]
      }
    }
    return lists
  }

  /// All that can be among the nearest, told by products of bytes where these are quick and tell enough, else by products of
  /// floats.
  private func candidates(_ isCompared: [Bool], _ progress: WorkProgress) throws -> GraphCandidates {
    let norms = rows.norms
    if allowsBytes, let products = GraphByteProducts(search, norms: norms, isCompared: isCompared),
      products.candidatesPerRow(k: k, isCompared: isCompared) <= Double(GraphByteProducts.candidateLimit(k: k))
    {
      return try candidates(products, room: GraphByteProducts.room(k: k), isCompared, progress)
    }
    let products = GraphFloatProducts(
      of: try search.rowsInSpace(), try LinearAlgebra.load(), metric: search.metric, norms: norms,
      isCompared: isCompared, k: k)
    return try candidates(products, room: 16, isCompared, progress)
  }

  /// Forms the products of every pair of blocks once.
  ///
  /// The pairs go in rounds in which no block is in two pairs, as players in a tournament: no two threads touch the same
  /// row's candidates.
  private func candidates(
    _ products: some GraphProducts, room: Int, _ isCompared: [Bool], _ progress: WorkProgress
  ) throws -> GraphCandidates {
    let candidates = GraphCandidates(
      search, k: k, room: room, bounds: products.bounds, norms: rows.norms, isQuery: isCompared)
    let blocks = LinearAlgebra.tiles(of: rows.norms.count, side: products.side)
    let rounds = Tournament.rounds(players: blocks.count)
    let total = blocks.count * (blocks.count + 1) / 2
    var done = 0
    for pairs in [blocks.indices.map { ($0, $0) }] + rounds {
      try progress(Self.stage, done, of: total)
      ParallelLoop.run(pairs.count) { index in
        let (rows, columns) = (blocks[pairs[index].0], blocks[pairs[index].1])
        _ = products.withProducts(rows, columns) { products, line in
          GraphTile(candidates: candidates, rows: rows, columns: columns, products: products, line: line).offerPairs()
        }
      }
      done += pairs.count
    }
    try progress(Self.stage, total, of: total)
    return candidates
  }

  /// Row after row in 64-bit arithmetic: for matrices whose products 32 bits cannot hold.
  private func buildByRows(_ progress: WorkProgress) throws -> (ids: [Int32], scores: [Double]) {
    let count = rows.norms.count
    let search = NeighborSearch(search, norms: rows.norms)
    var lists: [[Neighbor]] = []
    for start in stride(from: 0, to: count, by: 32) {
      try progress(Self.stage, start, of: count)
      lists += search.nearest(toRows: Array(start..<min(start + 32, count)), k: k).lists
    }
    try progress(Self.stage, count, of: count)
    var result = Self.empty(count * k)
    for (row, list) in lists.enumerated() {
      for (place, neighbor) in list.enumerated() {
        result.ids[row * k + place] = Int32(neighbor.id)
        result.scores[row * k + place] = neighbor.score
      }
    }
    return result
  }

  private static func empty(_ count: Int) -> (ids: [Int32], scores: [Double]) {
    ([Int32](repeating: -1, count: count), [Double](repeating: .nan, count: count))
  }

  /// The lists that `nearest` gives for all rows, which runs on all cores.
  private func result(
    rows count: Int, _ nearest: @Sendable (Int) -> [Candidate]
  ) -> (ids: [Int32], scores: [Double]) {
    var result = Self.empty(count * k)
    result.ids.withUnsafeMutableBufferPointer { ids in
      result.scores.withUnsafeMutableBufferPointer { scores in
        // SAFETY: each round writes the k places of its own rows.
        nonisolated(unsafe) let (ids, scores) = (ids, scores)
        ParallelLoop.run((count + 255) / 256) { part in
          for row in part * 256..<min((part + 1) * 256, count) {
            for (place, candidate) in nearest(row).enumerated() {
              ids[row * k + place] = Int32(truncatingIfNeeded: candidate.id)
              scores[row * k + place] = search.metric.score(candidate.similarity)
            }
          }
        }
      }
    }
    return result
  }
}

/// Rounds of pairs in which every player meets every other one once, and nobody is in two pairs of a round (the circle
/// method: one player stays, the others move on by one place).
enum Tournament {
  static func rounds(players: Int) -> [[(Int, Int)]] {
    let even = players + players % 2
    guard players > 1 else { return [] }
    return (0..<even - 1).map { round in
      (0..<even / 2).compactMap { seat -> (Int, Int)? in
        let first = seat == 0 ? even - 1 : (round + seat) % (even - 1)
        let second = seat == 0 ? round : (round + even - 1 - seat) % (even - 1)
        // With an odd number of players the last one is nobody, and its partner sits out.
        guard first < players, second < players else { return nil }
        return (min(first, second), max(first, second))
      }
    }
  }
}

/// Rows of which so many equal ones have lower ids that they are nobody's neighbours.
///
/// Equal rows are equally near to everything, and ties go to the lower ids: of a group only the first k + 1 can be in a list
/// (k, and one more for those that are of the group themselves), and all further ones have the list of the last of these.
struct SurplusDuplicates {
  /// For each such row the row whose list it has.
  var representative: [Int: Int] = [:]

  init(of matrix: EmbeddingMatrix, k: Int) {
    for group in DuplicateRows.groups(of: matrix) where group.count > k + 1 {
      for row in group[(k + 1)...] { representative[row] = group[k] }
    }
  }
}

/// What is known of the rows before their products are formed: lengths, and which rows are compared.
struct GraphRows: Sendable {
  /// The length of each row in the space it is compared in; NaN for a row that is not finite.
  let norms: [Double]
  /// Rows of zeros, where angles are compared.
  let zeroRows: [Int]
  let nonFiniteRows: [Int]

  init(_ search: NeighborSearch) {
    let norms = search.norms ?? RowNorms(of: search.matrix).values
    self.norms = norms
    nonFiniteRows = norms.indices.filter { norms[$0].isNaN }
    zeroRows = search.metric == .cosine ? norms.indices.filter { norms[$0] == 0 } : []
  }

  /// Whether the bounds on rounding of products in 32 bits hold: nothing may overflow, and what underflows must be next to
  /// nothing beside the lengths.
  var fitsSinglePrecision: Bool {
    norms.allSatisfy { $0.isNaN || $0 == 0 || (1e-15 < $0 && $0 < 1e15) }
  }
}
