import EmbeddingAnalysis
import SafeText
import Tensors
import Tokenization
public import Work
public import Workspace

/// What space the rows of an embedding matrix fill: how narrow, along which dimensions, and how it knows tokens apart.
///
/// Everything is of all rows; nothing is sampled, but for the random pairs that pairs of tokens are compared with, whose seed
/// the result states.
///
/// ```swift
/// let result = try SpaceStudy().run([gpt2])
/// print(result.models[0].spectrum.effectiveRank ?? 0)
/// ```
public struct SpaceStudy: Study {
  /// How many of the strongest axes are taken out, one after the other; nil for D / 100, and at least 1 ("all but the top";
  /// Mu and Viswanath 2018).
  public var removedAxes: Int?
  /// How many neighbours hubness is counted in; nil leaves hubness out, which takes longer than all the rest.
  public var hubnessNeighbors: Int?
  /// What the random pairs are drawn from.
  public var seed: UInt64
  /// Whether rows that look untrained are listed among the hubs, too.
  public var listsAllRows = false

  /// A study of the space.
  public init(
    removedAxes: Int? = nil, hubnessNeighbors: Int? = nil, seed: UInt64 = 1
  ) {
    self.removedAxes = removedAxes
    self.hubnessNeighbors = hubnessNeighbors
    self.seed = seed
  }

  /// Measures the matrix of each model.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> SpaceResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: SpaceResult.study) }
    return SpaceResult(seed: seed, models: try models.map { try measure($0, progress.of($0.displayName)) })
  }

  private func measure(_ model: OpenModel, _ progress: WorkProgress) throws -> SpaceResult.Model {
    let matrix = try model.tokenEmbeddings()
    let names = try RowNames(model)
    let removed = removedAxes ?? min(max(1, matrix.columnCount / 100), matrix.columnCount - 1)
    guard (0..<matrix.columnCount).contains(removed) else {
      throw StudiesError.outOfRange(
        parameter: "remove", value: Double(removed), allowed: "0 to \(matrix.columnCount - 1) for \(model.displayName)")
    }
    let axes = try PrincipalAxes(of: matrix)
    let norms = RowNorms(of: matrix).values
    var result = SpaceResult.Model(
      model: model.displayName, rows: matrix.rowCount, columns: matrix.columnCount,
      anisotropy: .init(MeanCosine(of: matrix, axes: axes, removing: removed)),
      spectrum: .init(Spectrum(variances: axes.variances)),
      dimensions: DimensionProfile(of: matrix, axes: axes).dimensions,
      norms: .init(norms), zeroRows: norms.indices.filter { norms[$0] == 0 },
      nonFinite: NonFiniteValue.firstOfEachRow(of: matrix).map { value in
        .init(token: names.describe(value.row), column: value.column, kind: value.kind)
      },
      duplicates: DuplicateRows.groups(of: matrix),
      pairs: names.vocabulary.map { pairs(in: matrix, $0) } ?? [],
      hubness: try hubnessNeighbors.map {
        try hubness(
          model.neighborGraph(k: $0, progress: progress).prefix($0), names,
          listsAllRows ? [] : AnomaliesStudy.untrained(model))
      }, notes: names.notes)
    if names.vocabulary == nil { result.notes.append("Pairs of tokens were not looked for.") }
    result.notes += result.notesOnRows
    if let hidden = result.hubness?.hidden, hidden > 0 {
      result.notes.append(
        "\(hidden.of("hub")) with a row that looks untrained \(hidden == 1 ? "is" : "are") not listed.")
    }
    return result
  }

  private func pairs(in matrix: EmbeddingMatrix, _ vocabulary: Vocabulary) -> [SpaceResult.Pairs] {
    let found = TokenPairs(vocabulary, rowCount: matrix.rowCount).pairs
    return TokenPairKind.allCases.compactMap { kind in
      guard let pairs = found[kind], pairs.count > 1 else { return nil }
      var random = SeededRandom(seed: seed)
      // The first token of each pair with the second one of another pair.
      let shuffled = pairs.indices.map { index in
        let other = Int(random.next() % UInt64(pairs.count - 1))
        return PairOffsets.Pair(pairs[index].a, pairs[other < index ? other : other + 1].b)
      }
      return .init(
        kind: kind, PairOffsets(of: pairs, in: matrix), random: PairOffsets(of: shuffled, in: matrix).cosines)
    }
  }

  private func hubness(_ graph: NeighborGraph, _ names: RowNames, _ untrained: Set<Int>) -> SpaceResult.Hubs {
    let hubness = Hubness(of: graph)
    let all = hubness.hubs(Self.listedHubs + untrained.count)
    let listed = all.filter { !untrained.contains($0) }.prefix(Self.listedHubs)
    // Those that would stand before the last one listed.
    let hidden = all.prefix { $0 != listed.last }.count { untrained.contains($0) }
    return .init(
      k: graph.k, skewness: hubness.skewness, antihubs: hubness.antihubs,
      hubs: listed.map { .init(token: names.describe($0), lists: hubness.occurrences[$0]) },
      occurrences: hubness.occurrences, hidden: hidden)
  }

  private static let listedHubs = 20
}
