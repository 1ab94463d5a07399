import EmbeddingAnalysis

extension AlignStudy {
  /// All measures, with what each says.
  static func measures(
    _ alignment: BaselinedMeasure, _ similarity: BaselinedMeasure, _ rotation: Procrustes, _ overlap: NeighborOverlap,
    _ coordinates: CoordinateCorrelation
  ) -> [AlignResult.Measure] {
    let jaccard = BaselinedMeasure(
      value: overlap.meanJaccard, baselineMean: overlap.expected / (2 * Double(overlap.k) - overlap.expected),
      baselineDeviation: nil)
    return [
      .init(
        "linear CKA", alignment, meaning: "Whether words lie in the same directions from each other; 1 is the same."),
      .init(
        "RSA (Spearman)", similarity,
        meaning: "Whether pairs that are alike in one model are alike in the other, over all pairs of words."),
      .init(
        "Procrustes, held-out cosine", rotation.cosine,
        meaning: "How near a word comes to its partner when one space is turned onto the other."),
      .init(
        "Procrustes, partner nearest", rotation.nearest,
        meaning: "The share of held-out words whose partner is then the nearest of all held-out words."),
      .init(
        "Procrustes, partner in 10", rotation.nearestTen,
        meaning: "The share of held-out words whose partner is then among the ten nearest."),
      .init(
        "neighbour overlap (Jaccard)", jaccard,
        meaning:
          "Of the words that are among a word's \(overlap.k) nearest in either model, the share that are in both."),
      .init(
        "raw coordinates, mean r", rawCorrelation(coordinates),
        meaning: "What plotting one word's two rows shows: nothing, since the models' axes are not shared."),
    ]
  }

  /// The mean of r over all words, beside that of random pairs and its standard error.
  private static func rawCorrelation(_ coordinates: CoordinateCorrelation) -> BaselinedMeasure {
    let values = coordinates.values.compactMap { $0 }
    let shuffled = coordinates.shuffled.compactMap { $0 }
    guard !values.isEmpty, shuffled.count > 1 else {
      return BaselinedMeasure(value: nil, baselineMean: nil, baselineDeviation: nil)
    }
    let mean = { (list: [Double]) in list.reduce(0, +) / Double(list.count) }
    let center = mean(shuffled)
    let variance = shuffled.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(shuffled.count - 1)
    return BaselinedMeasure(
      value: mean(values), baselineMean: center,
      baselineDeviation: (variance / Double(shuffled.count)).squareRoot())
  }

  /// Both distributions of r over the same 60 bins, from -m to m, where m is the largest |r| that occurs.
  static func distribution(_ coordinates: CoordinateCorrelation) -> AlignResult.Distribution {
    let same = coordinates.values.compactMap { $0 }
    let shuffled = coordinates.shuffled.compactMap { $0 }
    let reach = max((same + shuffled).reduce(0) { max($0, abs($1)) }, 0.01)
    let bins = 60
    let edges = (0...bins).map { -reach + 2 * reach * Double($0) / Double(bins) }
    let count = { (values: [Double]) -> [Int] in
      var counts = [Int](repeating: 0, count: bins)
      for value in values { counts[min(bins - 1, max(0, Int((value + reach) / (2 * reach) * Double(bins))))] += 1 }
      return counts
    }
    return .init(binEdges: edges, same: count(same), shuffled: count(shuffled))
  }
}
