import EmbeddingAnalysis
import SafeText
import Tensors
import Tokenization
public import Work
public import Workspace

/// How alike the token embeddings of two models are: over the words both have, each measure beside random pairings.
///
/// ```swift
/// let result = try AlignStudy().run([smolLM2, miniLM])
/// result.measures[0].value            // linear CKA
/// ```
public struct AlignStudy: Study {
  /// When two tokens are the same word.
  public var match: WordMatch
  /// How many neighbours of each word are compared.
  public var k: Int
  /// How many random pairings the baselines come from.
  public var shuffles: Int
  /// What random pairings and held-out words are drawn from.
  public var seed: UInt64
  /// How many words the lists hold.
  public var listedWords: Int
  /// Whether words whose rows look untrained are listed, too.
  public var listsAllRows = false

  /// A study of the words that match as `match` says.
  public init(
    match: WordMatch = .exact, k: Int = 10, shuffles: Int = 10, seed: UInt64 = 0, listedWords: Int = 12
  ) {
    self.match = match
    self.k = k
    self.shuffles = shuffles
    self.seed = seed
    self.listedWords = listedWords
  }

  /// How many random rotations are tried where each other measure gets `shuffles` pairings.
  static func rotations(_ shuffles: Int) -> Int { max(2, shuffles / 3) }

  /// The fewest words that are compared: below it no measure says anything.
  static let fewestWords = 20

  /// Compares two models.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> AlignResult {
    guard models.count == 2 else { throw StudiesError.twoModels(study: AlignResult.study, models: models.count) }
    let vocabularies = try models.map { try RowNames($0).tokenizer(else: "nothing can be said of tokens").vocabulary }
    let matrices = try models.map { try $0.tokenEmbeddings() }
    let shared = SharedVocabulary(vocabularies[0], vocabularies[1], match: match)
    let usable = shared.words.filter { word in
      Self.isUsable(matrices[0], word.a) && Self.isUsable(matrices[1], word.b)
    }
    guard usable.count >= Self.fewestWords else {
      throw StudiesError.tooFewSharedWords(
        a: models[0].displayName, b: models[1].displayName, found: usable.count, needed: Self.fewestWords)
    }
    let rows = PairedRows(matrices[0], matrices[1], pairs: usable.map { ($0.a, $0.b) })
    let words = AlignResult.Words(
      match: match, shared: shared.words.count, tokensOfA: shared.tokensOfA, tokensOfB: shared.tokensOfB,
      leftOut: shared.words.count - usable.count)
    let untrained = listsAllRows ? [[], []] : try models.map(AnomaliesStudy.untrained)
    return try measure(rows, usable, words, models.map(\.displayName), untrained, progress)
  }

  private static func isUsable(_ matrix: EmbeddingMatrix, _ row: Int) -> Bool {
    guard row < matrix.rowCount, PairedRows.hasFiniteRow(matrix, at: row) else { return false }
    return matrix.row(row).contains { $0 != 0 }
  }

  private func measure(
    _ rows: PairedRows, _ words: [SharedVocabulary.Word], _ counts: AlignResult.Words, _ names: [String],
    _ untrained: [Set<Int>], _ progress: WorkProgress
  ) throws -> AlignResult {
    let algebra = try LinearAlgebra.load()
    try progress("CKA", 0, of: 1)
    let alignment = LinearCKA.measure(rows, shuffles: shuffles, seed: seed, algebra: algebra)
    try progress("similarity of all pairs", 0, of: 1)
    let similarity = RepresentationalSimilarity.measure(rows, algebra: algebra)
    try progress("rotation", 0, of: 1)
    // Each random rotation costs a decomposition: a few show the baseline as well as many.
    let rotation = try Procrustes(rows, shuffles: Self.rotations(shuffles), seed: seed, algebra: algebra)
    let overlap = try NeighborOverlap(rows, k: k, progress: progress)
    let coordinates = CoordinateCorrelation(rows, seed: seed)
    let neighborhoods = Neighborhoods(overlap, words: words) {
      !untrained[0].contains($0.a) && !untrained[1].contains($0.b)
    }
    let hidden = words.count { untrained[0].contains($0.a) || untrained[1].contains($0.b) }
    return AlignResult(
      a: names[0], b: names[1], words: counts,
      measures: Self.measures(alignment, similarity, rotation, overlap, coordinates), k: overlap.k,
      overlaps: (0...overlap.k).map { size in overlap.common.count { $0 == size } }, expectedOverlap: overlap.expected,
      coordinates: Self.distribution(coordinates), mostDifferent: neighborhoods.mostDifferent(listedWords),
      mostAlike: neighborhoods.mostAlike(listedWords), seed: seed, shuffles: shuffles,
      notes: notes(counts, rotation, hidden))
  }

  private func notes(_ words: AlignResult.Words, _ rotation: Procrustes, _ hidden: Int) -> [String] {
    var notes = [
      "The rotation was made from \(rotation.trainingCount.grouped) words and tried on \(rotation.heldOutCount.grouped) "
        + "others; its baseline is \(Self.rotations(shuffles)) rotations onto words paired at random, that of CKA "
        + "\(shuffles) random pairings, that of RSA exact."
    ]
    if words.leftOut > 0 {
      notes.append(
        "\(words.leftOut.grouped) shared words were left out: a row is missing, zero, or holds values that are not finite."
      )
    }
    if hidden > 0 {
      notes.append("\(hidden.of("word")) with a row that looks untrained count in the measures, and are not listed.")
    }
    let extra = words.tokensOfA + words.tokensOfB - 2 * words.shared
    if extra > 0 {
      notes.append(
        "\(extra.grouped) further tokens are the same word as another one; the one spelled like the word counts, or else "
          + "the one with the lowest id.")
    }
    return notes
  }
}
