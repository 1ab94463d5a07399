import Checkpoints
import EmbeddingAnalysis
import SafeText
import Work

/// Rows in word2vec's two forms: a line of two numbers, then each token's spelling and its values.
struct WordVectorsExport: Sendable {
  private let rows: ExportedRows
  /// Whether a spelling has bytes that the format has no place for, so that all are written as ``WordSpelling`` has it.
  private let isSpelled: Bool

  init(_ rows: ExportedRows) {
    self.rows = rows
    isSpelled = (0..<rows.count).contains { WordSpelling.needsEscapes(rows.name($0)) }
  }

  private var header: [UInt8] {
    Array("\(rows.count) \(rows.columns)".utf8) + (isSpelled ? [WordSpelling.mark] : []) + [0x0A]
  }

  private func word(_ row: Int) -> [UInt8] {
    isSpelled ? WordSpelling.escaped(rows.name(row)) : rows.name(row)
  }

  func writeText(_ send: Export.Send, _ progress: WorkProgress) throws {
    try header.withUnsafeBytes { try send($0) }
    try rows.sendLines(send, progress) { row, values, text in
      text += word(row)
      NumberList.append(values, separator: 0x20, isLed: true, to: &text)
      text.append(0x0A)
    }
  }

  func writeBinary(_ send: Export.Send, _ progress: WorkProgress) throws {
    try header.withUnsafeBytes { try send($0) }
    var block: [UInt8] = []
    try rows.matrix.forEachRowBlock(of: 0..<rows.count) { values in
      for row in values.rows {
        block += word(row)
        block.append(0x20)
        block += UnsafeRawBufferPointer(values[row: row])
      }
      try block.withUnsafeBytes { try send($0) }
      block.removeAll(keepingCapacity: true)
      try progress("writing rows", values.rows.upperBound, of: rows.count)
    }
  }
}

/// Numbers side by side.
enum NumberList {
  /// Appends `values` with `separator` between them, and before the first where the list `isLed` by one.
  ///
  /// - Parameter finite: Whether what is not finite is `null`, as in JSON.
  static func append(
    _ values: UnsafeBufferPointer<Float>, separator: UInt8, isLed: Bool = false, finite: Bool = false,
    to text: inout [UInt8]
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: values.count * (FloatText.mostBytes + 1)) { buffer in
      guard let base = buffer.baseAddress else { return }
      var count = 0
      for (place, value) in values.enumerated() {
        if isLed || place > 0 {
          base[count] = separator
          count += 1
        }
        // SAFETY: each value takes no more than the room there is for one.
        if finite, !value.isFinite {
          for byte in "null".utf8 {
            base[count] = byte
            count += 1
          }
        } else {
          count += FloatText.write(value, to: base + count)
        }
      }
      text.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    }
  }
}
