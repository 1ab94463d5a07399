import EmbeddingAnalysis
import SafeText
import Tensors
import Workspace

/// Puts what was measured of two models into a result.
struct DiffReading {
  private let study: DiffStudy
  private let models: [OpenModel]
  private let matrices: [EmbeddingMatrix]
  private let names: [RowNames]
  private let pairing: TokenPairing
  private let moves: RowMovements
  private let neighbors: NeighborChange
  private let rows: DiffResult.Rows

  init(
    study: DiffStudy, _ models: [OpenModel], _ matrices: [EmbeddingMatrix], _ names: [RowNames],
    _ pairing: TokenPairing, _ moves: RowMovements, _ neighbors: NeighborChange
  ) {
    self.study = study
    self.models = models
    self.matrices = matrices
    self.names = names
    self.pairing = pairing
    self.moves = moves
    self.neighbors = neighbors
    rows = DiffResult.Rows(
      idA: pairing.pairs.map(\.a), idB: pairing.pairs.map(\.b),
      raw: pairing.pairs.map { names[0].raw(of: $0.a) },
      identical: moves.isIdentical, angle: moves.angles.map(\.finite), distance: moves.distances.map(\.finite),
      normA: moves.normsOfA.map(\.finite), normB: moves.normsOfB.map(\.finite), jaccard: neighbors.overlaps())
  }

  func result() throws -> DiffResult {
    let known = rows.jaccard.compactMap { $0 }
    return DiffResult(
      a: side(0), b: side(1), columns: matrices[0].columnCount, pairedBy: hasTokens ? "tokens" : "ids",
      differentIDs: pairing.pairs.count { $0.a != $0.b }, identical: moves.isIdentical.count { $0 },
      comparesBytes: moves.comparesBytes, angles: try .init(rows.angle.compactMap { $0 }),
      normRatios: try .init(rows.idA.indices.compactMap(rows.normRatio)), order: study.order, k: study.k,
      meanJaccard: known.isEmpty ? nil : known.reduce(0, +) / Double(known.count), mostMoved: mostMoved(),
      droppedCount: pairing.dropped.count, addedCount: pairing.added.count,
      dropped: pairing.dropped.prefix(study.listedTokens).map { describe($0, 0) },
      added: pairing.added.prefix(study.listedTokens).map { describe($0, 1) }, rows: rows, notes: notes())
  }

  private var hasTokens: Bool { names.allSatisfy { $0.vocabulary != nil } }

  private func side(_ place: Int) -> DiffResult.Side {
    .init(
      model: models[place].displayName, tensor: matrices[place].name, dtype: matrices[place].typeName,
      rows: matrices[place].rowCount, tokens: names[place].vocabulary?.count)
  }

  private func describe(_ id: Int, _ place: Int) -> TokenDescription { names[place].describe(id) }

  /// How far the pair at `index` moved, in the order asked for; nil where that is not known.
  private func amount(_ index: Int) -> Double? {
    switch study.order {
    case .angle: rows.angle[index]
    case .distance: rows.distance[index]
    case .norm: rows.normRatio(index).map { $0 > 0 ? max($0, 1 / $0) : .infinity }
    case .neighbors: index < rows.jaccard.count ? rows.jaccard[index].map { -$0 } : nil
    }
  }

  private func mostMoved() -> [DiffResult.Moved] {
    let candidates = rows.idA.indices.filter { !rows.identical[$0] || study.order == .neighbors }
      .compactMap { index in amount(index).map { (index: index, amount: $0) } }
    let chosen = candidates.sorted { ($1.amount, $0.index) < ($0.amount, $1.index) }.prefix(study.listedTokens)
      .map(\.index)
    return zip(chosen, neighbors.lists(of: chosen)).map { index, lists in
      DiffResult.Moved(
        idA: rows.idA[index], idB: rows.idB[index], token: describe(rows.idA[index], 0), angle: rows.angle[index],
        normRatio: rows.normRatio(index), distance: rows.distance[index],
        jaccard: neighbors.overlap(lists.a, lists.b), neighborsA: lists.a.map { read($0, 0) },
        neighborsB: lists.b.map { read($0, 1) })
    }
  }

  private func read(_ id: Int, _ place: Int) -> String { describe(id, place).shown }

  private func notes() -> [String] {
    var notes = names.flatMap { names in names.notes.map { "\(names.model): \($0)" } }
    if !hasTokens { notes.append("Without the tokens of both, rows are paired by their ids.") }
    if !moves.comparesBytes {
      notes.append(
        "The matrices are stored as \(matrices[0].typeName) and \(matrices[1].typeName): rows are the same "
          + "where all values are equal as 32-bit floats.")
    }
    for place in 0..<2 {
      let norms = place == 0 ? rows.normA : rows.normB
      let ids = place == 0 ? rows.idA : rows.idB
      let spoilt = norms.indices.filter { norms[$0] == nil }
      if let first = spoilt.first, let column = matrices[place].firstNonFiniteColumn(ofRow: ids[first]) {
        notes.append(
          "\(models[place].displayName): \(spoilt.count) \(spoilt.count == 1 ? "row holds" : "rows hold") values that are "
            + "not finite, the first of token \(ids[first]) \(read(ids[first], place)) in column \(column); left out.")
      }
      let zeros = norms.count { $0 == 0 }
      if zeros > 0 {
        notes.append(
          "\(models[place].displayName): \(zeros.grouped) \(zeros == 1 ? "row is zero and has" : "rows are zero and have") no angle."
        )
      }
    }
    return notes
  }
}
