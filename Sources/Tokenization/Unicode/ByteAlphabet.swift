/// The alphabet of byte-level vocabularies: each of the 256 bytes as one printable character.
///
/// Bytes that print (`!`…`~`, `¡`…`¬`, `®`…`ÿ`) stand for themselves; the other 68 become U+0100 and up in order, so that a
/// space is `Ġ` and a line feed `Ċ`. Source: `bytes_to_unicode` in OpenAI's gpt-2, encoder.py.
enum ByteAlphabet {
  /// The scalar that stands for each byte.
  static let scalars: [UInt16] = {
    var next: UInt16 = 0x100
    return (UInt16(0)..<256).map { byte in
      if printsAsItself(byte) { return byte }
      defer { next += 1 }
      return next
    }
  }()

  /// For each scalar below 0x144: the byte it stands for, or -1.
  private static let bytes: [Int16] = {
    var bytes = [Int16](repeating: -1, count: 0x144)
    for (byte, scalar) in scalars.enumerated() { bytes[Int(scalar)] = Int16(byte) }
    return bytes
  }()

  private static func printsAsItself(_ byte: UInt16) -> Bool {
    (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || (0xAE...0xFF).contains(byte)
  }

  /// The byte that the scalar `value` stands for, if it belongs to the alphabet.
  static func byte(_ value: UInt32) -> UInt8? {
    guard value < 0x144, bytes[Int(value)] >= 0 else { return nil }
    return UInt8(truncatingIfNeeded: bytes[Int(value)])
  }

  /// How many bytes of UTF-8 the character for `byte` takes: 1 or 2.
  static func encodedLength(_ byte: UInt8) -> Int { (0x21...0x7E).contains(byte) ? 1 : 2 }

  /// Appends the characters that stand for `text` to `buffer`.
  static func append(_ text: some Sequence<UInt8>, to buffer: inout [UInt8]) {
    for byte in text { _ = UTF8Scalars.append(UInt32(scalars[Int(byte)]), to: &buffer) }
  }

  /// The bytes that a vocabulary's `token` stands for; nil when it has a character outside the alphabet.
  static func decode(_ token: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(token.count)
    return decode(token, into: &result) ? result : nil
  }

  /// Appends the bytes that `token` stands for; false, with a part of them appended, when it has a character outside the
  /// alphabet.
  static func decode(_ token: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) -> Bool {
    var index = 0
    while index < token.count {
      let (value, length) = UTF8Scalars.decode(token, at: index)
      guard let byte = byte(value) else { return false }
      bytes.append(byte)
      index += length
    }
    return true
  }
}
