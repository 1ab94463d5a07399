import ByteFiles
import Tensors

/// A safetensors file whose header was found to be true in everything it claims.
struct SafetensorsFile: CheckpointFile {
  static let format = Checkpoint.Format.safetensors

  let source: any ByteSource
  let metadata: [(key: String, value: String)]
  /// The tensors in the order the header lists them.
  let tensors: [StoredTensor]

  /// Checks the header of `source` completely; looks at nothing else of it.
  init(_ source: any ByteSource) throws {
    let path = source.path
    let (header, dataStart) = try source.withUnsafeBytes { (bytes) throws in
      try source.require(0..<min(Self.firstBytes, source.count))
      let end = try Self.headerEnd(bytes, file: path)
      try source.require(0..<end)
      return (try SafetensorsHeader(UnsafeRawBufferPointer(rebasing: bytes[8..<end]), file: path), end)
    }
    let available = source.count - dataStart
    let infos = try header.entries.map { try Self.info($0, file: path, available: available) }
    try Self.checkCoverage(header.entries, file: path, available: available)
    self.source = source
    self.metadata = header.metadata
    self.tensors = zip(header.entries, infos).map { entry, info in
      StoredTensor(info: info, source: source, range: (dataStart + entry.begin)..<(dataStart + entry.end))
    }
  }

  /// What is looked at before the header's length is known.
  private static let firstBytes = 64

  /// Where the header ends, by the length in the first 8 bytes; nothing is allocated for it.
  private static func headerEnd(_ bytes: UnsafeRawBufferPointer, file: String) throws -> Int {
    guard !bytes.starts(with: "version https://git-lfs".utf8) else { throw CheckpointError.lfsPointer(file: file) }
    guard bytes.count >= 8 else { throw CheckpointError.safetensors(file: file, .headerTooShort(bytes: bytes.count)) }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(SafetensorsHeader.maximumLength) else {
      throw CheckpointError.safetensors(
        file: file, .headerTooLarge(bytes: length, limit: SafetensorsHeader.maximumLength))
    }
    guard Int(length) <= bytes.count - 8 else {
      throw CheckpointError.safetensors(file: file, .headerPastEnd(bytes: Int(length), available: bytes.count - 8))
    }
    return 8 + Int(length)
  }

  /// The description of one tensor, when its offsets lie in the data and its bytes are those of its type and shape.
  private static func info(_ entry: SafetensorsHeader.Entry, file: String, available: Int) throws -> TensorInfo {
    let (name, type, shape) = (entry.name, entry.type, Shape(entry.shape))
    guard entry.begin <= entry.end else {
      throw CheckpointError.safetensors(file: file, .offsetsReversed(tensor: name, begin: entry.begin, end: entry.end))
    }
    guard entry.end <= available else {
      throw CheckpointError.dataPastEnd(file: file, tensor: name, end: entry.end, available: available)
    }
    guard let elements = shape.elementCount,
      case (let bits, let overflow) = elements.multipliedReportingOverflow(by: type.bits),
      !overflow
    else { throw CheckpointError.sizeOverflow(file: file, tensor: name, type: type.name, shape: shape) }
    guard bits % 8 == 0 else {
      throw CheckpointError.safetensors(file: file, .partialByte(tensor: name, type: type.name, shape: shape))
    }
    guard bits / 8 == entry.end - entry.begin else {
      throw CheckpointError.safetensors(
        file: file,
        .sizeMismatch(tensor: name, type: type.name, shape: shape, expected: bits / 8, found: entry.end - entry.begin))
    }
    return TensorInfo(
      name: name, typeName: type.name, dtype: type.dtype, shape: shape, byteCount: bits / 8, file: file)
  }

  /// Checks that the tensors, laid end to end, are the data: no overlap, no hole, nothing left over.
  private static func checkCoverage(_ entries: [SafetensorsHeader.Entry], file: String, available: Int) throws {
    var covered = 0
    var previous = ""
    let order = entries.indices.sorted { left, right in
      (entries[left].begin, entries[left].end) < (entries[right].begin, entries[right].end)
    }
    for entry in order.lazy.map({ entries[$0] }) {
      if entry.begin < covered {
        throw CheckpointError.overlap(
          file: file, tensor: entry.name, begin: entry.begin, other: previous, otherEnd: covered)
      }
      if entry.begin > covered {
        throw CheckpointError.safetensors(file: file, .hole(tensor: entry.name, begin: entry.begin, expected: covered))
      }
      covered = entry.end
      previous = entry.name
    }
    guard covered == available else {
      throw CheckpointError.safetensors(file: file, .uncoveredData(covered: covered, available: available))
    }
  }
}
