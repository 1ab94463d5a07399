import ByteFiles
import Tensors

/// One array of NumPy's `.npy` format, whose values are viewed where they lie, in either order.
struct NumPyFile {
  let header: NumPyHeader
  let tensor: StoredTensor

  /// Reads the header of `source`, and checks that the values behind it are all that is there.
  ///
  /// - Parameter name: The tensor's name.
  init(_ source: any ByteSource, name: String, file: String) throws {
    let header = try NumPyHeader(source, file: file)
    let available = source.count - header.end
    let dtype = Self.types.first { $0.name == header.type }?.dtype
    let bytes = try Self.byteCount(header, name: name, file: file) ?? available
    guard bytes == available else {
      let more = bytes > available ? " (it may be an incomplete download)" : " (it may hold several arrays)"
      throw CheckpointError.field(
        file: file, field: "the values of \(header.type) \(header.shape)", expected: "\(bytes) bytes",
        found: "\(available)\(more)")
    }
    self.header = header
    let info = TensorInfo(
      name: name, typeName: dtype?.rawValue ?? header.type, dtype: dtype, shape: header.shape, byteCount: bytes,
      file: file)
    tensor = StoredTensor(
      info: info, source: source, range: header.end..<source.count,
      strides: header.isColumnMajor && dtype != nil ? Self.columnMajorStrides(header.shape) : nil)
  }

  /// How many bytes the values take; nil for Python's objects, which no length says anything of and which are not read.
  private static func byteCount(_ header: NumPyHeader, name: String, file: String) throws -> Int? {
    if header.type == "|O" { return nil }
    guard let size = size(of: header.type) else {
      throw CheckpointError.field(
        file: file, field: "descr", expected: "numbers or strings by NumPy's letters, such as <f4",
        found: "“\(header.type)”")
    }
    guard let count = header.shape.elementCount,
      case (let bytes, let overflow) = count.multipliedReportingOverflow(by: size), !overflow
    else {
      throw CheckpointError.sizeOverflow(file: file, tensor: name, type: header.type, shape: header.shape)
    }
    return bytes
  }

  /// NumPy's letters for the types that can be read: little-endian, or of one byte.
  private static let types: [(name: String, dtype: DType)] = [
    ("<f2", .float16), ("<f4", .float32), ("<f8", .float64), ("|b1", .bool), ("|i1", .int8), ("|u1", .uint8),
    ("<i2", .int16), ("<u2", .uint16), ("<i4", .int32), ("<u4", .uint32), ("<i8", .int64), ("<u8", .uint64),
  ]

  /// How many bytes an element of a type takes, also one that can only be described; nil for what is no type.
  static func size(of type: String) -> Int? {
    let letters = Array(type.utf8)
    guard letters.count >= 3, "<>|=".utf8.contains(letters[0]), letters.count <= 12,
      let count = Int(String(decoding: letters[2...], as: UTF8.self)), count >= 0
    else { return nil }
    switch letters[1] {
    case UInt8(ascii: "U"): return count * 4
    case UInt8(ascii: "S"), UInt8(ascii: "a"): return count
    case UInt8(ascii: "f"), UInt8(ascii: "i"), UInt8(ascii: "u"), UInt8(ascii: "b"), UInt8(ascii: "c"):
      return [1, 2, 4, 8, 16, 32].contains(count) ? count : nil
    default: return nil
    }
  }

  /// How far apart neighbours are where the first dimension is the innermost; nil where the order makes no difference.
  private static func columnMajorStrides(_ shape: Shape) -> [Int]? {
    guard shape.dimensions.count > 1, shape.elementCount != 0 else { return nil }
    var stride = 1
    return shape.dimensions.map { length in
      defer { stride *= length }
      return stride
    }
  }
}
