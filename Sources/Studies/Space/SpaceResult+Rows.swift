public import EmbeddingAnalysis
import Work

extension SpaceResult {
  /// The lengths of the rows, and how they go with the index, which for byte pairs is the order of merges and thus roughly that
  /// of frequency.
  public struct Norms: Codable, Sendable, Equatable {
    /// The lengths' quantiles at 0, 5, 25, 50, 75, 95 and 100 %; empty where no row is finite.
    public var quantiles: [Double]
    /// Spearman's rank correlation with the index; nil where it is not defined.
    public var spearman: Correlation.Coefficient?
    /// Runs of consecutive rows, which together are all of them.
    public var bins: [Bin]

    /// A run of rows.
    public struct Bin: Codable, Sendable, Equatable {
      /// Its first row.
      public var first: Int
      /// Its number of rows.
      public var count: Int
      /// As ``Norms/quantiles``, of the run.
      public var quantiles: [Double]
    }

    static let shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]
    private static let mostBins = 128

    init(_ norms: [Double]) {
      quantiles = Quantiles.of(norms, at: Self.shares) ?? []
      let finite = norms.indices.filter { norms[$0].isFinite }
      spearman = Correlation.spearman(of: finite.map(Double.init), and: finite.map { norms[$0] })
      let width = min(Self.mostBins, norms.count)
      bins = (0..<width).map { bin in
        let rows = EvenRuns.run(bin, of: width, over: norms.count)
        return Bin(
          first: rows.lowerBound, count: rows.count, quantiles: Quantiles.of(norms[rows], at: Self.shares) ?? [])
      }
    }
  }

  /// Pairs of tokens that differ in one thing.
  public struct Pairs: Codable, Sendable, Equatable {
    public var kind: TokenPairKind
    /// Pairs whose rows both have a direction.
    public var count: Int
    public var meanCosine: Double?
    /// The mean cosine of the first tokens with the second ones of all other pairs, exact.
    public var meanCosineOfMismatches: Double?
    /// The cosines' quantiles at 0, 5, 25, 50, 75, 95 and 100 %.
    public var quantiles: [Double]
    /// The length of the mean difference of the two rows.
    public var meanOffsetNorm: Double
    /// The mean cosine of the differences with their mean.
    public var consistency: Double?
    /// The part of the differences' squared length that is common to all, in [0, 1].
    public var commonShare: Double?
    /// How many cosines lie in each of 100 equal bins from -1 to 1.
    public var histogram: [Int]
    /// The same for as many random pairs: each first token with the second one of another pair.
    public var randomHistogram: [Int]

    init(kind: TokenPairKind, _ offsets: PairOffsets, random: [Double]) {
      self.kind = kind
      count = offsets.count
      meanCosine = offsets.meanCosine
      meanCosineOfMismatches = offsets.meanCosineOfMismatches
      quantiles = Quantiles.of(offsets.cosines, at: Norms.shares) ?? []
      meanOffsetNorm = Vectors.dot(offsets.meanOffset, offsets.meanOffset).squareRoot()
      consistency = offsets.consistency
      commonShare = offsets.commonShare
      histogram = Self.count(offsets.cosines)
      randomHistogram = Self.count(random)
    }

    static let binEdges = (0...100).map { Double($0) / 50 - 1 }

    private static func count(_ cosines: [Double]) -> [Int] {
      var counts = [Int](repeating: 0, count: 100)
      for cosine in cosines where cosine.isFinite { counts[min(99, max(0, Int((cosine + 1) * 50)))] += 1 }
      return counts
    }
  }
}
