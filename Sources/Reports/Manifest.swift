import ByteFiles
import ModelSources

/// What a report was made from: enough to make it again, and to see whether anything differs.
public struct Manifest: Codable, Sendable {
  /// One model and the files read.
  public struct Model: Codable, Sendable {
    /// The model argument as it was given.
    public var id: String
    /// The commit of a hub model; null for a folder or file.
    public var commit: String?
    public var files: [File]
  }

  /// One file read.
  public struct File: Codable, Sendable, Equatable {
    public var name: String
    public var bytes: Int
    /// As the hub or its cache states it: SHA-256 of a large file, git's SHA-1 of a small one.
    public var statedHash: String?
    /// Read through for this manifest: small files always, large ones with `--hash`.
    public var sha256: String?
  }

  public var schema = 1
  /// Marks the folder as one that a report made, which a report may replace.
  public var kind = "embedscope report"
  public var tool: String
  public var models: [Model]
  public var seed: UInt64
  /// The row and the word that were compared; nil, and not in the file, where none was.
  public var index: Int?
  public var word: String?
  /// Files of the report beside this one.
  public var outputs: [String]
  /// What the report holds; nil, and not in the file, where that is the notebook alone.
  public var studies: [String]?
  /// The words that were asked for; nil, and not in the file, where none were.
  public var words: [String]?

  /// Files up to this size are always hashed.
  static let smallFileLimit = 8 << 20

  static func file(_ file: ModelFile, hashesAll: Bool) throws -> File {
    let sha256 = hashesAll || file.size <= smallFileLimit ? try Digest.sha256(path: file.path) : nil
    return File(name: file.name, bytes: file.size, statedHash: file.hash?.description, sha256: sha256)
  }

  /// Whether the folder at `path` holds a manifest that a report wrote.
  static func marksReport(at path: String) -> Bool {
    guard let value = try? JSONValue(path: path + "/manifest.json", limit: 4 << 20) else { return false }
    return value["kind"]?.string == "embedscope report"
  }
}

extension Manifest {
  private enum CodingKeys: CodingKey { case schema, kind, tool, models, seed, index, word, outputs, studies, words }

  /// The fields in the order of their declaration; what was not asked for is not there, so that the notebook's manifest
  /// is the same whatever else a report can hold.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(kind, forKey: .kind)
    try container.encode(tool, forKey: .tool)
    try container.encode(models, forKey: .models)
    try container.encode(seed, forKey: .seed)
    if let index { try container.encode(index, forKey: .index) }
    if let word { try container.encode(word, forKey: .word) }
    try container.encode(outputs, forKey: .outputs)
    if let studies { try container.encode(studies, forKey: .studies) }
    if let words { try container.encode(words, forKey: .words) }
  }
}
