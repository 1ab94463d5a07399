public import Tensors

/// What can be wrong with a model's weight files: one case per way in which a header can be untrue.
///
/// What is wrong with the bytes themselves (no such file, broken JSON or UTF-8, an early end) is a `ByteFilesError`.
public enum CheckpointError: Error, Equatable, Sendable {
  // MARK: Asking for a tensor

  case noSuchTensor(file: String, tensor: String, similar: [String])
  case unreadableType(file: String, tensor: String, type: String)

  // MARK: Any format

  case duplicateTensor(file: String, tensor: String)
  case duplicateMetadata(file: String, key: String)
  /// The product of the dimensions, or the bytes they take, has no 63 bits.
  case sizeOverflow(file: String, tensor: String, type: String, shape: Shape)
  /// `end` and `available` count from the start of the tensors' data.
  case dataPastEnd(file: String, tensor: String, end: Int, available: Int)
  case overlap(file: String, tensor: String, begin: Int, other: String, otherEnd: Int)

  // MARK: Archives

  case zip(file: String, ZipProblem)

  // MARK: PyTorch

  /// `offset` counts from the start of the pickle's file or member.
  case pickle(file: String, offset: Int, PickleProblem)
  case pytorch(file: String, PyTorchProblem)

  // MARK: ONNX and Flax

  case onnx(file: String, ONNXProblem)
  case flax(file: String, FlaxProblem)

  // MARK: NumPy and word vectors

  /// A place in a file (a line, a key, a header's field) that holds something else than it must.
  case field(file: String, field: String, expected: String, found: String)
  case archiveTooLarge(bytes: Int, limit: Int)

  // MARK: Safetensors
  /// A pointer of Git LFS stands where the file should.
  case lfsPointer(file: String)

  case headerTooShort(file: String, bytes: Int)
  case headerTooLarge(file: String, bytes: UInt64, limit: Int)
  case headerPastEnd(file: String, bytes: Int, available: Int)
  case headerStart(file: String, found: UInt8?)
  case headerField(file: String, field: String, expected: String, found: String)
  case missingField(file: String, tensor: String, field: String)
  case duplicateField(file: String, tensor: String, field: String)
  case unknownType(file: String, tensor: String, type: String)
  case offsetsReversed(file: String, tensor: String, begin: Int, end: Int)
  case partialByte(file: String, tensor: String, type: String, shape: Shape)
  case sizeMismatch(file: String, tensor: String, type: String, shape: Shape, expected: Int, found: Int)
  case hole(file: String, tensor: String, begin: Int, expected: Int)
  case uncoveredData(file: String, covered: Int, available: Int)

  // MARK: Sharded safetensors

  case noWeightMap(file: String)
  case shardOutsideFolder(file: String, tensor: String, shard: String)
  case missingShard(file: String, shard: String, reason: String)
  case tensorNotInShard(file: String, tensor: String, shard: String)

  // MARK: GGUF

  case notGGUF(file: String, found: UInt32)
  case ggufVersion(file: String, found: UInt32)
  case bigEndianGGUF(file: String, version: UInt32)
  case absurdCount(file: String, field: String, count: UInt64, most: Int)
  case invalidUTF8(file: String, field: String, offset: Int)
  case unknownValueType(file: String, key: String, found: UInt32)
  case invalidBool(file: String, key: String, found: UInt8)
  case nestedTooDeep(file: String, key: String, limit: Int)
  case metadataType(file: String, key: String, expected: String, found: GGUFValueType)
  case badAlignment(file: String, found: Int)
  /// A part of a split model that says something else of itself than the parts that were found.
  case partNumber(file: String, key: String, expected: Int, found: Int)
  case tooManyDimensions(file: String, tensor: String, found: Int, limit: Int)
  case dimensionOverflow(file: String, tensor: String, found: UInt64)
  case unknownGGMLType(file: String, tensor: String, found: UInt32)
  case partialBlock(file: String, tensor: String, type: String, shape: Shape, elementsPerBlock: Int)
  case misaligned(file: String, tensor: String, offset: UInt64, alignment: Int)
  case offsetOverflow(file: String, tensor: String, found: UInt64)
}
