import EmbeddingAnalysis
import Figures
import Tokenization
public import Work
public import Workspace

/// Which token embeddings moved between two checkpoints of one model, or two quantisations of it.
///
/// Rows are paired by the bytes of their tokens, whatever their ids; angle, norm and distance are those of every pair.
///
/// ```swift
/// let result = try DiffStudy().run([base, tuned])
/// result.identical                    // rows that training did not touch
/// result.mostMoved[0].token.raw       // the token whose row turned furthest
/// ```
public struct DiffStudy: Study {
  /// What moved rows are ranked by; by neighbours only where they are compared for all rows.
  public var order: DiffResult.Order
  /// How many rows, and how many dropped and added tokens, are listed.
  public var listedTokens: Int
  /// How many nearest rows are compared.
  public var k: Int
  /// Whether neighbours are compared for every row, which takes as long as two graphs of neighbours.
  public var comparesAllNeighbors: Bool

  /// The share of rows that must have a partner for two models to be versions of one; nil takes any two.
  private var fewestShared: Double?

  /// A study of two models that must be versions of one.
  package init(fewestShared: Double) {
    self.init()
    self.fewestShared = fewestShared
  }

  /// A study of two models.
  public init(
    order: DiffResult.Order = .angle, listedTokens: Int = 20, k: Int = 10, comparesAllNeighbors: Bool = false
  ) {
    self.order = order
    self.listedTokens = listedTokens
    self.k = k
    self.comparesAllNeighbors = comparesAllNeighbors || order == .neighbors
  }

  /// Compares two models.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> DiffResult {
    guard models.count == 2 else { throw StudiesError.twoModels(study: DiffResult.study, models: models.count) }
    let matrices = try models.map { try $0.tokenEmbeddings() }
    guard matrices[0].columnCount == matrices[1].columnCount else {
      throw StudiesError.differentDimensions(
        a: models[0].displayName, columnsOfA: matrices[0].columnCount, b: models[1].displayName,
        columnsOfB: matrices[1].columnCount)
    }
    let names = try models.map { try RowNames($0) }
    let tokens = names.map(\.vocabulary)
    let pairing = Self.pairing(matrices, tokens)
    guard !pairing.pairs.isEmpty else {
      throw StudiesError.noSharedTokens(a: models[0].displayName, b: models[1].displayName)
    }
    let rows = max(matrices[0].rowCount, matrices[1].rowCount)
    if let fewestShared, Double(pairing.pairs.count) < fewestShared * Double(rows) {
      throw StudiesError.notTwoVersions(
        a: models[0].displayName, b: models[1].displayName, shared: pairing.pairs.count, rows: rows)
    }
    let moves = RowMovements(matrices[0], matrices[1], pairs: pairing.pairs)
    let neighbors = try NeighborChange(
      matrices, pairing.pairs, k: k, all: comparesAllNeighbors, progress: progress)
    return try DiffReading(study: self, models, matrices, names, pairing, moves, neighbors).result()
  }

  private static func pairing(_ matrices: [EmbeddingMatrix], _ tokens: [Vocabulary?]) -> TokenPairing {
    let rows = matrices.map(\.rowCount)
    guard let a = tokens[0], let b = tokens[1] else { return TokenPairing(rowsOfA: rows[0], rowsOfB: rows[1]) }
    return TokenPairing(a, rowsOfA: rows[0], b, rowsOfB: rows[1])
  }
}
