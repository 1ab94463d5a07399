/// Walking valid UTF-8 scalar by scalar.
enum UTF8Scalars {
  /// The scalar that starts at `index` of valid UTF-8, and its length in bytes.
  @inline(__always)
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
    let first = bytes[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let second = UInt32(bytes[index &+ 1] & 0x3F)
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | second, 2) }
    let third = UInt32(bytes[index &+ 2] & 0x3F)
    if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | second << 6 | third, 3) }
    return (UInt32(first & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[index &+ 3] & 0x3F), 4)
  }

  /// The scalar that ends just before `index` of valid UTF-8, and its length in bytes; `index` must be above 0.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, before index: Int) -> (value: UInt32, length: Int) {
    var start = index - 1
    while start > 0, isContinuation(bytes[start]) { start -= 1 }
    return decode(bytes, at: start)
  }

  /// The scalars of valid UTF-8, for short texts such as a token.
  static func all(_ text: some Collection<UInt8>) -> [UInt32] {
    String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value)
  }

  /// How many bytes of UTF-8 the scalar `value` takes.
  @inline(__always)
  static func length(_ value: UInt32) -> Int { value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4 }

  /// Whether `byte` continues a scalar that began before it.
  @inline(__always)
  static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// How many bytes a scalar takes whose first byte is `byte`; 1 where no scalar begins so.
  static func length(startingWith byte: UInt8) -> Int {
    switch byte {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  /// Appends the UTF-8 form of the scalar `value`; the result is how many bytes that were.
  @inline(__always)
  static func append(_ value: UInt32, to bytes: inout [UInt8]) -> Int {
    if value < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value))
      return 1
    }
    if value < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
      return 2
    }
    if value < 0x10000 {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
      return 3
    }
    bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    return 4
  }
}
