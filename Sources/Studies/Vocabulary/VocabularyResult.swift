import Figures
import SafeText

/// The sizes of each model's vocabulary, and its tokens where they were asked for.
public struct VocabularyResult: ResultByModel {
  public static let study = "vocab"

  /// One model's sizes.
  public struct Model: Codable, Sendable {
    public var model: String
    /// Tokens that the tokenizer knows, added ones included.
    public var tokenizerSize: Int
    /// What the configuration states; nil where it does not.
    public var configurationSize: Int?
    /// Rows of the embedding matrix, V; like all that follows nil for a tokenizer's file alone.
    public var matrixRows: Int?
    /// Columns of the embedding matrix, D.
    public var matrixColumns: Int?
    /// The tensor used, by its name in the file.
    public var embeddingTensor: String?
    /// The type its elements are stored as.
    public var dtype: String?
    /// Rows above the highest id of the tokenizer: no text reaches them.
    public var paddingRows: Int?
    /// Rows that another row equals to the bit.
    public var duplicateRows: Int?
    /// What the vocabulary consists of; nil, like ``duplicateRows``, where only sizes were looked at.
    public var health: VocabularyHealth?
    /// Why the sizes differ, in sentences.
    public var notes: [String]
  }

  /// One token of the list.
  public struct Token: Codable, Sendable {
    public var id: Int
    public var raw: String
    public var text: String?
    public var bytesHex: String
    public var shown: String
    /// Whether it is a control token, such as `<|endoftext|>`, and not text.
    public var special: Bool

    init(_ token: TokenDescription, special: Bool) {
      id = token.id
      raw = token.raw
      text = token.text
      bytesHex = token.bytesHex
      shown = token.shown
      self.special = special
    }
  }

  public var models: [Model]
  /// Every token of the one model in the order of ids, where they were asked for.
  public var tokens: [Token]?
  /// What of it is told.
  var parts: Set<VocabularyStudy.Part> = [.sizes, .health]

  private enum CodingKeys: CodingKey { case models, tokens }
}

extension VocabularyResult {
  /// The sizes as one row per model; every token as one row of a second table; or what the vocabularies consist of.
  public func tables() -> [Table] {
    guard parts.contains(.sizes) else { return healthTables }
    let sizes = Table(
      name: "vocab",
      columns: [
        "model", "tokenizer_size", "configuration_size", "matrix_rows", "matrix_columns", "embedding_tensor", "dtype",
      ],
      rows: models.map { model in
        [
          .text(model.model), .integer(model.tokenizerSize), model.configurationSize.map(Table.Field.integer) ?? .empty,
          model.matrixRows.map(Table.Field.integer) ?? .empty, model.matrixColumns.map(Table.Field.integer) ?? .empty,
          model.embeddingTensor.map(Table.Field.text) ?? .empty, model.dtype.map(Table.Field.text) ?? .empty,
        ]
      })
    guard let tokens else { return [sizes] }
    let list = Table(
      name: "tokens", columns: ["model", "id", "raw", "text", "bytes_hex", "special"],
      rows: tokens.map { token in
        [
          .text(models.first?.model ?? ""), .integer(token.id), .text(token.raw),
          token.text.map(Table.Field.text) ?? .empty, .text(token.bytesHex),
          .integer(token.special ? 1 : 0),
        ]
      })
    return [sizes, list]
  }
}

extension VocabularyResult.Model {
  /// The matrix's size in words: `50,257 × 768`; a dash where there is no matrix.
  public var matrixShape: String {
    guard let matrixRows, let matrixColumns else { return "–" }
    return "\(matrixRows.grouped) × \(matrixColumns.grouped)"
  }
}

extension VocabularyResult {
  /// Tokenizer, configuration and matrix as three bars per model.
  public func figures() -> [NamedFigure] {
    guard parts.contains(.sizes) else { return [] }
    let panels = models.enumerated().map { index, model -> [Panel] in
      let sizes: [(String, Int)] =
        [("Tokenizer", model.tokenizerSize)]
        + (model.configurationSize.map { [("Configuration", $0)] } ?? [])
        + (model.matrixRows.map { [("Matrix rows", $0)] } ?? [])
      let bars = BarsMark(
        y: sizes.indices.map(Double.init), lengths: sizes.map { Double($0.1) }, valueLabels: sizes.map { $0.1.grouped },
        color: .series(index))
      return [
        Panel(
          title: model.model, x: Axis("Tokens", startsAt: 0), y: Axis(ticks: .categories(sizes.map(\.0))),
          marks: [.bars(bars)])
      ]
    }
    let figure = Figure(
      "How large are the vocabularies?", panels: panels, size: Size(width: 780, height: 80 + 150 * Double(models.count))
    )
    return [NamedFigure(name: "vocab", figure: figure)]
  }
}
