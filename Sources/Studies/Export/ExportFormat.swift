/// A format that rows are written in, by its name.
package enum ExportFormat: String, CaseIterable, Sendable {
  case npy, npz, safetensors
  /// word2vec's text form.
  case word2vec
  case word2vecBinary = "word2vec-binary"
  case csv
  /// The Embedding Projector's two tables and their configuration.
  case tsv
  case jsonl

  /// What files of each format are called; the first that fits a name counts.
  private static let endings: [(ending: String, format: ExportFormat)] = [
    (".npy", .npy), (".npz", .npz), (".safetensors", .safetensors), (".vec", .word2vec), (".txt", .word2vec),
    (".bin", .word2vecBinary), (".csv", .csv), (".tsv", .tsv), (".jsonl", .jsonl),
  ]

  /// The format that a file's name asks for, small letters or capitals; nil for other names.
  package init?(fileName: String) {
    let name = fileName.lowercased()
    guard let known = Self.endings.first(where: { name.hasSuffix($0.ending) }) else { return nil }
    self = known.format
  }

  /// The endings that name a format, without their points.
  package static var fileEndings: [String] { endings.map { String($0.ending.dropFirst()) } }
}
