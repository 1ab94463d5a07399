/// An array to be written as NumPy's `.npy` (format version 1.0).
package struct NumPyArray: Sendable {
  /// The length of each dimension; none for a single value.
  package let shape: [Int]
  private let type: String
  /// The values, little-endian.
  let data: [UInt8]

  /// 32-bit integers, the last dimension innermost.
  ///
  /// - Precondition: `values` fills `shape`.
  package init(_ values: [Int32], shape: [Int]) {
    self.init("<i4", shape, values.count, values.withUnsafeBytes { Array($0) })
  }

  /// 64-bit integers, the last dimension innermost.
  ///
  /// - Precondition: `values` fills `shape`.
  package init(_ values: [Int64], shape: [Int]) {
    self.init("<i8", shape, values.count, values.withUnsafeBytes { Array($0) })
  }

  /// 32-bit floats, the last dimension innermost.
  ///
  /// - Precondition: `values` fills `shape`.
  package init(_ values: [Float], shape: [Int]) {
    self.init("<f4", shape, values.count, values.withUnsafeBytes { Array($0) })
  }

  /// 64-bit floats, the last dimension innermost.
  ///
  /// - Precondition: `values` fills `shape`.
  package init(_ values: [Double], shape: [Int]) {
    self.init("<f8", shape, values.count, values.withUnsafeBytes { Array($0) })
  }

  /// One piece of text, which `str(array)` gives back.
  package init(_ text: String) {
    let scalars = text.unicodeScalars.map { $0.value.littleEndian }
    self.init(
      "<U\(max(1, scalars.count))", [], 1, scalars.isEmpty ? [0, 0, 0, 0] : scalars.withUnsafeBytes { Array($0) })
  }

  /// Texts in a row, each filled up to the length of the longest as NumPy has them.
  package init(_ texts: [String]) {
    let longest = texts.reduce(1) { max($0, $1.unicodeScalars.count) }
    var characters: [UInt32] = []
    characters.reserveCapacity(texts.count * longest)
    for text in texts {
      let scalars = text.unicodeScalars.map { $0.value.littleEndian }
      characters += scalars
      characters += repeatElement(0, count: longest - scalars.count)
    }
    self.init("<U\(longest)", [texts.count], texts.count, characters.withUnsafeBytes { Array($0) })
  }

  private init(_ type: String, _ shape: [Int], _ count: Int, _ data: [UInt8]) {
    precondition(count == shape.reduce(1, *), "\(count) values for the shape \(shape)")
    self.shape = shape
    self.type = type
    self.data = data
  }

  /// The whole file: a header that ends at a multiple of 64 bytes, then the values.
  package var bytes: [UInt8] { header + data }

  /// What stands before the values.
  var header: [UInt8] { Self.header(type: type, shape: shape) }

  /// What stands before the values of an array of this shape, whose elements have the type that NumPy calls `type`.
  package static func header(type: String, shape: [Int]) -> [UInt8] {
    let lengths = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(lengths)), }"
    let padding = 63 - (10 + header.utf8.count) % 64
    header += String(repeating: " ", count: padding) + "\n"
    let size = UInt16(header.utf8.count)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(size & 0xFF), UInt8(size >> 8)] + Array(header.utf8)
  }
}
