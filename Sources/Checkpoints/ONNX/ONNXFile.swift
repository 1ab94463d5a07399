import ByteFiles
import SafeText
import Tensors

/// An ONNX file whose tensors were found to be where it says: its graph's initialisers, and its constants of two dimensions and more.
///
/// Source: onnx.proto of onnx 1.23. Elements lie in the file as bytes, or as numbers one by one, or in files beside it.
struct ONNXFile: CheckpointFile {
  static let format = Checkpoint.Format.onnx

  let source: any ByteSource
  let tensors: [StoredTensor]
  let metadata: [(key: String, value: String)]

  /// Opens a file of this name in the model's folder.
  typealias Beside = (_ name: String) throws -> any ByteSource

  init(_ source: any ByteSource) throws {
    let folder = source.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(source.path[...$0]) } ?? ""
    try self.init(source) { try MappedFile(path: folder + $0) }
  }

  /// Checks all that `source` says of its tensors; `beside` opens the files that hold their elements.
  init(_ source: any ByteSource, beside: Beside) throws {
    self.source = source
    let path = source.path
    do {
      try source.require(0..<source.count)
      let graph = try source.withUnsafeBytes { bytes in
        guard !bytes.starts(with: "version https://git-lfs".utf8) else { throw CheckpointError.lfsPointer(file: path) }
        return try ONNXGraph(bytes, file: path)
      }
      guard !graph.tensors.isEmpty else { throw ONNXProblem.noTensors }
      var files: [ExactName: any ByteSource] = [:]
      var names: Set<ExactName> = []
      tensors = try graph.tensors.map { name, tensor in
        guard names.insert(ExactName(name)).inserted else {
          throw CheckpointError.duplicateTensor(file: path, tensor: name)
        }
        return try Self.place(tensor, name: name, source) { location in
          if let known = files[ExactName(location)] { return known }
          let opened = try beside(location)
          files[ExactName(location)] = opened
          return opened
        }
      }
      // Names of exported weights may say nothing; what the first input looks up are the tokens' rows.
      let alias = graph.lookedUp.map { [(key: "token_embeddings.weight", value: $0)] } ?? []
      metadata = (graph.producer.isEmpty ? [] : [(key: "producer", value: graph.producer)]) + alias
    } catch let problem as ONNXProblem {
      throw CheckpointError.onnx(file: path, problem)
    }
  }

  // MARK: One tensor

  private static func place(_ tensor: ONNXTensor, name: String, _ source: any ByteSource, beside: Beside) throws
    -> StoredTensor
  {
    guard let type = ONNXType.withID(tensor.typeID) else {
      if tensor.typeID == 8 { return text(tensor, name: name, source) }
      throw ONNXProblem.type(tensor: name, found: tensor.typeID)
    }
    guard !tensor.isSegment else { throw ONNXProblem.segment(tensor: name) }
    let shape = Shape(tensor.dimensions)
    guard let elements = shape.elementCount,
      case (let bits, let overflow) = elements.multipliedReportingOverflow(by: type.bits), !overflow, bits <= .max - 7
    else { throw CheckpointError.sizeOverflow(file: source.path, tensor: name, type: type.name, shape: shape) }
    let byteCount = (bits + 7) / 8
    // Rows of small whole numbers mean others by scales that lie elsewhere: they are described only.
    let isQuantised = type.isSmallInteger && shape.dimensions.count > 1
    let info = TensorInfo(
      name: name, typeName: isQuantised ? "\(type.name) (quantised)" : type.name, dtype: isQuantised ? nil : type.dtype,
      shape: shape, byteCount: byteCount, file: source.path)
    let expected = ONNXElements(
      tensor: tensor, name: name, type: type, elements: elements, byteCount: byteCount, source: source)
    let found = try expected.find(beside: beside)
    return StoredTensor(info: info, source: found.source, range: found.range)
  }

  /// Text is described, and has no bytes that could be looked at.
  private static func text(_ tensor: ONNXTensor, name: String, _ source: any ByteSource) -> StoredTensor {
    let info = TensorInfo(
      name: name, typeName: "STRING", dtype: nil, shape: Shape(tensor.dimensions), byteCount: 0, file: source.path)
    return StoredTensor(info: info, source: source, range: 0..<0)
  }
}
