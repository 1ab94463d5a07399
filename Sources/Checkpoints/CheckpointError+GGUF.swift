extension CheckpointError {
  /// File and problem of the cases about GGUF files; nil for the others.
  var ggufExplanation: (file: String, problem: String)? {
    switch self {
    case .notGGUF(let file, let found):
      return (file, "a GGUF file begins with the bytes 47 47 55 46 (“GGUF”), this one with \(Self.bytes(found))")
    case .ggufVersion(let file, let found):
      return (file, "version \(found) of GGUF, where 2 and 3 can be read; convert the model with a current llama.cpp")
    case .bigEndianGGUF(let file, let version):
      return (
        file,
        "big-endian GGUF (version \(version)), where little-endian can be read; "
          + "convert it with gguf-convert-endian of Python's gguf package"
      )
    case .absurdCount(let file, let field, let count, let most):
      return (
        file, "\(count) \(field), where the rest of the file holds at most \(most); it may be an incomplete download"
      )
    case .invalidUTF8(let file, let field, let offset):
      return (file, "“\(field)”: byte \(offset) is not valid UTF-8; \(Self.distrust)")
    case .unknownValueType(let file, let key, let found):
      return (file, "metadata “\(key)”: a value of type \(found), where 0 to 12 are known; \(Self.distrust)")
    case .invalidBool(let file, let key, let found):
      return (file, "metadata “\(key)”: a truth value must be 0 or 1, found \(found); \(Self.distrust)")
    case .nestedTooDeep(let file, let key, let limit):
      return (file, "metadata “\(key)”: more than \(limit) arrays within each other; \(Self.distrust)")
    case .metadataType(let file, let key, let expected, let found):
      return (file, "metadata “\(key)”: expected \(expected), found a value of type \(found) or one out of range")
    case .badAlignment(let file, let found):
      return (file, "general.alignment must be a power of two, found \(found); \(Self.distrust)")
    case .partNumber(let file, let key, let expected, let found):
      return (
        file, "metadata “\(key)”: expected \(expected) by the parts that are there, found \(found); one may be missing"
      )
    default: return ggufTensorExplanation
    }
  }

  private var ggufTensorExplanation: (file: String, problem: String)? {
    switch self {
    case .tooManyDimensions(let file, let tensor, let found, let limit):
      return (file, "tensor “\(tensor)” has \(found) dimensions, where at most \(limit) are possible; \(Self.distrust)")
    case .dimensionOverflow(let file, let tensor, let found):
      return (file, "tensor “\(tensor)” has a dimension of \(found); \(Self.distrust)")
    case .unknownGGMLType(let file, let tensor, let found):
      return (
        file,
        "tensor “\(tensor)” has the unknown type number \(found): a newer or an abandoned one; "
          + "convert the model to F16 or Q8_0"
      )
    case .partialBlock(let file, let tensor, let type, let shape, let elementsPerBlock):
      return (
        file,
        "tensor “\(tensor)”: rows of \(shape) are not whole blocks of \(elementsPerBlock) elements, as \(type) needs; "
          + Self.distrust
      )
    case .misaligned(let file, let tensor, let offset, let alignment):
      return (
        file, "tensor “\(tensor)” begins at byte \(offset) of the data, no multiple of \(alignment); \(Self.distrust)"
      )
    case .offsetOverflow(let file, let tensor, let found):
      return (file, "tensor “\(tensor)” begins at byte \(found) of the data, past every file's end; \(Self.distrust)")
    default: return nil
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
