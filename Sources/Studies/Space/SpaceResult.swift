public import EmbeddingAnalysis

/// The spaces that the rows of embedding matrices fill.
public struct SpaceResult: ResultByModel {
  public static let study = "space"

  /// What the random pairs were drawn from.
  public var seed: UInt64
  public var models: [Model]

  /// One model's space.
  public struct Model: Codable, Sendable {
    public var model: String
    /// Rows of the matrix, those without a token included.
    public var rows: Int
    public var columns: Int
    public var anisotropy: Anisotropy
    public var spectrum: Shape
    public var dimensions: [DimensionProfile.Dimension]
    public var norms: Norms
    /// The rows of zeros.
    public var zeroRows: [Int]
    /// The rows that hold a NaN or an infinity, each with its first; they are left out of everything else.
    public var nonFinite: [NonFinite]
    /// Groups of rows that are the same to the bit.
    public var duplicates: [[Int]]
    /// Pairs of tokens that differ in one thing, by kind; kinds with fewer than two pairs are left out.
    public var pairs: [Pairs]
    /// nil where it was not asked for.
    public var hubness: Hubs?
    /// What a reader should know of the rows before the numbers, in sentences.
    public var notes: [String]
  }

  /// The mean cosine of all pairs of rows; nil where fewer than two rows have a direction.
  public struct Anisotropy: Codable, Sendable, Equatable {
    /// Of the rows as they are.
    public var meanCosine: Double?
    /// Of the rows around their mean.
    public var centred: Double?
    /// Of the rows around their mean, without the strongest axis, without two, and so on.
    public var withoutTop: [Double?]
    /// What each dimension adds to ``meanCosine``: D numbers, or none.
    public var contributions: [Double]

    init(_ cosine: MeanCosine) {
      meanCosine = cosine.stored.mean
      centred = cosine.centred.first?.mean
      withoutTop = cosine.centred.dropFirst().map(\.mean)
      contributions = cosine.contributions
    }
  }

  /// In how many directions the rows vary; the measures are nil where they do not.
  public struct Shape: Codable, Sendable, Equatable {
    /// exp of the entropy of ``shares``.
    public var effectiveRank: Double?
    /// exp of the entropy of the normalised singular values of the centred rows.
    public var effectiveRankOfRows: Double?
    public var participationRatio: Double?
    public var isoScore: Double?
    /// The least number of axes that hold 50, 90 and 99 % of the variance.
    public var axesFor50: Int?
    public var axesFor90: Int?
    public var axesFor99: Int?
    /// Each axis's share of the variance, falling.
    public var shares: [Double]

    init(_ spectrum: Spectrum) {
      effectiveRank = spectrum.effectiveRank
      effectiveRankOfRows = spectrum.effectiveRankOfRows
      participationRatio = spectrum.participationRatio
      isoScore = spectrum.isoScore
      axesFor50 = spectrum.axisCount(holding: 0.5)
      axesFor90 = spectrum.axisCount(holding: 0.9)
      axesFor99 = spectrum.axisCount(holding: 0.99)
      shares = spectrum.shares
    }
  }

  /// A row with a value that is no number.
  public struct NonFinite: Codable, Sendable, Equatable {
    public var token: TokenDescription
    /// The first column with such a value.
    public var column: Int
    /// `NaN`, `+∞` or `−∞`.
    public var kind: String
  }

  /// The rows that are in the most lists of nearest neighbours.
  public struct Hubs: Codable, Sendable {
    /// How long the lists are.
    public var k: Int
    /// Of the numbers of lists; nil where all are equal.
    public var skewness: Double?
    /// Rows that are in no list.
    public var antihubs: Int
    /// The twenty rows in the most lists, without those that look untrained.
    public var hubs: [Hub]
    /// How many rows that look untrained are in more lists than the last one of ``hubs``.
    public var hidden: Int
    /// How many rows are in 0, 1, 2, … lists, up to the most.
    public var rowsByLists: [Int]

    init(k: Int, skewness: Double?, antihubs: Int, hubs: [Hub], occurrences: [Int], hidden: Int) {
      self.k = k
      self.skewness = skewness
      self.antihubs = antihubs
      self.hubs = hubs
      self.hidden = hidden
      rowsByLists = Array(repeating: 0, count: (occurrences.max() ?? 0) + 1)
      for count in occurrences { rowsByLists[count] += 1 }
    }
  }

  /// One of them.
  public struct Hub: Codable, Sendable, Equatable {
    public var token: TokenDescription
    /// How many lists it is in.
    public var lists: Int
  }
}
