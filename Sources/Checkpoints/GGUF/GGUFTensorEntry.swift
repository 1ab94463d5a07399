import Tensors

/// One tensor's description in a GGUF file, whose own numbers fit each other; where its elements are is not yet believed.
struct GGUFTensorEntry {
  let name: String
  let type: GGMLType
  /// Outermost dimension first: the file has the innermost first.
  let shape: Shape
  let byteCount: Int
  /// Where the elements start, from the start of the data section.
  let offset: UInt64

  /// The most dimensions that ggml's tensors have.
  static let maximumDimensions = 4
  /// The fewest bytes a description takes: the name's length, the number of dimensions, type and offset.
  static let minimumSize = 8 + 4 + 4 + 8

  /// Reads the description at `cursor`.
  init(_ cursor: inout GGUFCursor) throws {
    let file = cursor.file
    let name = try cursor.readName("a tensor's name")
    let dimensionCount: UInt32 = try cursor.read()
    guard dimensionCount <= Self.maximumDimensions else {
      throw CheckpointError.gguf(
        file: file, .tooManyDimensions(tensor: name, found: Int(dimensionCount), limit: Self.maximumDimensions))
    }
    var dimensions: [Int] = []
    for _ in 0..<dimensionCount {
      let dimension: UInt64 = try cursor.read()
      guard let dimension = Int(exactly: dimension) else {
        throw CheckpointError.gguf(file: file, .dimensionOverflow(tensor: name, found: dimension))
      }
      dimensions.append(dimension)
    }
    let typeID: UInt32 = try cursor.read()
    guard let type = GGMLType.withID(typeID) else {
      throw CheckpointError.gguf(file: file, .unknownType(tensor: name, found: typeID))
    }
    let shape = Shape(dimensions.reversed())
    self.byteCount = try Self.byteCount(type, shape, name: name, file: file)
    self.name = name
    self.type = type
    self.shape = shape
    self.offset = try cursor.read()
  }

  private static func byteCount(_ type: GGMLType, _ shape: Shape, name: String, file: String) throws -> Int {
    guard (shape.dimensions.last ?? 1) % type.elementsPerBlock == 0 else {
      throw CheckpointError.gguf(
        file: file, .partialBlock(tensor: name, type: type.name, shape: shape, elementsPerBlock: type.elementsPerBlock))
    }
    guard let elements = shape.elementCount,
      case (let bytes, let overflow) = (elements / type.elementsPerBlock).multipliedReportingOverflow(
        by: type.bytesPerBlock),
      !overflow
    else { throw CheckpointError.sizeOverflow(file: file, tensor: name, type: type.name, shape: shape) }
    return bytes
  }
}
