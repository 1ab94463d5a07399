import EmbeddingAnalysis
import SafeText
import Work

/// Rows as safetensors: `embeddings`, and `ids` as 64-bit integers; the metadata tells the model and its tensor.
struct SafetensorsExport {
  private let rows: ExportedRows
  private let model: String

  init(_ rows: ExportedRows, model: String) {
    self.rows = rows
    self.model = model
  }

  private struct Tensor: Encodable {
    var dtype: String
    var shape: [Int]
    var data_offsets: [Int]
  }

  private struct Header: Encodable {
    var metadata: [String: String]
    var ids: Tensor
    var embeddings: Tensor

    enum CodingKeys: String, CodingKey { case metadata = "__metadata__", ids, embeddings }
  }

  func write(_ send: Export.Send, _ progress: WorkProgress) throws {
    let ids = (0..<rows.count).map { Int64(rows.id($0)).littleEndian }
    let end = ids.count * 8
    let header = Header(
      metadata: ["model": model, "tensor": rows.matrix.name],
      ids: Tensor(dtype: "I64", shape: [rows.count], data_offsets: [0, end]),
      embeddings: Tensor(
        dtype: "F32", shape: [rows.count, rows.columns], data_offsets: [end, end + rows.count * rows.columns * 4]))
    var text = try JSONText.encode(header)
    // Values begin at a multiple of eight bytes.
    text += repeatElement(0x20, count: (8 - text.count % 8) % 8)
    try withUnsafeBytes(of: UInt64(text.count).littleEndian) { try send($0) }
    try text.withUnsafeBytes { try send($0) }
    try ids.withUnsafeBytes { try send($0) }
    try rows.sendFloats(send, progress)
  }
}
