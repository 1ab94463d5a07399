/// The bytes of a GGUF file, field by field, so that each test can tell one lie.
struct GGUFBuilder {
  var bytes: [UInt8] = []

  /// A file's head: the magic, the version, and how many tensors and metadata pairs it claims.
  init(version: UInt32 = 3, tensors: UInt64 = 0, pairs: UInt64 = 0) {
    bytes = Array("GGUF".utf8)
    append(version)
    append(tensors)
    append(pairs)
  }

  mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    for position in 0..<MemoryLayout<Value>.size { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * position))) }
  }

  mutating func append(_ text: String) { append(Array(text.utf8)) }

  mutating func append(_ text: [UInt8]) {
    append(UInt64(text.count))
    bytes += text
  }

  /// A pair's key and the number of its value's type.
  mutating func key(_ key: String, _ type: UInt32) {
    append(key)
    append(type)
  }

  /// An array's head: the number of its elements' type, and their count.
  mutating func array(_ type: UInt32, _ count: UInt64) {
    append(type)
    append(count)
  }

  /// A tensor's description; dimensions innermost first, as in the file.
  mutating func tensor(_ name: String, _ dimensions: [UInt64], type: UInt32 = 0, offset: UInt64 = 0) {
    append(name)
    append(UInt32(dimensions.count))
    for dimension in dimensions { append(dimension) }
    append(type)
    append(offset)
  }

  /// Padding to a multiple of 32, then `count` bytes of data.
  mutating func data(_ count: Int) {
    bytes += [UInt8](repeating: 0, count: (32 - bytes.count % 32) % 32 + count)
  }
}
