import ByteFiles
import Tensors

/// What a `.npy` file says of its array: a Python dictionary, of which this reads those that NumPy writes and no expression.
///
/// Source: NumPy's `numpy/lib/_format_impl.py`, format versions 1.0 to 3.0.
struct NumPyHeader {
  /// The type by NumPy's own letters: `<f4`.
  var type: String
  /// Whether the first dimension is the innermost, as in Fortran.
  var isColumnMajor: Bool
  var shape: Shape
  /// Where the values begin.
  var end: Int

  /// The longest dictionary that NumPy reads, too.
  static let longest = 10_000

  /// Reads what `source` begins with; messages call it `file`.
  init(_ source: any ByteSource, file: String) throws {
    let start = Array([0x93]) + Array("NUMPY".utf8)
    func wrong(_ field: String, _ expected: String, _ found: String) -> CheckpointError {
      .field(file: file, field: field, expected: expected, found: found)
    }
    try source.require(0..<min(12, source.count))
    var end = 0
    (self, end) = try source.withUnsafeBytes { bytes in
      guard bytes.count >= 10, bytes.starts(with: start) else {
        throw wrong("byte 0", "\\x93NUMPY and a version", "\(bytes.count) bytes of another kind")
      }
      let version = (bytes[6], bytes[7])
      guard (1...3).contains(version.0), version.1 == 0 else {
        throw wrong("the version", "1.0, 2.0 or 3.0", "\(version.0).\(version.1)")
      }
      var reader = ByteReader(bytes, file: file, offset: 8)
      let length = version.0 == 1 ? Int(try reader.read(UInt16.self)) : Int(try reader.read(UInt32.self))
      guard length <= Self.longest else { throw wrong("the header's length", "at most \(Self.longest)", "\(length)") }
      guard length <= reader.remaining else {
        throw wrong("the header's length", "at most the \(reader.remaining) bytes that follow", "\(length)")
      }
      try source.require(reader.offset..<(reader.offset + length))
      var literal = PythonLiteral(try reader.take(length), file: file)
      return (try Self.read(&literal), reader.offset)
    }
    self.end = end
  }

  private init(type: String, isColumnMajor: Bool, shape: Shape) {
    self.type = type
    self.isColumnMajor = isColumnMajor
    self.shape = shape
    end = 0
  }

  private static func read(_ literal: inout PythonLiteral) throws -> NumPyHeader {
    var type: String?
    var isColumnMajor: Bool?
    var dimensions: [Int]?
    try literal.expect("{")
    while try !literal.takes("}") {
      let key = try literal.string()
      try literal.expect(":")
      switch key {
      case "descr" where type == nil: type = try literal.string(field: "descr", expected: "a plain type such as '<f4'")
      case "fortran_order" where isColumnMajor == nil: isColumnMajor = try literal.bool(field: "fortran_order")
      case "shape" where dimensions == nil: dimensions = try literal.tuple(field: "shape")
      default: throw literal.error("header", expected: "descr, fortran_order and shape, each once", found: "“\(key)”")
      }
      if try !literal.takes(",") {
        try literal.expect("}")
        break
      }
    }
    try literal.end()
    guard let type, let isColumnMajor, let dimensions else {
      throw literal.error(
        "header", expected: "descr, fortran_order and shape",
        found: "no \(type == nil ? "descr" : isColumnMajor == nil ? "fortran_order" : "shape")")
    }
    return NumPyHeader(type: type, isColumnMajor: isColumnMajor, shape: Shape(dimensions))
  }
}
