import ByteFiles

/// The part of a GGUF file that holds the tensors' elements.
struct GGUFDataSection {
  let source: any ByteSource
  /// Where it starts; past the file's end when there is no tensor.
  let start: Int
  /// The multiple that every tensor starts at, counted from ``start``.
  let alignment: Int

  /// The number of bytes in it.
  private var available: Int { max(0, source.count - start) }

  /// The tensors that `entries` describe, when each lies in the section at an aligned offset and no two share a byte.
  func place(_ entries: [GGUFTensorEntry]) throws -> [StoredTensor] {
    let tensors = try entries.map(place)
    var covered = 0
    var previous = ""
    let order = tensors.indices.filter { !tensors[$0].range.isEmpty }
      .sorted { tensors[$0].range.lowerBound < tensors[$1].range.lowerBound }
    for tensor in order.lazy.map({ tensors[$0] }) {
      guard tensor.range.lowerBound >= covered else {
        throw CheckpointError.overlap(
          file: source.path, tensor: tensor.info.name, begin: tensor.range.lowerBound - start, other: previous,
          otherEnd: covered - start)
      }
      covered = tensor.range.upperBound
      previous = tensor.info.name
    }
    return tensors
  }

  private func place(_ entry: GGUFTensorEntry) throws -> StoredTensor {
    guard entry.offset % UInt64(alignment) == 0 else {
      throw CheckpointError.gguf(
        file: source.path, .misaligned(tensor: entry.name, offset: entry.offset, alignment: alignment))
    }
    guard let offset = Int(exactly: entry.offset),
      case (let end, let overflow) = offset.addingReportingOverflow(entry.byteCount), !overflow
    else { throw CheckpointError.gguf(file: source.path, .offsetOverflow(tensor: entry.name, found: entry.offset)) }
    guard end <= available else {
      throw CheckpointError.dataPastEnd(file: source.path, tensor: entry.name, end: end, available: available)
    }
    let info = TensorInfo(
      name: entry.name, typeName: entry.type.name, dtype: entry.type.dtype, shape: entry.shape,
      byteCount: entry.byteCount, file: source.path)
    // A tensor without elements may lie at the end of a section that is not there at all.
    let range = end == offset ? 0..<0 : (start + offset)..<(start + end)
    return StoredTensor(info: info, source: source, range: range)
  }
}
