import Tokenization
public import Work
public import Workspace

/// How many tokens have each length.
public struct LengthsStudy: Study {
  /// What is counted.
  public enum Unit: String, Codable, Sendable, CaseIterable {
    /// Unicode scalars of the vocabulary's own spelling: what Python's `len` gives, `Ġthe` is 4 and `##ing` is 5.
    case raw
    /// Bytes that the token stands for.
    case bytes
    /// Unicode scalars of the readable text; bytes that are no text by themselves count one each.
    case characters
    /// What a reader sees as one character (Unicode's extended grapheme clusters) in the readable text.
    case graphemes
  }

  /// What is counted.
  public var unit: Unit
  /// The largest length that the figure shows; longer tokens are counted on it.
  public var maximumLength: Int

  /// A study in `unit` whose figure ends at `maximumLength`.
  public init(unit: Unit = .raw, maximumLength: Int = 22) {
    self.unit = unit
    self.maximumLength = maximumLength
  }

  /// Counts the tokens of each model's tokenizer, added tokens included, as `get_vocab()` lists them.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> LengthsResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: LengthsResult.study) }
    guard (1...10_000).contains(maximumLength) else {
      throw StudiesError.outOfRange(parameter: "max-length", value: Double(maximumLength), allowed: "1 to 10000")
    }
    let results = try models.map { model in
      let counts = Self.counts(
        of: try RowNames(model).tokenizer(else: "nothing can be said of tokens").vocabulary, unit: unit)
      return LengthsResult.Model(
        model: model.displayName, unit: unit, lengths: counts.keys.sorted(),
        counts: counts.sorted { $0.key < $1.key }.map(\.value))
    }
    return LengthsResult(models: results, maximumLength: maximumLength)
  }

  static func counts(of vocabulary: Vocabulary, unit: Unit) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for entry in vocabulary { counts[length(of: entry, unit: unit), default: 0] += 1 }
    return counts
  }

  private static func length(of token: Vocabulary.Entry, unit: Unit) -> Int {
    switch unit {
    case .raw: token.raw.unicodeScalars.count
    case .bytes: token.bytes.count
    case .characters: token.text?.unicodeScalars.count ?? token.bytes.count
    case .graphemes: token.text?.count ?? token.bytes.count
    }
  }
}
