package import Checkpoints
import Tensors

/// Which row of a table is whose, where tokens share rows: model2vec keeps few rows, and a list with one of them per token.
package enum RowMapping {
  /// The list that stands beside `table` among `tensors`: whole numbers in one dimension, called `mapping`.
  static func info(beside table: TensorInfo, in tensors: [TensorInfo]) -> TensorInfo? {
    tensors.first { info in
      info.shape.dimensions.count == 1 && isSibling("mapping", info, of: table) && isWholeNumber(info.dtype)
    }
  }

  /// The factors per token that stand beside `table`, as many as the mapping has tokens.
  static func factors(beside table: TensorInfo, count: Int, in tensors: [TensorInfo]) -> TensorInfo? {
    tensors.first { $0.shape.dimensions == [count] && isSibling("weights", $0, of: table) }
  }

  /// The row of each token, in the order of the tokens' ids.
  ///
  /// Throws when a number is no row of `table`.
  package static func rows(_ mapping: TensorInfo, of table: TensorInfo, in checkpoint: Checkpoint) throws -> [Int] {
    let tensor = try checkpoint.tensor(named: mapping.name)
    let rowCount = table.shape.dimensions.first ?? 0
    let values: [Int?] = tensor.withUnsafeBytes { bytes in
      switch tensor.dtype {
      case .int64: whole(bytes, Int64.self)
      case .uint64: whole(bytes, UInt64.self)
      case .int32: whole(bytes, Int32.self)
      case .uint32: whole(bytes, UInt32.self)
      case .int16: whole(bytes, Int16.self)
      default: whole(bytes, UInt16.self)
      }
    }
    return try values.enumerated().map { token, row in
      guard let row, (0..<rowCount).contains(row) else {
        throw ArchitecturesError.field(
          file: mapping.file, field: "\(mapping.name)[\(token)]",
          expected: "a row of \(table.name), 0 to \(rowCount - 1)",
          found: row.map(String.init) ?? "a larger number")
      }
      return row
    }
  }

  private static func whole<Number: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, _: Number.Type) -> [Int?] {
    (0..<bytes.count / MemoryLayout<Number>.size).map { position in
      let offset = position * MemoryLayout<Number>.size
      return Int(exactly: Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self)))
    }
  }

  private static func isWholeNumber(_ dtype: DType?) -> Bool {
    switch dtype {
    case .int64, .uint64, .int32, .uint32, .int16, .uint16: true
    default: false
    }
  }

  /// Whether `info` is called `stem` where `table` is called `embeddings`.
  private static func isSibling(_ stem: String, _ info: TensorInfo, of table: TensorInfo) -> Bool {
    let parents = [info.name, table.name].map { $0.split(separator: ".", omittingEmptySubsequences: false).dropLast() }
    return TensorName.ends(info.name, with: stem) && parents[0].elementsEqual(parents[1])
  }
}
