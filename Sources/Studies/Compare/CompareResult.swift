import EmbeddingAnalysis

/// One row of each model, and how the rows correlate.
public struct CompareResult: StudyResult {
  public static let study = "compare"

  /// What was asked for.
  public enum Mode: String, Codable, Sendable {
    case index
    case word
  }

  /// One model's row.
  public struct Model: Codable, Sendable {
    public var model: String
    public var tokenID: Int
    public var token: TokenDescription
    /// All tokens of the word; one alone where it is a token as a whole.
    public var splitInto: [Int]
    /// The same word elsewhere in a text: after a space, or as the continuation of another.
    public var otherForms: [Form]
    /// The row of the embedding matrix, D values.
    public var row: [Float]

    enum CodingKeys: CodingKey { case model, tokenID, token, splitInto, otherForms, row }
  }

  /// Another form of the word, with its own row.
  public struct Form: Codable, Sendable {
    public var id: Int
    public var raw: String
    public var text: String?
    public var bytesHex: String
    public var shown: String
    /// The row of the embedding matrix, D values.
    public var row: [Float]

    enum CodingKeys: CodingKey { case id, raw, text, bytesHex, shown, row }

    init(_ token: TokenDescription, row: [Float]) {
      id = token.id
      raw = token.raw
      text = token.text
      bytesHex = token.bytesHex
      shown = token.shown
      self.row = row
    }
  }

  /// Pearson's correlation of two models' rows.
  public struct Pair: Codable, Sendable, Equatable {
    public var a: String
    public var b: String
    /// nil where a row is constant or not finite.
    public var r: Double?
    /// The tokens compared.
    public var tokenIDs: [Int]
    /// How many dimensions were compared: the first ones, which both models have.
    public var dimensions: Int
  }

  public var mode: Mode
  public var query: String
  /// What a random index was drawn from.
  public var seed: UInt64?
  public var models: [Model]
  /// How many dimensions every pair was compared over at least: those of the narrowest model.
  public var dimensions: Int
  /// Every pair of models, for the tokens that were asked for.
  public var pairs: [Pair]
  /// The same pairs with a word's other forms in place of the first.
  public var otherPairs: [Pair]
  public var notes: [String]

  init(mode: Mode, query: String, seed: UInt64?, models: [Model], notes given: [String] = []) {
    self.mode = mode
    self.query = query
    self.seed = seed
    self.models = models
    dimensions = models.map(\.row.count).min() ?? 0
    pairs = []
    otherPairs = []
    notes = []
    pairs = Self.pairs(models)
    otherPairs = Self.otherPairs(models)
    notes = given + makeNotes()
  }

  private static func pairs(_ models: [Model]) -> [Pair] {
    models.indices.flatMap { first in
      models.indices.dropFirst(first + 1).map { second in
        pair(forms(of: models[first])[0], forms(of: models[second])[0])
      }
    }
  }

  private static func otherPairs(_ models: [Model]) -> [Pair] {
    models.indices.flatMap { first in
      models.indices.dropFirst(first + 1).flatMap { second -> [Pair] in
        // The first combination is the pair that was asked for.
        Array(
          forms(of: models[first]).flatMap { a in forms(of: models[second]).map { pair(a, $0) } }
            .dropFirst())
      }
    }
  }

  /// The row that was asked for, and those of the word's other forms.
  private static func forms(of model: Model) -> [Row] {
    [Row(model: model.model, tokenID: model.tokenID, values: model.row)]
      + model.otherForms.map { Row(model: model.model, tokenID: $0.id, values: $0.row) }
  }

  private struct Row {
    var model: String
    var tokenID: Int
    var values: [Float]
  }

  private static func pair(_ a: Row, _ b: Row) -> Pair {
    let dimensions = min(a.values.count, b.values.count)
    let r = Correlation.pearson(a.values.prefix(dimensions), b.values.prefix(dimensions))
    return Pair(a: a.model, b: b.model, r: r, tokenIDs: [a.tokenID, b.tokenID], dimensions: dimensions)
  }

  private func makeNotes() -> [String] {
    var notes: [String] = []
    for pair in pairs {
      let widths = models.filter { $0.model == pair.a || $0.model == pair.b }.map(\.row.count)
      guard Set(widths).count > 1 else { continue }
      notes.append(
        "\(pair.a) and \(pair.b) differ in width: only the first \(pair.dimensions) dimensions, which both have, are "
          + "compared.")
    }
    for model in models where model.row.contains(where: { !$0.isFinite }) {
      notes.append("\(model.model): the row of token \(model.tokenID) holds values that are not finite.")
    }
    if mode == .word {
      for model in models where model.splitInto.count > 1 {
        notes.append(
          "\(model.model) splits “\(query)” into \(model.splitInto.count) tokens; only the first is compared.")
      }
    }
    return notes
  }
}
