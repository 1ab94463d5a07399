extension JSONReader {
  /// Reads a string and appends its UTF-8 bytes, escapes resolved, to `buffer`.
  package mutating func readString(appendingTo buffer: inout [UInt8]) throws {
    skipWhitespace()
    guard peek() == UInt8(ascii: "\"") else { throw unexpected("a string") }
    var index = offset + 1
    var runStart = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[runStart..<index]))
        advance(to: index + 1)
        return
      }
      if byte < 0x20 {
        advance(to: index)
        throw unexpected("an escape such as \\n in place of a control character")
      }
      if byte == UInt8(ascii: "\\") {
        buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[runStart..<index]))
        advance(to: index + 1)
        try readEscape(appendingTo: &buffer)
        index = offset
        runStart = index
      } else {
        index &+= 1
      }
    }
    advance(to: bytes.count)
    throw unexpected("“\"”")
  }

  /// Reads a string.
  package mutating func readString() throws -> String {
    var buffer: [UInt8] = []
    try readString(appendingTo: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }

  private mutating func readEscape(appendingTo buffer: inout [UInt8]) throws {
    guard let letter = peek() else { throw unexpected("an escape") }
    let plain: UInt8
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = letter
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "u"):
      advance(to: offset + 1)
      return try readUnicodeEscape(appendingTo: &buffer)
    default: throw unexpected("one of \" \\ / b f n r t u after “\\”")
    }
    advance(to: offset + 1)
    buffer.append(plain)
  }

  /// Four hexadecimal digits, or eight as a surrogate pair.
  ///
  /// A lone surrogate stands for no character and is refused.
  private mutating func readUnicodeEscape(appendingTo buffer: inout [UInt8]) throws {
    let start = offset
    var value = try readHexadecimal()
    if (0xD800..<0xDC00).contains(value), peek() == UInt8(ascii: "\\"), offset + 1 < bytes.count,
      bytes[offset + 1] == UInt8(ascii: "u")
    {
      advance(to: offset + 2)
      let low = try readHexadecimal()
      if (0xDC00..<0xE000).contains(low) { value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00) }
    }
    guard let scalar = Unicode.Scalar(value) else {
      advance(to: start)
      throw unexpected("a surrogate pair, where one half of it stands alone,")
    }
    buffer.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func readHexadecimal() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek(), let number = Self.hexadecimalValue(digit) else {
        throw unexpected("four hexadecimal digits after “\\u”")
      }
      value = value << 4 | UInt32(number)
      advance(to: offset + 1)
    }
    return value
  }

  private static func hexadecimalValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
