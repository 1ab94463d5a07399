public import Tensors

/// What can be wrong with a GGUF file, other than with what every format has.
public enum GGUFProblem: Equatable, Sendable {
  case otherMagic(found: UInt32)
  case version(found: UInt32)
  case bigEndian(version: UInt32)
  case absurdCount(field: String, count: UInt64, most: Int)
  case invalidUTF8(field: String, offset: Int)
  case unknownValueType(key: String, found: UInt32)
  case invalidBool(key: String, found: UInt8)
  case nestedTooDeep(key: String, limit: Int)
  case metadataType(key: String, expected: String, found: GGUFValueType)
  case badAlignment(found: Int)
  /// A part of a split model that says something else of itself than the parts that were found.
  case partNumber(key: String, expected: Int, found: Int)
  case tooManyDimensions(tensor: String, found: Int, limit: Int)
  case dimensionOverflow(tensor: String, found: UInt64)
  case unknownType(tensor: String, found: UInt32)
  case partialBlock(tensor: String, type: String, shape: Shape, elementsPerBlock: Int)
  case misaligned(tensor: String, offset: UInt64, alignment: Int)
  case offsetOverflow(tensor: String, found: UInt64)

  /// The problem in words.
  var text: String {
    switch self {
    case .otherMagic(let found):
      "a GGUF file begins with the bytes 47 47 55 46 (“GGUF”), this one with \(Self.bytes(found))"
    case .version(let found):
      "version \(found) of GGUF, where 2 and 3 can be read; convert the model with a current llama.cpp"
    case .bigEndian(let version):
      "big-endian GGUF (version \(version)), where little-endian can be read; "
        + "convert it with gguf-convert-endian of Python's gguf package"
    case .absurdCount(let field, let count, let most):
      "\(count) \(field), where the rest of the file holds at most \(most); it may be an incomplete download"
    case .invalidUTF8(let field, let offset):
      "“\(field)”: byte \(offset) is not valid UTF-8; \(CheckpointError.distrust)"
    case .unknownValueType(let key, let found):
      "metadata “\(key)”: a value of type \(found), where 0 to 12 are known; \(CheckpointError.distrust)"
    case .invalidBool(let key, let found):
      "metadata “\(key)”: a truth value must be 0 or 1, found \(found); \(CheckpointError.distrust)"
    case .nestedTooDeep(let key, let limit):
      "metadata “\(key)”: more than \(limit) arrays within each other; \(CheckpointError.distrust)"
    case .metadataType(let key, let expected, let found):
      "metadata “\(key)”: expected \(expected), found a value of type \(found) or one out of range"
    case .badAlignment(let found):
      "general.alignment must be a power of two, found \(found); \(CheckpointError.distrust)"
    case .partNumber(let key, let expected, let found):
      "metadata “\(key)”: expected \(expected) by the parts that are there, found \(found); one may be missing"
    case .tooManyDimensions(let tensor, let found, let limit):
      "tensor “\(tensor)” has \(found) dimensions, where at most \(limit) are possible; \(CheckpointError.distrust)"
    case .dimensionOverflow(let tensor, let found):
      "tensor “\(tensor)” has a dimension of \(found); \(CheckpointError.distrust)"
    case .unknownType(let tensor, let found):
      "tensor “\(tensor)” has the unknown type number \(found): a newer or an abandoned one; "
        + "convert the model to F16 or Q8_0"
    case .partialBlock(let tensor, let type, let shape, let elementsPerBlock):
      "tensor “\(tensor)”: rows of \(shape) are not whole blocks of \(elementsPerBlock) elements, as \(type) needs; "
        + CheckpointError.distrust
    case .misaligned(let tensor, let offset, let alignment):
      "tensor “\(tensor)” begins at byte \(offset) of the data, no multiple of \(alignment); \(CheckpointError.distrust)"
    case .offsetOverflow(let tensor, let found):
      "tensor “\(tensor)” begins at byte \(found) of the data, past every file's end; \(CheckpointError.distrust)"
    }
  }

  /// The bytes of a little-endian number, as they stand in the file.
  private static func bytes(_ number: UInt32) -> String {
    (0..<4).map { position in
      let digits = String(number >> (8 * position) & 0xFF, radix: 16, uppercase: true)
      return digits.count == 1 ? "0" + digits : digits
    }.joined(separator: " ")
  }
}
