import EmbeddingAnalysis
import Work

/// How the nearest rows of paired rows changed.
struct NeighborChange {
  private let matrices: [EmbeddingMatrix]
  private let k: Int
  /// The partner in the first matrix of each row of the second; -1 for none.
  private let partners: [Int]
  private let pairs: [(a: Int, b: Int)]
  private let graphs: [NeighborGraph]

  /// Finds the neighbours of all rows in both matrices where `all` is true; else nothing yet.
  init(
    _ matrices: [EmbeddingMatrix], _ pairs: [(a: Int, b: Int)], k: Int, all: Bool,
    progress: WorkProgress
  ) throws {
    self.matrices = matrices
    self.k = k
    self.pairs = pairs
    var partners = [Int](repeating: -1, count: matrices[1].rowCount)
    for pair in pairs { partners[pair.b] = pair.a }
    self.partners = partners
    guard all else {
      graphs = []
      return
    }
    graphs = try matrices.enumerated().map { place, matrix in
      try NeighborGraph(of: NeighborSearch(matrix), k: k, progress: progress.part(place, of: 2))
    }
  }

  /// The overlap of the lists of every pair; empty where they were not asked for.
  func overlaps() -> [Double?] {
    guard graphs.count == 2 else { return [] }
    return pairs.map { overlap(graphs[0].neighbors(of: $0.a).map(\.id), graphs[1].neighbors(of: $0.b).map(\.id)) }
  }

  /// The lists of the pairs at `indices`, by rows of either matrix.
  func lists(of indices: [Int]) -> [(a: [Int], b: [Int])] {
    if graphs.count == 2 {
      return indices.map { index in
        (graphs[0].neighbors(of: pairs[index].a).map(\.id), graphs[1].neighbors(of: pairs[index].b).map(\.id))
      }
    }
    let a = NeighborSearch(matrices[0]).nearest(toRows: indices.map { pairs[$0].a }, k: k).lists
    let b = NeighborSearch(matrices[1]).nearest(toRows: indices.map { pairs[$0].b }, k: k).lists
    return zip(a, b).map { ($0.map(\.id), $1.map(\.id)) }
  }

  /// |A ∩ B| / |A ∪ B|, a row of the second matrix being its partner in the first; nil where a row has no neighbours.
  func overlap(_ a: [Int], _ b: [Int]) -> Double? {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    let common = Set(a).intersection(b.map { partners[$0] }).count
    return Double(common) / Double(a.count + b.count - common)
  }
}
