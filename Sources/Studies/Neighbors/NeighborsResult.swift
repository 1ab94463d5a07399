public import EmbeddingAnalysis

/// The nearest tokens of words, and where other tokens are among them.
public struct NeighborsResult: ResultByModel {
  public static let study = "neighbors"

  /// One model's answers.
  public struct Model: Codable, Sendable {
    public var model: String
    /// V, the rows that were compared.
    public var rows: Int
    /// D, the values of a row.
    public var dimensions: Int
    /// What was taken out of the rows first; nil for rows as they are.
    public var correction: CorrectionDescription?
    public var queries: [Query]
    /// Which rows could not be compared, and other things to know.
    public var notes: [String]
  }

  /// One word and its neighbours.
  public struct Query: Codable, Sendable {
    /// The word, or the token's id, as it was given.
    public var query: String
    /// The tokens of the word: one, or the pieces whose mean stands for it.
    public var tokens: [TokenDescription]
    /// Whether the word is no token, and the mean of its pieces' rows was taken.
    public var isMean: Bool
    /// The nearest tokens, the nearest first.
    public var neighbors: [Near]
    /// For a word that is no token: tokens spelled nearly so.
    public var nearSpellings: [TokenDescription]
    /// Where other tokens are among the neighbours of this one.
    public var comparisons: [Comparison]

    enum CodingKeys: String, CodingKey {
      case query = "word"
      case tokens, isMean, neighbors, nearSpellings, comparisons
    }
  }

  /// A token near another one.
  public struct Near: Codable, Sendable, Equatable {
    public var token: TokenDescription
    /// The cosine similarity, the distance, or the scalar product.
    public var score: Double

    init(_ token: TokenDescription, score: Double) {
      self.token = token
      self.score = score
    }
  }

  /// Where one token is among the neighbours of a word.
  public struct Comparison: Codable, Sendable {
    public var other: TokenDescription
    /// One more than the number of tokens that are nearer to the word; nil where the two cannot be compared.
    public var rank: Int?
    /// The tokens that are nearer to the word, the nearest first; nil where only the rank was asked for.
    public var closer: [Near]?
  }

  public var metric: NeighborMetric
  /// How many neighbours were asked for.
  public var k: Int
  public var models: [Model]
}
