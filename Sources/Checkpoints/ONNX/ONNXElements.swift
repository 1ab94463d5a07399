import ByteFiles

/// Where the elements of one tensor are, of which so many bytes are expected.
struct ONNXElements {
  let tensor: ONNXTensor
  let name: String
  let type: ONNXType
  let elements: Int
  let byteCount: Int
  let source: any ByteSource

  /// The source that holds the elements, and where in it.
  func find(beside: ONNXFile.Beside) throws -> (source: any ByteSource, range: Range<Int>) {
    if let external = tensor.external { return try find(external, beside: beside) }
    if let raw = tensor.raw {
      guard raw.count == byteCount else { throw size(raw.count) }
      return (source, raw)
    }
    if elements == 0 { return (source, 0..<0) }
    guard !tensor.runs.isEmpty else { throw ONNXProblem.noData(tensor: name) }
    let field = type.field.number
    guard tensor.runs.allSatisfy({ $0.field == field }) else {
      throw ONNXProblem.otherField(tensor: name, type: type.name)
    }
    // Floats one after the other are bytes as they are.
    let isFixed = type.field == .floatData || type.field == .doubleData
    if isFixed, tensor.runs.count == 1, tensor.runs[0].value == nil {
      guard tensor.runs[0].range.count == byteCount else { throw size(tensor.runs[0].range.count) }
      return (source, tensor.runs[0].range)
    }
    let owned = try isFixed ? joined() : converted()
    return (owned, 0..<owned.count)
  }

  private func size(_ found: Int) -> ONNXProblem {
    .size(tensor: name, type: type.name, shape: tensor.dimensions, expected: byteCount, found: found)
  }

  // MARK: In another file

  private func find(_ external: ONNXTensor.External, beside: ONNXFile.Beside) throws -> (any ByteSource, Range<Int>) {
    guard let location = RelativeName.safe(external.location) else {
      throw ONNXProblem.outsideFolder(tensor: name, location: external.location)
    }
    if let length = external.length, length != byteCount { throw size(length) }
    let file: any ByteSource
    do {
      file = try beside(location)
    } catch ByteFilesError.system(_, _, let reason) {
      throw ONNXProblem.missingFile(tensor: name, location: location, reason: reason)
    }
    guard byteCount <= file.count, external.offset <= file.count - byteCount else {
      throw ONNXProblem.pastFile(
        tensor: name, location: location, offset: external.offset, bytes: byteCount, available: file.count)
    }
    return (file, external.offset..<(external.offset + byteCount))
  }

  // MARK: One by one

  /// Floats that are given in several runs.
  private func joined() throws -> OwnedBytes {
    var bytes: [UInt8] = []
    source.withUnsafeBytes { all in
      for run in tensor.runs {
        switch run.value {
        case .fixed32(let value)?: withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
        case .fixed64(let value)?: withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
        default: bytes += all[run.range]
        }
      }
    }
    guard bytes.count == byteCount else { throw size(bytes.count) }
    return OwnedBytes(path: source.path, count: byteCount) { $0.copyBytes(from: bytes) }
  }

  /// Numbers of variable size as what the type stores: their lowest bytes.
  private func converted() throws -> OwnedBytes {
    let width = max(1, type.bits / 8)
    var bytes: [UInt8] = []
    func add(_ value: UInt64) { withUnsafeBytes(of: value.littleEndian) { bytes += $0.prefix(width) } }
    try source.withUnsafeBytes { all in
      for run in tensor.runs {
        if case .varint(let value)? = run.value { add(value) }
        var numbers = ProtobufReader(
          UnsafeRawBufferPointer(rebasing: all[run.range]), file: source.path, path: name, start: run.range.lowerBound)
        while let value = try numbers.nextNumber() { add(value) }
      }
    }
    guard bytes.count == byteCount else { throw size(bytes.count) }
    return OwnedBytes(path: source.path, count: byteCount) { $0.copyBytes(from: bytes) }
  }
}

extension ONNXType.Field {
  /// The number of the field in `TensorProto`.
  var number: Int {
    switch self {
    case .floatData: 4
    case .int32Data: 5
    case .int64Data: 7
    case .doubleData: 10
    case .uint64Data: 11
    }
  }
}
