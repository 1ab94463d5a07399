import EmbeddingAnalysis
import Tensors
package import Work

/// Rows that are ready to be written: nothing of them is read before.
package struct Export: Sendable {
  let model: String
  let rows: ExportedRows
  let notes: [String]

  /// Takes bytes on; throws where they can't be written.
  package typealias Send = (UnsafeRawBufferPointer) throws -> Void

  /// A file of an export, which is written as it comes.
  package struct Part {
    /// What it holds: the format's name, or `metadata` or `config`.
    package let kind: String
    /// Writes it.
    package let write: (Send, WorkProgress) throws -> Void
  }

  /// The files of a format: one, or three of the Embedding Projector.
  ///
  /// - Parameter name: what the first of them is called, from which the others' names come; see ``path(of:beside:)``.
  package func parts(_ format: ExportFormat, named name: String) -> [Part] {
    let body = { (write: @escaping (Send, WorkProgress) throws -> Void) in [Part(kind: format.rawValue, write: write)] }
    switch format {
    case .npy: return body { try NumPyExport(rows).writeArray($0, $1) }
    case .npz: return body { try NumPyExport(rows).writeArchive($0, $1) }
    case .safetensors: return body { try SafetensorsExport(rows, model: model).write($0, $1) }
    case .word2vec: return body { try WordVectorsExport(rows).writeText($0, $1) }
    case .word2vecBinary: return body { try WordVectorsExport(rows).writeBinary($0, $1) }
    case .csv: return body { try TableExport(rows).writeCSV($0, $1) }
    case .jsonl: return body { try TableExport(rows).writeJSONLines($0, $1) }
    case .tsv:
      let table = TableExport(rows)
      return body { try table.writeTSV($0, $1) } + [
        Part(kind: "metadata") { send, _ in try table.writeMetadata(send) },
        Part(kind: "config") { send, _ in
          try table.writeProjectorConfiguration(
            send, model: model, vectors: name, metadata: Self.path(of: "metadata", beside: name))
        },
      ]
    }
  }

  /// What the file of a part is called: `v.tsv`, and beside it `v-metadata.tsv` and `v-config.json`.
  package static func path(of kind: String, beside path: String) -> String {
    let stem = path.lowercased().hasSuffix(".tsv") ? String(path.dropLast(4)) : path
    switch kind {
    case "metadata": return stem + "-metadata.tsv"
    case "config": return stem + "-config.json"
    default: return path
    }
  }

  /// What was written to `files`.
  package func result(_ files: [ExportResult.File]) -> ExportResult {
    ExportResult(models: [
      .init(
        model: model, tensor: rows.matrix.name, dtype: rows.matrix.dtype.rawValue, rows: rows.count,
        columns: rows.columns, files: files, notes: notes)
    ])
  }
}

extension ExportedRows {
  /// Sends all values as 32-bit floats, little-endian, row after row.
  func sendFloats(_ send: Export.Send, _ progress: WorkProgress) throws {
    try matrix.forEachRowBlock(of: 0..<count) { block in
      try send(UnsafeRawBufferPointer(block.values))
      try progress("writing rows", block.rows.upperBound, of: count)
    }
  }

  /// Sends text, of which `line` appends that of one row; rows are made text on all cores, and sent in order.
  func sendLines(
    _ send: Export.Send, _ progress: WorkProgress,
    _ line: @Sendable (_ row: Int, _ values: UnsafeBufferPointer<Float>, _ text: inout [UInt8]) throws -> Void
  ) throws {
    // About a megabyte of text for each round, and some rounds at once.
    let step = max(1, (1 << 16) / columns)
    let rounds = 32
    var start = 0
    while start < count {
      let first = start
      let texts = ParallelLoop.map(min(rounds, (count - first - 1) / step + 1)) { round in
        Result {
          var text: [UInt8] = []
          let rows = (first + round * step)..<min(first + (round + 1) * step, count)
          text.reserveCapacity(rows.count * (columns * 12 + 64))
          try matrix.forEachRowBlock(of: rows) { block in
            for row in block.rows { try line(row, block[row: row], &text) }
          }
          return text
        }
      }
      for text in texts { try text.get().withUnsafeBytes { try send($0) } }
      start = min(count, first + rounds * step)
      try progress("writing rows", start, of: count)
    }
  }
}
