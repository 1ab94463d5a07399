import EmbeddingAnalysis

/// How alike two models' token embeddings are, over the words that both have.
public struct AlignResult: StudyResult {
  public static let study = "align"

  /// The words compared.
  public struct Words: Codable, Sendable, Equatable {
    public var match: WordMatch
    /// How many words both vocabularies have.
    public var shared: Int
    /// How many tokens of the first model are such words.
    public var tokensOfA: Int
    /// How many tokens of the second are.
    public var tokensOfB: Int
    /// Words left out because a row is zero, or holds values that are not finite.
    public var leftOut: Int
  }

  /// A measure beside what words paired at random give.
  public struct Measure: Codable, Sendable, Equatable {
    public var name: String
    public var value: Double?
    public var baselineMean: Double?
    public var baselineDeviation: Double?
    /// What it says, in a sentence.
    public var meaning: String

    init(_ name: String, _ measure: BaselinedMeasure, meaning: String) {
      self.name = name
      value = measure.value?.finite
      baselineMean = measure.baselineMean?.finite
      baselineDeviation = measure.baselineDeviation?.finite
      self.meaning = meaning
    }
  }

  /// A word's nearest words in both models.
  public struct Neighborhood: Codable, Sendable, Equatable {
    public var word: String
    public var tokenA: Int
    public var tokenB: Int
    /// How many words are in both lists.
    public var common: Int
    /// The nearest words in the first model, the nearest first.
    public var a: [String]
    public var b: [String]
  }

  /// How often a correlation or an overlap occurs.
  public struct Distribution: Codable, Sendable, Equatable {
    public var binEdges: [Double]
    /// Of the words as they belong together.
    public var same: [Int]
    /// Of words paired at random.
    public var shuffled: [Int]
  }

  public var a: String
  public var b: String
  public var words: Words
  public var measures: [Measure]
  /// k, the length of the lists of neighbours.
  public var k: Int
  /// For 0, 1, … k: how many words have so many neighbours in common.
  public var overlaps: [Int]
  /// What two random lists have in common.
  public var expectedOverlap: Double
  /// Pearson's r of the raw coordinates of each word.
  public var coordinates: Distribution
  /// The words whose neighbourhoods have least in common.
  public var mostDifferent: [Neighborhood]
  /// The words whose neighbourhoods have most in common.
  public var mostAlike: [Neighborhood]
  public var seed: UInt64
  /// How many random pairings each baseline comes from.
  public var shuffles: Int
  public var notes: [String]
}

extension AlignResult {
  /// The measures; the words that differ most and least; the distributions.
  public func tables() -> [Table] {
    let measured = Table(
      name: "align", columns: ["measure", "value", "baseline_mean", "baseline_deviation"],
      rows: measures.map {
        [.text($0.name), .optional($0.value), .optional($0.baselineMean), .optional($0.baselineDeviation)]
      })
    let words = Table(
      name: "words", columns: ["group", "word", "token_a", "token_b", "common", "neighbors_a", "neighbors_b"],
      rows: [("different", mostDifferent), ("alike", mostAlike)].flatMap { group, list in
        list.map { word -> [Table.Field] in
          [
            .text(group), .text(word.word), .integer(word.tokenA), .integer(word.tokenB), .integer(word.common),
            .text(word.a.joined(separator: " ")), .text(word.b.joined(separator: " ")),
          ]
        }
      })
    let correlations = Table(
      name: "coordinates", columns: ["bin_start", "bin_end", "words", "words_shuffled"],
      rows: coordinates.same.indices.map { bin in
        [
          .number(coordinates.binEdges[bin]), .number(coordinates.binEdges[bin + 1]), .integer(coordinates.same[bin]),
          .integer(coordinates.shuffled[bin]),
        ]
      })
    return [measured, words, correlations]
  }
}
