import Checkpoints
import EmbeddingAnalysis
import Work

/// Rows as NumPy's files: `.npy` is the matrix alone; `.npz` has `rows`, `ids` and, where there are tokens, `raw`.
struct NumPyExport {
  private let rows: ExportedRows

  init(_ rows: ExportedRows) { self.rows = rows }

  private var header: [UInt8] { NumPyArray.header(type: "<f4", shape: [rows.count, rows.columns]) }

  func writeArray(_ send: Export.Send, _ progress: WorkProgress) throws {
    try header.withUnsafeBytes { try send($0) }
    try rows.sendFloats(send, progress)
  }

  func writeArchive(_ send: Export.Send, _ progress: WorkProgress) throws {
    try withoutActuallyEscaping(send) { send in
      let archive = ZipWriter(send)
      let size = rows.count * rows.columns * 4
      try archive.add("rows.npy", size: header.count + size) { send in
        try header.withUnsafeBytes { try send($0) }
        try rows.sendFloats(send, progress)
      }
      let ids = NumPyArray((0..<rows.count).map { Int64(rows.id($0)) }, shape: [rows.count]).bytes
      try archive.add("ids.npy", size: ids.count) { send in try ids.withUnsafeBytes { try send($0) } }
      if rows.vocabulary != nil { try addSpellings(to: archive) }
      try archive.finish()
    }
  }

  /// The tokens' spellings, each filled up to the length of the longest as NumPy has them.
  private func addSpellings(to archive: ZipWriter) throws {
    let longest = (0..<rows.count).reduce(1) { max($0, NumPyText.characters(of: rows.spelling($1) ?? []).count) }
    let header = NumPyArray.header(type: "<U\(longest)", shape: [rows.count])
    try archive.add("raw.npy", size: header.count + rows.count * longest * 4) { send in
      try header.withUnsafeBytes { try send($0) }
      var block: [UInt32] = []
      for row in 0..<rows.count {
        let characters = NumPyText.characters(of: rows.spelling(row) ?? [])
        block += characters.lazy.map(\.littleEndian)
        block += repeatElement(0, count: longest - characters.count)
        if block.count > 1 << 18 || row == rows.count - 1 {
          try block.withUnsafeBytes { try send($0) }
          block.removeAll(keepingCapacity: true)
        }
      }
    }
  }
}
