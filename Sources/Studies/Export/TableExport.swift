import EmbeddingAnalysis
import SafeText
import Work

/// Rows as text for tables: comma-separated values, JSON Lines, and the tables of the Embedding Projector.
struct TableExport: Sendable {
  private let rows: ExportedRows

  init(_ rows: ExportedRows) { self.rows = rows }

  /// A header, then `id,raw,bytes_hex` and the values; hidden characters are shown as marks, and the bytes tell exactly.
  func writeCSV(_ send: Export.Send, _ progress: WorkProgress) throws {
    let columns = (["id", "raw", "bytes_hex"] + (0..<rows.columns).map(String.init)).joined(separator: ",") + "\n"
    try Array(columns.utf8).withUnsafeBytes { try send($0) }
    try rows.sendLines(send, progress) { row, values, text in
      let token = rows.token(row)
      text += "\(token.id),\(CSVText.field(token.raw)),\(token.bytesHex)".utf8
      NumberList.append(values, separator: UInt8(ascii: ","), isLed: true, to: &text)
      text.append(0x0A)
    }
  }

  /// An object a line: those fields of a token that every result has, and `vector`.
  func writeJSONLines(_ send: Export.Send, _ progress: WorkProgress) throws {
    try rows.sendLines(send, progress) { row, values, text in
      text += try JSONText.encode(rows.token(row)).dropLast()
      text += ",\"vector\":[".utf8
      NumberList.append(values, separator: UInt8(ascii: ","), finite: true, to: &text)
      text += "]}\n".utf8
    }
  }

  // MARK: The Embedding Projector

  /// The values alone, as the Projector reads them.
  func writeTSV(_ send: Export.Send, _ progress: WorkProgress) throws {
    try rows.sendLines(send, progress) { _, values, text in
      NumberList.append(values, separator: 0x09, to: &text)
      text.append(0x0A)
    }
  }

  /// A line for each row: the token as people read it, its id and its bytes.
  func writeMetadata(_ send: Export.Send) throws {
    var text = Array("token\tid\tbytes_hex\n".utf8)
    for row in 0..<rows.count {
      let token = rows.token(row)
      let name = token.raw.isEmpty ? token.shown : VisibleText.visible(token.raw)
      text += "\(name)\t\(token.id)\t\(token.bytesHex)\n".utf8
      if text.count > 1 << 20 || row == rows.count - 1 {
        try text.withUnsafeBytes { try send($0) }
        text.removeAll(keepingCapacity: true)
      }
    }
  }

  private struct Configuration: Encodable {
    struct Embedding: Encodable {
      var tensorName: String
      var tensorShape: [Int]
      var tensorPath: String
      var metadataPath: String
    }
    var embeddings: [Embedding]
  }

  /// What the Projector is given by `?config=`: the two tables, by their names.
  func writeProjectorConfiguration(_ send: Export.Send, model: String, vectors: String, metadata: String) throws {
    let last = { (path: String) in path.split(separator: "/").last.map(String.init) ?? path }
    let configuration = Configuration(embeddings: [
      .init(
        tensorName: model, tensorShape: [rows.count, rows.columns], tensorPath: last(vectors),
        metadataPath: last(metadata))
    ])
    try (JSONText.encode(configuration) + [0x0A]).withUnsafeBytes { try send($0) }
  }
}
