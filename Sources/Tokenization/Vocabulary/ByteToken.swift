/// Tokens that stand for one byte, spelled `<0x00>` to `<0xFF>`.
enum ByteToken {
  /// The byte that `token` stands for; nil when it is spelled otherwise.
  ///
  /// Small digits count too, and so does a plus sign in the place of the first: the reference reads the number as Rust does.
  static func byte(_ token: some BidirectionalCollection<UInt8>) -> UInt8? {
    guard token.count == 6, token.starts(with: [0x3C, 0x30, 0x78]), token.last == 0x3E else { return nil }
    let digits = token.dropFirst(3).prefix(2)
    guard digits.first != 0x2D else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
