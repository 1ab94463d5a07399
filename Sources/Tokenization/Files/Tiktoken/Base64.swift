/// Bytes written as text (RFC 4648), read strictly.
enum Base64 {
  /// For each byte its six bits, or 255 where it is no digit.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(truncatingIfNeeded: value) }
    return values
  }()

  /// Appends to `bytes` what `text` stands for; false where it is not base64 with its padding and nothing besides.
  static func decode(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) -> Bool {
    guard text.count % 4 == 0 else { return false }
    var padding = 0
    while padding < min(2, text.count), text[text.count - 1 - padding] == UInt8(ascii: "=") { padding += 1 }
    var bits: UInt32 = 0
    for index in 0..<text.count - padding {
      let value = values[Int(text[index])]
      guard value < 64 else { return false }
      bits = bits << 6 | UInt32(value)
      guard index % 4 == 3 else { continue }
      append(bits, 3, to: &bytes)
      bits = 0
    }
    guard padding > 0 else { return true }
    // The last group holds two or one bytes; the bits behind them are 0, or two texts would stand for the same bytes.
    bits <<= UInt32(6 * padding)
    guard bits & (padding == 1 ? 0xFF : 0xFFFF) == 0 else { return false }
    append(bits, 3 - padding, to: &bytes)
    return true
  }

  private static func append(_ bits: UInt32, _ count: Int, to bytes: inout [UInt8]) {
    for position in 0..<count { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * position))) }
  }
}
