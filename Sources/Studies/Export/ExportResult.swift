import SafeText

/// What was exported.
public struct ExportResult: StudyResult {
  public static let study = "export"

  /// A file that was written.
  public struct File: Codable, Sendable, Equatable {
    /// The path as it was given; `-` for the standard output.
    public var path: String
    /// What it holds: a format's name, or `metadata` or `config` of the Embedding Projector.
    public var format: String
    public var bytes: Int

    package init(path: String, format: String, bytes: Int) {
      self.path = path
      self.format = format
      self.bytes = bytes
    }
  }

  /// One model's rows.
  public struct Model: Codable, Sendable {
    public var model: String
    /// The tensor that the rows are of.
    public var tensor: String
    /// The type it is stored as; what is written are 32-bit floats.
    public var dtype: String
    /// How many rows were written.
    public var rows: Int
    /// D.
    public var columns: Int
    public var files: [File]
    /// What a reader should know, in sentences.
    public var notes: [String]
  }

  public var models: [Model]
}

extension ExportResult {
  public func blocks() -> [Block] {
    models.flatMap { model -> [Block] in
      [
        .paragraph("\(model.model): \(model.rows.grouped) rows of \(model.columns.grouped) values, of \(model.tensor)"),
        .notes(model.notes),
      ]
    }
  }
}
